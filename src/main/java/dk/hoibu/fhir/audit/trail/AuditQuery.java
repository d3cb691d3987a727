package dk.hoibu.fhir.audit.trail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What entries are wanted, newest first.
 *
 * @param any of each mark named, the values of which one must be met; empty for all entries
 * @param from not recorded before, if given
 * @param before recorded before, if given
 * @param after where the page before this one ended; empty for the first page
 * @param count how many at most, from 1 to 1,000
 */
public record AuditQuery(
        Map<Mark, List<String>> any,
        Optional<Instant> from,
        Optional<Instant> before,
        Optional<Place> after,
        int count) {

    public AuditQuery {
        any = Map.copyOf(any);
        if (count < 1 || count > 1000) {
            throw new IllegalArgumentException("a page has from 1 to 1000 entries");
        }
    }

    /** The marks that entries are found by: the components of {@link Marks}. */
    public enum Mark {
        CHILD,
        TYPE,
        SUBTYPE,
        ACTION,
        OUTCOME,
        USER,
        CLIENT,
        ORGANISATION,
        PURPOSE,
        REQUEST_ID
    }

    /** A place in the order of the answers: newest first, then by log, then the later one first. */
    public record Place(Instant recorded, String log, long sequence) {}
}
