package dk.hoibu.fhir.message.delivery;

import dk.hoibu.fhir.message.delivery.DeliveryTally.What;
import dk.hoibu.fhir.message.reception.Letters.Result;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what a message service handler keeps for us. What was fetched is durable here, with the acknowledgement that is to go out, before it is
 * confirmed there: who dies between the two fetches it again, and finds that it came already. For one thread.
 */
public final class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    private static final int MANY = 20;

    /** How long what is of no use is left alone. */
    private static final Duration LEFT_ALONE = Duration.ofHours(1);

    private final Inbox inbox;
    private final Unpacking unpacking;
    private final DeliveryTally tally;
    private final InstantSource clock;
    private final Map<String, Instant> useless = new HashMap<>();
    private boolean down;

    public Collector(Inbox inbox, Unpacking unpacking, DeliveryTally tally, InstantSource clock) {
        this.inbox = inbox;
        this.unpacking = unpacking;
        this.tally = tally;
        this.clock = clock;
    }

    /**
     * Fetches some of what is there.
     *
     * @return whether there may be more
     */
    public boolean once() {
        try {
            List<String> waiting = inbox.waiting(MANY + useless.size());
            up();
            useless.keySet().retainAll(waiting);
            tally.stuck(useless.size());
            boolean any = false;
            for (String id : waiting) {
                any |= mayBeTried(id) && collect(id);
            }
            return any;
        } catch (IOException | StoreUnavailable failure) {
            down(failure);
            return false;
        }
    }

    private boolean mayBeTried(String id) {
        Instant next = useless.get(id);
        return next == null || !clock.instant().isBefore(next);
    }

    private boolean collect(String id) throws IOException {
        Result[] result = {Result.NOT_NOW};
        inbox.fetch(id, body -> result[0] = unpacking.take(body));
        switch (result[0]) {
            case KEPT -> {
                inbox.confirm(id);
                useless.remove(id);
                tally.count(What.FETCHED);
                return true;
            }
            case USELESS -> {
                useless.put(id, clock.instant().plus(LEFT_ALONE));
                tally.count(What.UNREADABLE);
                tally.stuck(useless.size());
                LOG.error(
                        "something in the inbox of the message service handler can be neither read nor answered: it is left there");
                return false;
            }
            case NOT_NOW -> throw new StoreUnavailable("messages cannot be kept now");
        }
        return false;
    }

    private void up() {
        if (down) {
            LOG.info("messages are fetched again");
        }
        down = false;
    }

    private void down(Exception failure) {
        if (!down) {
            LOG.atWarn()
                    .addKeyValue("reason", failure instanceof StoreUnavailable ? failure.getMessage() : reason(failure))
                    .log("messages cannot be fetched from the message service handler");
        }
        down = true;
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message != null && message.startsWith("HTTP ")
                ? message
                : failure.getClass().getSimpleName();
    }
}
