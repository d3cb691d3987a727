package dk.hoibu.fhir.search;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.search.Query.Pair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a search for messages means. Their order is fixed, newest first, and they are not counted.
 *
 * @param subject the person they must be about; empty for any
 * @param unread whether only those that whoever asks has not read
 * @param any of each mark named, the values of which one must be met; no values are met by no message
 * @param times when they must have been {@code sent}, or come ({@code _lastUpdated}), by the name of the parameter
 * @param count the page size, from 1
 * @param after where the page before ended, as it was given to {@link #after}; empty for the first
 * @param canonical the search in a form fit for links: the person by opaque id, never by number
 * @param holder who may follow those links
 */
public record MessageSearch(
        Optional<PersonNumber> subject,
        boolean unread,
        Map<Mark, Set<String>> any,
        Map<String, Times> times,
        int count,
        Optional<String> after,
        List<Pair> canonical,
        String holder) {

    /** What messages are found by, beside whom they are about and when they were sent. */
    public enum Mark {
        ID,
        THREAD,
        CATEGORY,
        SENDER_SOR,
        SENDER_GLN,
        RECEIVER_SOR,
        RECEIVER_GLN
    }

    public MessageSearch {
        any = Map.copyOf(any);
        times = Map.copyOf(times);
        canonical = List.copyOf(canonical);
    }

    /** The same search, going on after {@code place}. */
    public MessageSearch after(String place) {
        return new MessageSearch(subject, unread, any, times, count, Optional.of(place), canonical, holder);
    }
}
