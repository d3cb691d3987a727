package dk.hoibu.fhir.message.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the message service handler is there. While it is not, one thing at a time is tried and not all of them, so that nothing is given up
 * for what is not its fault. Safe for use by many threads.
 */
final class Line {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    /** A single failure is nothing. */
    private static final int MANY = 3;

    private final DeliveryPace pace;
    private final InstantSource clock;
    private final RandomGenerator random;
    private Instant notBefore = Instant.MIN;
    private int failures;

    Line(DeliveryPace pace, InstantSource clock, RandomGenerator random) {
        this.pace = pace;
        this.clock = clock;
        this.random = random;
    }

    /** Whether somebody may try now; whoever is told so must. */
    synchronized boolean mayBeTried() {
        Instant now = clock.instant();
        if (failures >= MANY) {
            if (now.isBefore(notBefore)) {
                return false;
            }
            notBefore = now.plus(pause());
        }
        return true;
    }

    synchronized void up() {
        if (failures >= MANY) {
            LOG.info("messages are delivered again");
        }
        failures = 0;
    }

    synchronized void down(String reason, Optional<Duration> wished) {
        failures++;
        if (failures == MANY) {
            LOG.atWarn()
                    .addKeyValue("reason", reason)
                    .log("messages cannot be delivered: the message service handler does not take them");
        }
        Duration own = pause();
        Duration pause = wished.filter(wish -> wish.compareTo(own) > 0).orElse(own);
        notBefore = clock.instant().plus(pause.compareTo(pace.longest()) < 0 ? pause : pace.longest());
    }

    private Duration pause() {
        return pace.pause(Math.max(1, failures - MANY + 1), random);
    }

    /** How long a thing that failed for the {@code attempts}th time waits. */
    synchronized Duration pause(int attempts) {
        return pace.pause(attempts, random);
    }
}
