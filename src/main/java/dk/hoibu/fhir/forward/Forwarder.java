package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.OrderedTrail;
import dk.hoibu.fhir.audit.trail.OrderedTrail.Slot;
import dk.hoibu.fhir.audit.trail.Outbox;
import dk.hoibu.fhir.audit.trail.Outbox.Route;
import dk.hoibu.fhir.audit.trail.Outbox.Sum;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives one log to one destination, on a thread of its own that no request waits for. Entries are read from where they are kept durably
 * anyway, so a server that dies goes on where it was, at worst giving again what it had given last.
 *
 * <p>An entry that is refused for itself is held and tried again, and what comes after it about the same child waits for it; other children
 * go on. While the destination is down, nothing goes on.
 */
public final class Forwarder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

    /** When more is held, something is wrong with all of it: nothing else is given until less is. */
    private static final int MOST_HELD = 10_000;

    private final Way way;
    private final NextEntries next;
    private final HeldEntries held;
    private final BooleanSupplier ours;
    private final ScheduledExecutorService worker;
    private boolean unreadable;
    private volatile boolean closing;
    private volatile Standing standing;

    /**
     * @param log the log that is given
     * @param ours whether it is this server that gives it now: no two may
     */
    public Forwarder(
            Destination destination,
            String log,
            OrderedTrail trail,
            Outbox outbox,
            Pace pace,
            BooleanSupplier ours,
            InstantSource time) {
        Giving giving = new Giving(destination);
        this.way = Way.of(destination, log, trail, outbox, pace, time);
        this.next = new NextEntries(way, giving, () -> !closing);
        this.held = new HeldEntries(way, giving);
        this.ours = ours;
        this.standing = new Standing(0, 0, 0, Optional.empty(), time.instant());
        this.worker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "audit-forward-" + destination.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Which log to which destination. */
    public Route route() {
        return way.route();
    }

    /** What was done since the server started. */
    public Tally tally() {
        return way.tally();
    }

    /** How far it is, as it was found when it was looked last. */
    public Standing standing() {
        return standing;
    }

    /** Begins to work, until closed. */
    public void start() {
        long pause = Math.max(1, way.pace().look().toMillis());
        Future<?> unused = worker.scheduleWithFixedDelay(this::work, 0, pause, TimeUnit.MILLISECONDS);
    }

    /** Does all that can be done now. */
    synchronized void work() {
        if (closing || !ours.getAsBoolean()) {
            return;
        }
        try {
            look();
            while (isReady() && step()) {
                look();
            }
            look();
            tellIfReadable();
        } catch (RuntimeException failure) {
            // it is tried again; a thread that ends would not
            tellFailure(failure);
        }
    }

    private boolean isReady() {
        return !closing && way.reach().mayBeTried();
    }

    /** Some of what comes next, and some of what is held; answers whether there may be more to do now. */
    private boolean step() {
        long before = way.tally().delivered();
        boolean more = standing.held() < MOST_HELD && next.give();
        boolean reached = way.tally().delivered() > before;
        boolean moreHeld = isReady() && held.give(reached);
        return more || moreHeld;
    }

    private void look() {
        Sum sum = way.outbox().sum(way.route());
        long from = way.outbox().next(way.route());
        List<Slot> first = way.trail().read(way.route().log(), from, 1);
        long end = first.isEmpty() ? from : way.trail().end(way.route().log());
        Optional<Instant> oldest = Stream.concat(
                        sum.oldest().stream(), first.stream().map(Slot::recorded))
                .min(Comparator.naturalOrder());
        standing = new Standing(
                end - from + sum.held(),
                sum.held(),
                sum.dead(),
                oldest,
                way.time().instant());
    }

    private void tellFailure(RuntimeException failure) {
        if (!unreadable && !closing) {
            boolean known = failure instanceof AuditUnavailable;
            LOG.atWarn()
                    .addKeyValue("destination", way.route().destination())
                    .addKeyValue(
                            "reason",
                            known ? failure.getMessage() : failure.getClass().getName())
                    .log("nothing is forwarded: the trail cannot be read, or it cannot be noted what was given");
        }
        unreadable = true;
    }

    private void tellIfReadable() {
        if (unreadable) {
            LOG.atInfo().addKeyValue("destination", way.route().destination()).log("the trail can be forwarded again");
        }
        unreadable = false;
    }

    /** Stops, at the latest when a few seconds are over; what was under way then is given again by whoever goes on. */
    @Override
    public void close() {
        closing = true;
        worker.shutdown();
        try {
            if (!worker.awaitTermination(2, TimeUnit.SECONDS)) {
                worker.shutdownNow();
                LOG.atDebug()
                        .addKeyValue("ended", worker.awaitTermination(3, TimeUnit.SECONDS))
                        .log("interrupted");
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
