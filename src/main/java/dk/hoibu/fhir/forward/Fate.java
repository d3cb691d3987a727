package dk.hoibu.fhir.forward;

import java.time.Duration;
import java.util.Optional;

/** What came of giving one entry to a destination. Reasons hold nothing of what was given, and nothing that the destination wrote freely. */
public sealed interface Fate {

    /** The destination has it, now or already before. */
    record Taken() implements Fate {}

    /** The destination does not want this one as it is. */
    record Refused(String reason) implements Fate {}

    /**
     * Nobody knows whether the destination has it.
     *
     * @param mayBeItsOwn whether it may be this entry that brings the destination down: if it takes others, it is
     * @param pause how long the destination wants to be left alone, if it said so
     */
    record Unreached(String reason, boolean mayBeItsOwn, Optional<Duration> pause) implements Fate {

        /** No connection, no answer in time, or nothing that could be understood. */
        public Unreached(String reason) {
            this(reason, false, Optional.empty());
        }
    }

    /** It was not given, because of what came of one before it. */
    record NotTried() implements Fate {}
}
