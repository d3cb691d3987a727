package dk.hoibu.fhir.forward;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a destination has been given a log, when it was looked last.
 *
 * @param backlog entries that it was not given yet, as far as it is to be given them
 * @param held how many of these are held: refused once, or waiting for one that was
 * @param dead entries that it was not given and is not tried with any longer
 * @param oldest when the oldest entry of the backlog was written down; empty when there is none
 * @param looked when that was found out
 */
public record Standing(long backlog, long held, long dead, Optional<Instant> oldest, Instant looked) {

    /** How old the oldest entry of the backlog is; without any, how long ago that was known. */
    public Duration age(Instant now) {
        Duration age = Duration.between(oldest.orElse(looked), now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
