package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.forward.Fate.NotTried;
import dk.hoibu.fhir.forward.Fate.Unreached;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a destination is there, and for how long it is left alone when it is not. For one thread. */
final class Reach {

    private static final Logger LOG = LoggerFactory.getLogger(Reach.class);

    private final String destination;
    private final Pace pace;
    private final InstantSource time;
    private final Tally tally;
    private Instant notBefore = Instant.MIN;
    private int failures;

    Reach(String destination, Pace pace, InstantSource time, Tally tally) {
        this.destination = destination;
        this.pace = pace;
        this.time = time;
        this.tally = tally;
    }

    boolean mayBeTried() {
        return !time.instant().isBefore(notBefore);
    }

    /** Whether the destination is there, by what came of what it was given. */
    boolean isUp(List<Fate> fates) {
        Optional<Unreached> failure = fates.stream()
                .filter(Unreached.class::isInstance)
                .map(Unreached.class::cast)
                .findFirst();
        if (failure.isPresent()) {
            leaveAlone(failure.get());
            return false;
        }
        if (failures > 0 && !fates.stream().allMatch(NotTried.class::isInstance)) {
            failures = 0;
            LOG.atInfo().addKeyValue("destination", destination).log("entries are forwarded again");
        }
        return true;
    }

    private void leaveAlone(Unreached failure) {
        if (failures == 0) {
            LOG.atWarn()
                    .addKeyValue("destination", destination)
                    .addKeyValue("reason", failure.reason())
                    .log("entries cannot be forwarded: the destination does not take them");
        }
        failures++;
        tally.countFailed();
        Duration wished = failure.pause().orElse(Duration.ZERO);
        Duration own = pace.pause(failures);
        Duration pause = wished.compareTo(own) < 0 ? own : wished;
        notBefore = time.instant().plus(pause.compareTo(pace.longest()) < 0 ? pause : pace.longest());
    }
}
