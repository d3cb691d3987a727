package dk.hoibu.fhir.audit.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs one log as it grows, and has the signatures remembered elsewhere. Works beside the writer, on a thread of its own, and never holds
 * it up. Nothing is signed while nothing is written. It signs nothing that does not continue what it signed before: a log that was changed is reported, and not signed again.
 */
public final class CheckpointService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointService.class);

    /** How long after a failure an anchor is tried again, at the latest. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final String log;
    private final AuditKeys keys;
    private final CheckpointStore store;
    private final List<Anchor> anchors;
    private final Rhythm rhythm;
    private final InstantSource time;
    private final Growth growth;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "audit-checkpoints");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean resumed;
    private @Nullable SignedNote last;
    private long lastSize;
    private Instant lastSigned = Instant.MIN;
    private Instant nextAnchoring = Instant.MIN;
    private boolean anchored = true;
    private boolean failing;
    private volatile boolean closing;
    private volatile Anchoring state;

    /** @param log the log's name; the keys' name is its origin, and ends in {@code /} and that name */
    public CheckpointService(
            String log,
            AuditKeys keys,
            LeafSource leaves,
            CheckpointStore store,
            List<Anchor> anchors,
            Rhythm rhythm,
            InstantSource time) {
        if (!keys.current().vkey().name().endsWith("/" + log)) {
            throw new IllegalArgumentException("the audit key is another log's");
        }
        this.log = log;
        this.keys = keys;
        this.store = store;
        this.anchors = List.copyOf(anchors);
        this.rhythm = rhythm;
        this.time = time;
        this.growth = new Growth(log, (ofLog, from, count) -> {
            if (closing && !resumed) {
                // what is left to read may be millions
                throw new IllegalStateException("closed before all leaves were read");
            }
            return leaves.leaves(ofLog, from, count);
        });
        this.state = new Anchoring(0, 0, anchors.size(), Optional.empty(), 0, time.instant(), Optional.empty());
    }

    /** Begins to work, until closed. */
    public void start() {
        long pause = Math.max(1, Math.min(1000, rhythm.signEvery().toMillis() / 2));
        Future<?> unused = worker.scheduleWithFixedDelay(this::work, 0, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * Signs what there is and has it remembered elsewhere before this returns, for a log that is written only now and then; in place of
     * {@link #start}.
     *
     * @throws IllegalStateException when not all of it is signed then: the log is not the one that was signed before, or cannot be read
     */
    public void signNow() {
        work();
        Anchoring now = state;
        if (failing || now.broken().isPresent() || now.entries() != now.signed()) {
            throw new IllegalStateException("the audit log " + log + " cannot be signed"
                    + now.broken().map(why -> ": " + why).orElse(""));
        }
    }

    /** How far it is. */
    public Anchoring state() {
        return state;
    }

    /** Whether the log is in order, and remembered elsewhere but for a time of grace; what is asked before anything is disclosed. */
    public boolean isAnchored() {
        return state.isAnchored(time.instant(), rhythm.grace());
    }

    /** Does what is due now; a failure is remembered and tried again the next time. */
    synchronized void work() {
        if (state.broken().isPresent()) {
            return;
        }
        try {
            if (!resumed) {
                resume();
            }
            growth.readTo(Long.MAX_VALUE);
            if (isDue()) {
                sign();
            }
            report(0);
            tellIfWorking();
            anchor();
        } catch (RuntimeException e) {
            tellFailure(e);
        }
    }

    /** Once: the log cannot be read or the checkpoint not kept now, and it is tried again every second. The writer notices too, and says so. */
    private void tellFailure(RuntimeException failure) {
        if (!failing && !closing && state.broken().isEmpty()) {
            LOG.warn("the audit log {} cannot be signed now", log, failure);
        }
        failing = true;
    }

    private void tellIfWorking() {
        if (failing) {
            LOG.info("the audit log {} is signed again", log);
        }
        failing = false;
    }

    private void resume() {
        Optional<SignedNote> known = store.latest(log).map(SignedNote::parse);
        if (known.isPresent()) {
            Checkpoint checkpoint = Checkpoint.parse(known.get().text());
            growth.readTo(checkpoint.size());
            boolean same = known.get().isSignedBy(keys.vkeys())
                    && growth.size() == checkpoint.size()
                    && growth.root().equals(checkpoint.root());
            if (!same) {
                breakOff("the log is not the one that was signed at " + checkpoint.size() + " entries");
            }
            last = known.get();
            lastSize = checkpoint.size();
            // whether an anchor has it is not known, and anchoring it twice does no harm
            pending();
        }
        resumed = true;
    }

    private void breakOff(String why) {
        state = new Anchoring(
                state.entries(),
                state.signed(),
                anchors.size(),
                state.waitingSince(),
                state.failures(),
                state.signedAt(),
                Optional.of(why));
        LOG.error("the audit log {} is not signed any longer: {}", log, why);
        throw new IllegalStateException(why);
    }

    private boolean isDue() {
        long more = growth.size() - lastSize;
        return more >= rhythm.entries()
                || more > 0
                        && (closing || lastSigned.equals(Instant.MIN) || isPast(lastSigned.plus(rhythm.signEvery())));
    }

    private boolean isPast(Instant when) {
        return !time.instant().isBefore(when);
    }

    private void sign() {
        SigningKey key = keys.current();
        Checkpoint checkpoint = new Checkpoint(key.vkey().name(), growth.size(), growth.root());
        SignedNote note = key.sign(checkpoint.text());
        store.keep(log, checkpoint.size(), note.toString());
        last = note;
        lastSize = checkpoint.size();
        lastSigned = time.instant();
        pending();
    }

    private void pending() {
        if (anchored && !anchors.isEmpty()) {
            anchored = false;
            state = new Anchoring(
                    growth.size(),
                    lastSize,
                    anchors.size(),
                    Optional.of(time.instant()),
                    state.failures(),
                    state.signedAt(),
                    Optional.empty());
        }
    }

    private void report(long failed) {
        state = new Anchoring(
                growth.size(),
                lastSize,
                anchors.size(),
                anchored ? Optional.empty() : state.waitingSince(),
                state.failures() + failed,
                growth.size() == lastSize ? time.instant() : state.signedAt(),
                Optional.empty());
    }

    private void anchor() {
        SignedNote note = last;
        if (note == null || anchored || anchors.isEmpty() || !isPast(nextAnchoring)) {
            return;
        }
        long size = lastSize;
        long failed = 0;
        for (Anchor anchor : anchors) {
            try {
                anchor.remember(note, old -> growth.proof(old, size));
            } catch (RuntimeException e) {
                failed++;
                LOG.warn("the anchor {} did not remember the audit log {}", anchor.name(), log, e);
            }
        }
        anchored = failed < anchors.size();
        boolean soon = !anchored && AGAIN.compareTo(rhythm.anchorEvery()) < 0;
        nextAnchoring = time.instant().plus(soon ? AGAIN : rhythm.anchorEvery());
        report(failed);
    }

    /** Signs what is not signed yet, if that takes no more than a few seconds. */
    @Override
    public void close() {
        closing = true;
        worker.execute(this::work);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
