package dk.hoibu.fhir.message.view;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One message in the history of a thread, as its Provenance tells it; also one that is only told of.
 *
 * @param headerId id of its MessageHeader
 * @param activity {@code new-message}, {@code reply-message} or {@code forward-message}; empty when only its id is known
 * @param when it was sent
 * @param by the organisation that sent it
 * @param segments ids of what it added
 * @param answers the MessageHeader of the message that it answers or forwards
 * @param letter what it answers, when that was a letter in another format
 * @param message it, if it is here
 */
record Step(
        String headerId,
        Optional<String> activity,
        Instant when,
        Party by,
        Set<String> segments,
        Optional<String> answers,
        Optional<String> letter,
        Optional<MessageParts> message,
        State state) {

    /** Whether the message itself is here, and why not. */
    enum State {
        HERE,
        /** It is of the thread that was forwarded: nobody expects it here. */
        FORWARDED,
        /** It ought to be here, and is not. */
        NOT_COME
    }

    static final String FORWARD = "forward-message";

    Step {
        segments = Set.copyOf(segments);
    }

    boolean isForward() {
        return activity.equals(Optional.of(FORWARD));
    }

    Step as(State other) {
        return new Step(headerId, activity, when, by, segments, answers, letter, message, other);
    }
}
