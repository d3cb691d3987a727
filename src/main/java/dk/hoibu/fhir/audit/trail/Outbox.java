package dk.hoibu.fhir.audit.trail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of the trail other systems have been given. Everything before the cursor was given, passed over, or is held here. What is noted may
 * be lost with the power, back to an earlier state of all of it, never in part: then some of it is given twice. Safe for use by many
 * threads.
 *
 * <p>All methods throw {@link AuditUnavailable} when it cannot be read or written.
 */
public interface Outbox {

    /** One destination's part of one log. */
    record Route(String destination, String log) {}

    /** What becomes of an entry that was not given. */
    enum State {
        /** It is tried again, and what comes after it about the same child waits for it. */
        HELD,
        /** It was tried for too long, and nothing waits for it any longer. */
        DEAD,
        /** Somebody decided that it is not to be given. */
        DROPPED
    }

    /**
     * An entry before the cursor that was not given.
     *
     * @param recorded when it was written down, to the millisecond
     * @param child the child's mark; empty when nothing is to wait for it
     * @param attempts how often it was refused; 0 when it only waits for another
     * @param next when it is tried again, to the millisecond, if nothing about the same child is before it
     * @param reason why it is held, without anything of what is in it
     */
    record Held(
            long sequence,
            Instant recorded,
            Optional<String> child,
            State state,
            int attempts,
            Instant next,
            String reason) {}

    /**
     * What was done, noted as a whole or not at all.
     *
     * @param next the cursor; empty when it stays
     * @param held what is held now, in place of what was noted of the same entries
     * @param gone what is held no longer, by sequence
     */
    record Change(Optional<Long> next, List<Held> held, Set<Long> gone) {

        public Change {
            held = List.copyOf(held);
            gone = Set.copyOf(gone);
        }
    }

    /**
     * How many entries are held and dead, and when the oldest held one was written down.
     *
     * @param oldest empty when none is held
     */
    record Sum(long held, long dead, Optional<Instant> oldest) {}

    /** The cursor: the sequence of the first entry that was not looked at; 0 before the first change. */
    long next(Route route);

    void note(Route route, Change change);

    /** Held entries that are to be tried now, lowest sequence first: of each child the first one alone. {@code count} at most. */
    List<Held> due(Route route, Instant now, int count);

    /** The marks of the children of whom something is held. */
    Set<String> waiting(Route route);

    Sum sum(Route route);

    /** Every route that something was noted of, by destination and log. */
    List<Route> routes();

    /** Entries in {@code state} from the sequence {@code from} on, in order; {@code count} at most. */
    List<Held> list(Route route, State state, long from, int count);
}
