package dk.hoibu.fhir.forward;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is put forward. */
final class SetClock implements InstantSource {

    private Instant now = Accesses.NOON;

    void forward(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
