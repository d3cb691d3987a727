package dk.hoibu.fhir.verify;

import java.util.List;
import java.util.Optional;

/** A stored audit trail, read part by part. Several parts may be read at the same time. */
public interface Stored extends AutoCloseable {

    /** An entry's columns. {@code typed}: each has the type it should have. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(long sequence, long recorded, byte[] previous, byte[] payloadHash, byte[] leaf, boolean typed) {}

    /** What an entry says. {@code columns}: id, then child to request id in the order of the table, then the payload; in UTF-8, null for none. */
    @SuppressWarnings("ArrayRecordComponent")
    record Payload(long sequence, long recorded, byte[] salt, byte[][] columns, boolean typed) {}

    /** A checkpoint, and at which size it is kept. */
    record Kept(long size, String note) {}

    /** The entries from the one before a part on, the payloads of the part, and the checkpoints that end in it; each in order. */
    record Part(List<Entry> entries, List<Payload> payloads, List<Kept> checkpoints) {}

    /** Where an event is. */
    record Place(String log, long sequence) {}

    /** The logs that anything is stored of, in order. */
    List<String> logs();

    /** The first and the last sequence of a log's entries; empty when there are none. */
    Optional<long[]> bounds(String log);

    /** The part from the sequence {@code from} to before {@code to}. */
    Part part(String log, long from, long to);

    /** The first sequence, before 0 or after {@code last}, at which there is a payload and no entry. */
    Optional<Long> orphan(String log, long last);

    /** Checkpoints that say of more entries than {@code last} is the sequence of, or of none; the smallest first, at most 1,000. */
    List<Kept> checkpointsOutside(String log, long last);

    /** Before when, in milliseconds, what was recorded was erased, as the trail itself says; 0 when it says nothing of that. */
    long erasedBefore();

    /** Where the event known as {@code id} is. */
    Optional<Place> find(String id);

    @Override
    void close();
}
