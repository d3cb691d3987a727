package dk.hoibu.fhir.blackbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, which a test can put forward. */
final class MovedClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    /** Puts it that far ahead of the machine's. */
    void ahead(Duration time) {
        ahead = time;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
