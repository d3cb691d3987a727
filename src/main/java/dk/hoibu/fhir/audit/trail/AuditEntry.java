package dk.hoibu.fhir.audit.trail;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One thing that happened, as it is kept.
 *
 * @param id what it is known by outside
 * @param recorded when it was written down, to the millisecond
 * @param marks what it is found by
 * @param payload all of it, as JSON in the form that {@code audit} gives it; the trail does not look into it
 */
public record AuditEntry(UUID id, Instant recorded, Marks marks, String payload) {

    /** No entry is longer, in characters. */
    public static final int MAX_PAYLOAD = 1 << 20;

    public AuditEntry {
        if (payload.isEmpty() || payload.length() > MAX_PAYLOAD) {
            throw new IllegalArgumentException("an audit entry has from 1 to " + MAX_PAYLOAD + " characters");
        }
        if (!recorded.equals(recorded.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException("an audit entry is recorded to the millisecond");
        }
    }
}
