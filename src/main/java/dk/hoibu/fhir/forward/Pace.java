package dk.hoibu.fhir.forward;

import java.time.Duration;

/**
 * How often something is tried.
 *
 * @param look how long after having found nothing to do it is looked again
 * @param first the pause after the first failure; each further one is twice as long
 * @param longest no pause is longer
 * @param attempts after how many refusals an entry is not tried any longer, from 1
 */
public record Pace(Duration look, Duration first, Duration longest, int attempts) {

    private static final int MOST_DOUBLINGS = 30;

    public Pace {
        if (look.isZero() || first.isZero() || longest.compareTo(first) < 0 || attempts < 1) {
            throw new IllegalArgumentException(
                    "pauses are longer than nothing, the longest not shorter than the first");
        }
    }

    /** The pause after {@code failures} in a row, from 1. */
    Duration pause(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
