package dk.hoibu.fhir.message.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long is waited, and how often something is tried.
 *
 * @param first the pause after the first failure; each further one is twice as long
 * @param longest no pause is longer
 * @param attempts how often in a row a thing is tried to be handed over before it is dead, from 1
 * @param acknowledgement how long an acknowledgement may take (MedCom's governance 043: 30 minutes)
 * @param resends how often a message is sent again without one (043: twice)
 * @param lease how long a worker has for one thing
 */
public record DeliveryPace(
        Duration first, Duration longest, int attempts, Duration acknowledgement, int resends, Duration lease) {

    private static final int MOST_DOUBLINGS = 30;

    public DeliveryPace {
        if (first.isZero() || longest.compareTo(first) < 0 || attempts < 1 || acknowledgement.isZero()) {
            throw new IllegalArgumentException(
                    "pauses are longer than nothing, the longest not shorter than the first, and there is one attempt");
        }
    }

    /** The pause after {@code failures} in a row, from 1: from half of what it may be on, so that not all try again at once. */
    Duration pause(int failures, RandomGenerator random) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        long millis = (pause.compareTo(longest) < 0 ? pause : longest).toMillis();
        return Duration.ofMillis(millis / 2 + random.nextLong(millis - millis / 2 + 1));
    }
}
