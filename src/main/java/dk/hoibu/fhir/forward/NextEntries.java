package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.OrderedTrail.Slot;
import dk.hoibu.fhir.forward.Fate.Refused;
import dk.hoibu.fhir.forward.Fate.Taken;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives what comes next in the log, from the cursor on. For one thread. */
final class NextEntries {

    private static final Logger LOG = LoggerFactory.getLogger(NextEntries.class);

    /** Read at once: an entry has some kilobytes, a megabyte at most. */
    private static final int COUNT = 100;

    private final Way way;
    private final Giving giving;
    private final BooleanSupplier goesOn;

    /** @param goesOn whether it is still to go on, asked before each wave but the first */
    NextEntries(Way way, Giving giving, BooleanSupplier goesOn) {
        this.way = way;
        this.giving = giving;
        this.goesOn = goesOn;
    }

    /** Gives some; answers whether there may be more to give now. */
    boolean give() {
        List<Slot> slots = way.trail().read(way.route().log(), way.outbox().next(way.route()), COUNT);
        if (slots.isEmpty()) {
            return false;
        }
        Batch batch = new Batch(way.route().log(), slots, way.outbox().waiting(way.route()), this::isWanted);
        boolean up;
        do {
            up = !batch.isOpen() || giveWave(batch);
            batch.advance().ifPresent(change -> way.outbox().note(way.route(), change));
        } while (up && batch.isOpen() && goesOn.getAsBoolean());
        way.tally().countPassedOver(batch.passedOver(), batch.erased());
        return up;
    }

    /** What is only about to be done is no event: what comes of it is one of its own. */
    private boolean isWanted(KeptEntry entry) {
        return !entry.entry().marks().type().equals(Ledger.INTENT)
                && way.destination().wants(entry);
    }

    private boolean giveWave(Batch batch) {
        List<KeptEntry> wave = batch.wave(way.destination().most());
        List<Fate> fates = giving.give(wave);
        int refused = 0;
        String reason = "";
        for (int at = 0; at < wave.size(); at++) {
            if (fates.get(at) instanceof Taken) {
                batch.taken(wave.get(at));
                way.tally().countDelivered();
            } else if (fates.get(at) instanceof Refused why) {
                batch.hold(way.refused(wave.get(at), 1, why.reason()));
                reason = why.reason();
                refused++;
            }
        }
        if (refused > 0) {
            LOG.atWarn()
                    .addKeyValue("destination", way.route().destination())
                    .addKeyValue("count", refused)
                    .addKeyValue("reason", reason)
                    .log("entries were refused: they are held and tried again");
        }
        return way.reach().isUp(fates);
    }
}
