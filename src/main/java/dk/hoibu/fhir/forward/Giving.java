package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.forward.Fate.NotTried;
import dk.hoibu.fhir.forward.Fate.Refused;
import dk.hoibu.fhir.forward.Fate.Taken;
import dk.hoibu.fhir.forward.Fate.Unreached;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives entries to a destination, and tells an entry that brings it down from a destination that is down: where one fails that may itself be
 * the reason, and the next is answered, it was that one.
 */
final class Giving {

    private static final Logger LOG = LoggerFactory.getLogger(Giving.class);

    private final Destination destination;

    Giving(Destination destination) {
        this.destination = destination;
    }

    /** What came of each of {@code entries}; what is left unreached, or not tried, is to be given again. */
    List<Fate> give(List<KeptEntry> entries) {
        List<Fate> fates = asked(entries);
        boolean up = true;
        for (int at = 0; up && at < fates.size() - 1; at++) {
            if (fates.get(at) instanceof Unreached failed) {
                up = failed.mayBeItsOwn() && isAnsweredAfter(at, entries, fates);
                if (up) {
                    fates.set(at, new Refused(failed.reason()));
                }
            }
        }
        return fates;
    }

    /** Whether something after {@code at} is answered; what comes next is tried if it was not yet. */
    private boolean isAnsweredAfter(int at, List<KeptEntry> entries, List<Fate> fates) {
        if (fates.get(at + 1) instanceof NotTried) {
            fates.set(at + 1, asked(List.of(entries.get(at + 1))).get(0));
        }
        return fates.subList(at + 1, fates.size()).stream().anyMatch(Giving::isAnswered);
    }

    private static boolean isAnswered(Fate fate) {
        return fate instanceof Taken || fate instanceof Refused;
    }

    private List<Fate> asked(List<KeptEntry> entries) {
        try {
            List<Fate> fates = destination.deliver(entries);
            boolean all = fates.size() == entries.size();
            if (all && !fates.stream().allMatch(NotTried.class::isInstance)) {
                return new ArrayList<>(fates);
            }
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("destination", destination.name())
                    .addKeyValue("error", bug.getClass().getName())
                    .log("entries cannot be given: a fault of this server");
        }
        List<Fate> none = new ArrayList<>(Collections.nCopies(entries.size(), new NotTried()));
        none.set(0, new Unreached("a fault of this server"));
        return none;
    }
}
