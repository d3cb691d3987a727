package dk.hoibu.fhir.verify;

import dk.hoibu.fhir.verify.PartCheck.Checked;
import dk.hoibu.fhir.verify.Stored.Kept;
import dk.hoibu.fhir.verify.Stored.Place;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a stored trail is as it was written. Parts of a log are read and hashed side by side and put together in order; what is held in
 * memory does not grow with the log.
 */
public final class Verifier implements AutoCloseable {

    /** How many entries are read at once. */
    private static final int PART = 2048;

    private final Stored stored;
    private final Trusted trusted;
    private final Elsewhere elsewhere;
    private final long erasedBefore;
    private final int threads;
    private final ExecutorService workers;

    /**
     * @param erasable what entries recorded before it say may have been erased, if the trail says that it was
     * @param threads how many parts are checked at the same time
     */
    public Verifier(Stored stored, Trusted trusted, Elsewhere elsewhere, Instant erasable, int threads) {
        this.stored = stored;
        this.trusted = trusted;
        this.elsewhere = elsewhere;
        this.erasedBefore = Math.min(erasable.toEpochMilli(), stored.erasedBefore());
        this.threads = threads;
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "audit-verify");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The names of all logs that are stored or were seen elsewhere, in order. */
    public List<String> logs() {
        TreeSet<String> logs = new TreeSet<>(stored.logs());
        logs.addAll(elsewhere.logs());
        return List.copyOf(logs);
    }

    /** Each of {@link #logs}. */
    public List<LogReport> all() {
        List<LogReport> reports = new ArrayList<>();
        logs().forEach(log -> reports.add(check(log, null, null)));
        return reports;
    }

    /** One log. */
    public LogReport log(String log) {
        return check(log, null, null);
    }

    /** The log with the event known as {@code id}, and the proof that it is there; empty when there is no such event. */
    public Optional<LogReport> event(String id) {
        return stored.find(id).map(this::event);
    }

    private LogReport event(Place place) {
        long size = stored.checkpointsOutside(place.log(), place.sequence()).stream()
                .filter(kept -> trusted.checkpoint(place.log(), kept.note()).isPresent())
                .mapToLong(Kept::size)
                .filter(it -> it > place.sequence())
                .findFirst()
                .orElseGet(() -> nextCheckpoint(place));
        return check(place.log(), size == 0 ? null : new InclusionPath(place.sequence(), size), null);
    }

    private long nextCheckpoint(Place place) {
        return stored.part(place.log(), place.sequence(), place.sequence() + 1).checkpoints().stream()
                .mapToLong(Kept::size)
                .findFirst()
                .orElse(0);
    }

    /** Before when what entries say may be gone. */
    public Instant erasedBefore() {
        return Instant.ofEpochMilli(erasedBefore);
    }

    /** What of the anchor no trusted key signed. */
    public List<Finding> anchorFindings() {
        return elsewhere.unsigned(trusted);
    }

    /**
     * One log, and the proof that it began, at {@code to} entries, with what it was at {@code from}.
     *
     * @param to or as many as there are, if that is less
     * @throws Unreadable when it never was as long as {@code from}
     */
    public LogReport growth(String log, long from, long to) {
        long entries = stored.bounds(log).map(it -> it[1] + 1).orElse(0L);
        long until = Math.min(to, entries);
        if (from < 1 || from > until) {
            throw new Unreadable(
                    "the log " + log + " has " + entries + " entries; a proof goes from 1 or more to no more");
        }
        return check(log, null, new GrowthPath(from, until));
    }

    private LogReport check(String log, @Nullable InclusionPath path, @Nullable GrowthPath growth) {
        LogCheck check = new LogCheck(log, stored, trusted, elsewhere, path, growth);
        Optional<long[]> bounds = stored.bounds(log);
        long last = bounds.map(it -> it[1]).orElse(-1L);
        Deque<Future<Checked>> ahead = new ArrayDeque<>();
        long next = 0;
        boolean going = true;
        while (going && (next <= last || !ahead.isEmpty())) {
            while (next <= last && ahead.size() < threads * 2) {
                long from = next;
                long to = last - from < PART ? last + 1 : from + PART;
                ahead.add(workers.submit(
                        () -> new PartCheck(log, erasedBefore).check(stored.part(log, from, to), from, to, trusted)));
                next = to;
            }
            going = check.add(outcome(ahead.remove()));
        }
        ahead.forEach(Verifier::await);
        return check.end(last, bounds.map(it -> it[0]));
    }

    private static Checked outcome(Future<Checked> part) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Unreadable unreadable ? unreadable : new Unreadable("the check failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreadable("the check was interrupted", e);
        }
    }

    private static void await(Future<Checked> part) {
        try {
            part.get();
        } catch (ExecutionException | InterruptedException notNeeded) {
            // an entry before it is bad
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        stored.close();
    }
}
