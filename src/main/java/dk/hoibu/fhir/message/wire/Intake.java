package dk.hoibu.fhir.message.wire;

import java.util.Optional;

/**
 * A message on its way in. Its attachments' bytes are looked at and let go, so that what is held in memory does not grow with them. For one message and
 * one thread.
 */
public final class Intake implements AutoCloseable {

    /** The longest message MedCom allows, attachments included: 100 MB (CareCommunication 5.0, use cases, S1). */
    public static final long LONGEST = 100L << 20;

    /** What is left without attachments' bytes; a thread of hundreds of segments is well below. */
    static final int LONGEST_RESIDUE = 8 << 20;

    private final Residue residue = new Residue(LONGEST_RESIDUE, this::takeLongPlace);
    private final Sieve sieve;
    private final long longest;
    private final Optional<Room> room;
    private Optional<Room.Place> place = Optional.empty();
    private long size;

    /** @param longest how many bytes the message may have */
    public Intake(MessageFormat format, long longest) {
        this(format, longest, Optional.empty());
    }

    /** Of a message that comes beside others, with which it shares {@code room}. */
    public Intake(MessageFormat format, long longest, Room room) {
        this(format, longest, Optional.of(room));
    }

    private Intake(MessageFormat format, long longest, Optional<Room> room) {
        this.sieve = switch (format) {
            case JSON -> new JsonSieve(residue);
            case XML -> new XmlSieve(residue);
        };
        this.longest = longest;
        this.room = room;
    }

    private void takeLongPlace() {
        place = room.map(Room::ofLong);
    }

    /**
     * The next bytes, from the index {@code from} to before {@code to}.
     *
     * @throws TooLong when the message is longer than is taken
     * @throws NoRoom when there are too many that are as long
     */
    public void take(byte[] bytes, int from, int to) {
        size += to - from;
        if (size > longest) {
            throw new TooLong("more than " + longest + " bytes");
        }
        sieve.take(bytes, from, to);
    }

    /**
     * The message without the bytes of its attachments, after the last of it. It may be read until this is closed.
     *
     * @throws NoRoom when there are too many at once
     */
    public Skeleton end() {
        if (place.isEmpty()) {
            place = room.map(one -> one.of(residue.size()));
        }
        return new Skeleton(residue.left(), residue.taken(), size);
    }

    @Override
    public void close() {
        place.ifPresent(Room.Place::giveBack);
        place = Optional.empty();
    }
}
