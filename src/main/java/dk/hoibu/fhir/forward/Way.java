package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.OrderedTrail;
import dk.hoibu.fhir.audit.trail.Outbox;
import dk.hoibu.fhir.audit.trail.Outbox.Held;
import dk.hoibu.fhir.audit.trail.Outbox.Route;
import dk.hoibu.fhir.audit.trail.Outbox.State;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From one log to one destination: what the parts of a forwarder share. */
record Way(
        Destination destination,
        Route route,
        OrderedTrail trail,
        Outbox outbox,
        Pace pace,
        InstantSource time,
        Tally tally,
        Reach reach) {

    private static final Logger LOG = LoggerFactory.getLogger(Way.class);

    static Way of(
            Destination destination, String log, OrderedTrail trail, Outbox outbox, Pace pace, InstantSource time) {
        Tally tally = new Tally();
        Reach reach = new Reach(destination.name(), pace, time, tally);
        Route route = new Route(destination.name(), log);
        return new Way(destination, route, trail, outbox, pace, time, tally, reach);
    }

    /** {@code entry}, after it was refused {@code attempts} times: held, or given up. */
    Held refused(KeptEntry entry, int attempts, String reason) {
        boolean again = attempts < pace.attempts();
        if (!again) {
            LOG.atError()
                    .addKeyValue("destination", route.destination())
                    .addKeyValue("log", route.log())
                    .addKeyValue("sequence", entry.sequence())
                    .addKeyValue("reason", reason)
                    .log("an entry was refused too often: it is not forwarded");
        }
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Held(
                entry.sequence(),
                entry.entry().recorded(),
                entry.entry().marks().child(),
                again ? State.HELD : State.DEAD,
                attempts,
                now.plus(pace.pause(Math.max(1, attempts))),
                reason);
    }
}
