package dk.hoibu.fhir.message.keeping;

import dk.hoibu.fhir.message.store.Retention;
import dk.hoibu.fhir.message.store.Retention.Deleted;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the store of messages in order in the background, on every server that shares it. When the store does not answer, the next round does
 * what this one could not.
 */
public final class Keeper implements AutoCloseable {

    /**
     * How long things are kept.
     *
     * @param messages from when the last message of their thread came; empty for good
     * @param answers from when they were given, and at least as long as the message; empty for good
     */
    public record Periods(Optional<Duration> messages, Optional<Duration> answers) {}

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    /** No message takes so long to come, and nobody to read one that is being deleted. */
    private static final Duration ON_ITS_WAY = Duration.ofHours(2);

    private static final long COUNT_SECONDS = 60;

    /** A round is made with each of so many counts. */
    private static final int COUNTS_A_ROUND = 30;

    /** In one transaction, which others wait for. */
    private static final int MESSAGES = 50;

    private static final int ANSWERS = 200;
    private static final int PIECES = 32;

    private final Retention retention;
    private final Periods periods;
    private final Function<Instant, UUID> idAt;
    private final Clock clock;
    private final AtomicLong deleted = new AtomicLong();
    private final AtomicLong deletedUnread = new AtomicLong();
    private final AtomicLong unread = new AtomicLong(-1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "message-keeper");

    /** {@code idAt} gives an id that all ids made before that time come before. */
    public Keeper(Retention retention, Periods periods, Function<Instant, UUID> idAt, Clock clock) {
        this.retention = retention;
        this.periods = periods;
        this.idAt = idAt;
        this.clock = clock;
    }

    /** Begins, with a round at once. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            int count = 0;
            do {
                if (count % COUNTS_A_ROUND == 0) {
                    round();
                }
                count();
                count++;
            } while (!closed.await(COUNT_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes all that is due now, as far as the store answers. */
    public void round() {
        try {
            Instant now = clock.instant();
            periods.messages().ifPresent(period -> forget(now.minus(period)));
            periods.answers().ifPresent(period -> forgetAnswers(now.minus(period)));
            sweep(idAt.apply(now.minus(ON_ITS_WAY)));
        } catch (StoreUnavailable later) {
            LOG.atWarn()
                    .addKeyValue("reason", later.getMessage())
                    .addKeyValue("cause", String.valueOf(later.getCause()))
                    .log("the store of messages could not be kept in order: the next round tries again");
        }
    }

    private void forget(Instant before) {
        int all = 0;
        int unseen = 0;
        Deleted step;
        do {
            step = retention.forget(before, MESSAGES);
            all += step.messages();
            unseen += step.unread();
            deleted.addAndGet(step.messages());
            deletedUnread.addAndGet(step.unread());
        } while (step.messages() > 0 && isOpen());
        if (all > 0) {
            LOG.atInfo()
                    .addKeyValue("messages", all)
                    .addKeyValue("unread", unseen)
                    .log("messages were deleted that were kept as long as they are to be");
        }
    }

    private void forgetAnswers(Instant before) {
        int all = 0;
        int step;
        do {
            step = retention.forgetAnswers(before, ANSWERS);
            all += step;
        } while (step > 0 && isOpen());
        if (all > 0) {
            LOG.atInfo().addKeyValue("answers", all).log("answers to messages that are deleted were deleted, too");
        }
    }

    private void sweep(UUID before) {
        int all = 0;
        int step;
        do {
            step = retention.sweep(before, PIECES);
            all += step;
        } while (step > 0 && isOpen());
        if (all > 0) {
            LOG.atInfo().addKeyValue("pieces", all).log("pieces of messages that are not there were let go of");
        }
    }

    private void count() {
        try {
            unread.set(retention.unread());
        } catch (StoreUnavailable unknown) {
            unread.set(-1);
        }
    }

    /** How many messages were deleted since the start. */
    public long deleted() {
        return deleted.get();
    }

    /** How many of these nobody had marked as read. */
    public long deletedUnread() {
        return deletedUnread.get();
    }

    /** How many messages are unread, counted within the last minute; not a number when that is not known. */
    public double unread() {
        long known = unread.get();
        return known < 0 ? Double.NaN : known;
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
