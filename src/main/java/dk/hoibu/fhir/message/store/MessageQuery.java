package dk.hoibu.fhir.message.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which messages are asked for; the answers come newest first.
 *
 * @param organisation SOR id of the organisation that must be their sender or receiver; empty for all, where nobody is asked who they are
 * @param unread whether only those are wanted that came to the organisation and that it has not read
 * @param any of each mark named, the values of which one must be met; no values are met by no message
 * @param spans when they must have come or been sent
 * @param after the last message of the page before; empty for the first
 * @param count how many at most
 */
public record MessageQuery(
        Optional<String> organisation,
        boolean unread,
        Map<Mark, List<String>> any,
        List<Span> spans,
        Optional<Place> after,
        int count) {

    public MessageQuery {
        any = Map.copyOf(any);
        spans = List.copyOf(spans);
    }

    /** Of messages read or not. */
    public MessageQuery(
            Optional<String> organisation,
            Map<Mark, List<String>> any,
            List<Span> spans,
            Optional<Place> after,
            int count) {
        this(organisation, false, any, spans, after, count);
    }

    /** What messages are found by. */
    public enum Mark {
        ID,
        BUNDLE_ID,
        THREAD,
        CATEGORY,
        SUBJECT,
        SENDER_SOR,
        SENDER_GLN,
        RECEIVER_SOR,
        RECEIVER_GLN
    }

    /** A time of a message. */
    public enum Moment {
        RECEIVED,
        SENT
    }

    /** The message's moment must be in one of the stretches; in none when there are none. */
    public record Span(Moment moment, List<Stretch> anyOf) {

        public Span {
            anyOf = List.copyOf(anyOf);
        }
    }

    /** From a moment, which is in it, to another, which is not; empty where it is not bounded. */
    public record Stretch(Optional<Instant> from, Optional<Instant> before) {}

    /** Where in the order a message is. */
    public record Place(Instant received, UUID id) {}
}
