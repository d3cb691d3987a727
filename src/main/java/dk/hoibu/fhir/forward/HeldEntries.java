package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.Outbox.Change;
import dk.hoibu.fhir.audit.trail.Outbox.Held;
import dk.hoibu.fhir.forward.Fate.NotTried;
import dk.hoibu.fhir.forward.Fate.Refused;
import dk.hoibu.fhir.forward.Fate.Taken;
import dk.hoibu.fhir.forward.Fate.Unreached;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives again what was refused, and then what waited for it. For one thread. */
final class HeldEntries {

    private final Way way;
    private final Giving giving;

    HeldEntries(Way way, Giving giving) {
        this.way = way;
        this.giving = giving;
    }

    /**
     * Gives some that are due; answers whether there may be more to give now.
     *
     * @param reached whether the destination has just taken something: an entry that brings it down is then refused, else only put off
     */
    boolean give(boolean reached) {
        List<Held> due = way.outbox()
                .due(way.route(), way.time().instant(), way.destination().most());
        if (due.isEmpty()) {
            return false;
        }
        List<Tried> wave = new ArrayList<>();
        Set<Long> gone = new HashSet<>();
        for (Held held : due) {
            entry(held.sequence())
                    .ifPresentOrElse(
                            entry -> wave.add(new Tried(entry, held.attempts())), () -> gone.add(held.sequence()));
        }
        way.tally().countPassedOver(0, gone.size());
        List<Held> again = new ArrayList<>();
        boolean up = wave.isEmpty() || give(wave, reached, again, gone);
        if (!again.isEmpty() || !gone.isEmpty()) {
            way.outbox().note(way.route(), new Change(Optional.empty(), again, gone));
        }
        return up;
    }

    /** An entry, and how often it was refused. */
    private record Tried(KeptEntry entry, int attempts) {}

    /** Empty when it was erased. */
    private Optional<KeptEntry> entry(long sequence) {
        String log = way.route().log();
        return way.trail().read(log, sequence, 1).stream()
                .filter(slot -> slot.sequence() == sequence)
                .flatMap(slot -> slot.entry().stream())
                .map(entry -> new KeptEntry(log, sequence, entry))
                .findFirst();
    }

    private boolean give(List<Tried> wave, boolean reached, List<Held> again, Set<Long> gone) {
        List<Fate> fates = giving.give(wave.stream().map(Tried::entry).toList());
        List<Fate> ofDestination = new ArrayList<>();
        for (int at = 0; at < wave.size(); at++) {
            KeptEntry entry = wave.get(at).entry();
            int attempts = wave.get(at).attempts();
            Fate fate = fates.get(at);
            way.tally().countRetried(fate instanceof NotTried ? 0 : 1);
            if (fate instanceof Unreached failed && failed.mayBeItsOwn()) {
                again.add(way.refused(entry, reached ? attempts + 1 : attempts, failed.reason()));
                continue;
            }
            ofDestination.add(fate);
            if (fate instanceof Taken) {
                gone.add(entry.sequence());
                way.tally().countDelivered();
            } else if (fate instanceof Refused refused) {
                again.add(way.refused(entry, attempts + 1, refused.reason()));
            }
        }
        return way.reach().isUp(ofDestination);
    }
}
