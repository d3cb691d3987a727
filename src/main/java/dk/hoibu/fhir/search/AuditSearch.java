package dk.hoibu.fhir.search;

import dk.hoibu.fhir.audit.trail.AuditQuery.Mark;
import dk.hoibu.fhir.audit.trail.AuditQuery.Place;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.search.Query.Pair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a search for audit events means. Their order is fixed, newest first, and they are not counted: both would take longer the more there
 * are.
 *
 * @param child the child they must be about; empty for any, or none
 * @param any of each mark named, the values of which one must be met; no values are met by no event
 * @param times when they must have been recorded
 * @param ids which they must be; empty optional means any
 * @param count the page size, from 1
 * @param after where the page before ended; empty for the first
 * @param canonical the search in a form fit for links: the child by opaque id, never by number
 * @param holder who may follow those links
 */
public record AuditSearch(
        Optional<PersonNumber> child,
        Map<Mark, Set<String>> any,
        Times times,
        Optional<Set<UUID>> ids,
        int count,
        Optional<Place> after,
        List<Pair> canonical,
        String holder) {

    public AuditSearch {
        any = Map.copyOf(any);
        canonical = List.copyOf(canonical);
    }

    /** The same search, going on after {@code place}. */
    public AuditSearch after(Place place) {
        return new AuditSearch(child, any, times, ids, count, Optional.of(place), canonical, holder);
    }
}
