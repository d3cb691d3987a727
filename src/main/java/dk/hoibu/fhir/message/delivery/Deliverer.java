package dk.hoibu.fhir.message.delivery;

import dk.hoibu.fhir.forward.Fate;
import dk.hoibu.fhir.message.delivery.DeliveryTally.What;
import dk.hoibu.fhir.message.store.Consignment;
import dk.hoibu.fhir.message.store.DeliveryState;
import dk.hoibu.fhir.message.store.Outbox;
import dk.hoibu.fhir.message.store.Outbox.Terms;
import dk.hoibu.fhir.message.store.Outbox.Work;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over what is in the outbox, one thing after the other, each by as many workers as there are. What a server had begun when it died another
 * does again: the message service handler knows it by its ids.
 */
public final class Deliverer {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

    private final String name;
    private final Outbox outbox;
    private final Packing packing;
    private final Msh msh;
    private final DeliveryPace pace;
    private final DeliveryTally tally;
    private final InstantSource clock;
    private final Line line;

    /**
     * @param name the server's, for whoever looks into the tables
     * @param random for pauses
     */
    public Deliverer(
            String name,
            Outbox outbox,
            Packing packing,
            Msh msh,
            DeliveryPace pace,
            DeliveryTally tally,
            InstantSource clock,
            RandomGenerator random) {
        this.name = name;
        this.outbox = outbox;
        this.packing = packing;
        this.msh = msh;
        this.pace = pace;
        this.tally = tally;
        this.clock = clock;
        this.line = new Line(pace, clock, random);
    }

    /**
     * Does one thing that is due.
     *
     * @return whether there was one
     * @throws StoreUnavailable when the outbox cannot be read or written: then it is done again by whoever comes next
     */
    public boolean once() {
        if (!line.mayBeTried()) {
            return false;
        }
        Work work = outbox.claim(name, clock.instant(), new Terms(pace.lease(), pace.resends()), 1);
        work.givenUp().forEach(id -> tellDead(id, "no acknowledgement"));
        for (Consignment one : work.lent()) {
            if (one.resends() > 0 && one.attempts() == 0) {
                tally.count(What.RESENT);
            }
            hand(one);
        }
        return !work.lent().isEmpty() || !work.givenUp().isEmpty();
    }

    private void hand(Consignment one) {
        try {
            note(one, msh.hand(packing.pack(one)));
        } catch (Unfit unfit) {
            end(one, DeliveryState.REFUSED, unfit.reason());
        }
    }

    private void note(Consignment one, Fate fate) {
        if (fate instanceof Fate.Taken) {
            line.up();
            tally.count(What.HANDED);
            outbox.handedOver(one, clock.instant().plus(pace.acknowledgement()));
        } else if (fate instanceof Fate.Refused refused) {
            line.up();
            end(one, DeliveryState.DEAD, "refused by the message service handler: " + refused.reason());
        } else if (fate instanceof Fate.Unreached failed) {
            failed(one, failed);
        } else {
            failed(one, new Fate.Unreached("not tried"));
        }
    }

    private void failed(Consignment one, Fate.Unreached failure) {
        tally.count(What.FAILED);
        if (failure.mayBeItsOwn()) {
            line.up();
        } else {
            line.down(failure.reason(), failure.pause());
        }
        int attempts = one.attempts() + 1;
        if (attempts >= pace.attempts()) {
            end(one, DeliveryState.DEAD, failure.reason());
            return;
        }
        Duration own = line.pause(attempts);
        Duration pause = failure.pause().filter(wish -> wish.compareTo(own) > 0).orElse(own);
        outbox.failed(one, failure.reason(), clock.instant().plus(pause));
    }

    private void end(Consignment one, DeliveryState state, String reason) {
        if (outbox.end(one, state, reason)) {
            tellDead(one.id(), reason);
        }
    }

    private void tellDead(UUID id, String reason) {
        tally.count(What.DEAD);
        LOG.atError()
                .addKeyValue("message", id)
                .addKeyValue("reason", reason)
                .log("a message was not delivered and is given up: see the command messages outbox");
    }
}
