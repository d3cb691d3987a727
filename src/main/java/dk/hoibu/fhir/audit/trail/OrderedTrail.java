package dk.hoibu.fhir.audit.trail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Logs, read in the order they were written: what is read is durable, and nothing is ever put before it. Safe for use by many threads. */
public interface OrderedTrail {

    /**
     * A place in a log.
     *
     * @param recorded when it was written down, to the millisecond
     * @param entry what stands there; empty when it was erased at the end of its retention
     */
    record Slot(long sequence, Instant recorded, Optional<AuditEntry> entry) {}

    /**
     * The places of {@code log} from the sequence {@code from} on, in order; fewer than {@code count} only when there are no more.
     *
     * @throws AuditUnavailable when the trail cannot be read
     */
    List<Slot> read(String log, long from, int count);

    /**
     * How many entries {@code log} has, erased ones too: the sequence of the next one. 0 when there is no such log.
     *
     * @throws AuditUnavailable when the trail cannot be read
     */
    long end(String log);
}
