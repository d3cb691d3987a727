package dk.hoibu.fhir.source;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is to go wrong with each source, set by people and tests who want to see what the facade does then. Nothing is
 * wrong at first. Safe for use by many threads; a change holds from the next question on.
 */
public final class Faults {

    private final Map<SourceId, Fault> set = new ConcurrentHashMap<>();

    /** Lets {@code source} fail as {@code fault} says, until told otherwise. */
    public void set(SourceId source, Fault fault) {
        set.put(source, fault);
    }

    /** How {@code source} is to fail just now; {@link Fault#NONE} when it is not. */
    public Fault get(SourceId source) {
        return set.getOrDefault(source, Fault.NONE);
    }

    /** Heals every source. */
    public void clear() {
        set.clear();
    }

    /**
     * One way to fail.
     *
     * @param latency how long every answer, good or bad, keeps people waiting; zero for not at all
     */
    public record Fault(Mode mode, Duration latency) {

        /** Nothing is wrong. */
        public static final Fault NONE = new Fault(Mode.NONE, Duration.ZERO);

        public Fault {
            if (latency.isNegative()) {
                throw new IllegalArgumentException("latency is negative");
            }
        }
    }

    /** What goes wrong. */
    public enum Mode {
        /** Answers rightly, if perhaps late. */
        NONE,
        /** Does not answer. */
        ERROR,
        /** Answers with something that cannot be understood. */
        GARBAGE,
        /** Answers with only a part of what there is, and says so; a source that cannot do that does not answer. */
        PARTIAL
    }
}
