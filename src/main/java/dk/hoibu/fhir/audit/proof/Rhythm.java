package dk.hoibu.fhir.audit.proof;

import java.time.Duration;

/**
 * When checkpoints are made and remembered elsewhere.
 *
 * @param signEvery a log that grew is signed this long after the last time, at the latest
 * @param entries or when it grew by so many
 * @param anchorEvery a checkpoint is anchored this long after the last that was
 * @param grace for how long anchors may fail before the log counts as not anchored
 */
public record Rhythm(Duration signEvery, int entries, Duration anchorEvery, Duration grace) {

    public Rhythm {
        if (signEvery.isNegative()
                || signEvery.isZero()
                || entries < 1
                || anchorEvery.isNegative()
                || grace.isNegative()) {
            throw new IllegalArgumentException("times are positive, and one entry at least is signed");
        }
    }

    /** A second or 1,000 entries; anchored every hour, and missed for four at most. */
    public static Rhythm usual() {
        return new Rhythm(Duration.ofSeconds(1), 1000, Duration.ofHours(1), Duration.ofHours(4));
    }
}
