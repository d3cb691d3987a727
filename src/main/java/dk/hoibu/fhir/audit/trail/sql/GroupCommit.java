package dk.hoibu.fhir.audit.trail.sql;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes in groups, by a thread that is there while somebody waits: all that wait are written in one commit, and those that came meanwhile in
 * the next. Nobody writes in their own thread, since a disk that hangs would hold them for longer than their patience.
 */
final class GroupCommit {

    /** A group ends with the entry that makes it longer than this; a commit should not take longer than somebody is ready to wait. */
    private static final int MAX_CHARACTERS = 4 << 20;

    private static final int MAX_ENTRIES = 1000;
    private static final int IDLE_SECONDS = 60;

    /** Where groups end up. */
    interface Writer {

        /** All or none, durably; the statements are about entries that are there already. */
        void append(List<AuditEntry> entries, List<Signed> statements) throws SQLException;

        /** Whether it failed because of the entries, and could have taken others. */
        boolean isOfData(SQLException failure);
    }

    /** What was signed of the log at {@code size} entries. */
    record Signed(long size, String note) {}

    private enum State {
        WAITING,
        BEING_WRITTEN,
        KEPT,
        FAILED
    }

    private final Writer writer;
    private final long patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Part> waiting = new ArrayDeque<>();
    private boolean writing;
    private boolean closed;
    private final Condition idle = lock.newCondition();
    private final ThreadPoolExecutor thread;

    GroupCommit(Writer writer, Duration patience) {
        this.writer = writer;
        this.patience = patience.toNanos();
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), GroupCommit::named);
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread named(Runnable task) {
        Thread thread = new Thread(task, "audit-writer");
        thread.setDaemon(true);
        return thread;
    }

    /** @throws AuditUnavailable when it failed, or took longer than the patience allowed, in which case it may yet be kept */
    void keep(List<AuditEntry> entries) {
        keep(entries, patience);
    }

    /** As {@link #keep(List)}: in the same commit as the entries that wait then. */
    void keep(Signed statement) {
        keep(List.of(), List.of(statement), patience);
    }

    /** {@link #keep} with a patience of its own, in nanoseconds. */
    void keep(List<AuditEntry> entries, long patience) {
        keep(entries, List.of(), patience);
    }

    private void keep(List<AuditEntry> entries, List<Signed> statements, long patience) {
        lock.lock();
        try {
            if (closed) {
                throw new AuditUnavailable("the audit trail is closed");
            }
            Part mine = new Part(List.copyOf(entries), statements, System.nanoTime() + patience, lock.newCondition());
            waiting.add(mine);
            if (!writing) {
                writing = true;
                thread.execute(this::writeAll);
            }
            try {
                await(mine);
            } finally {
                waiting.remove(mine);
            }
            judge(mine);
        } finally {
            lock.unlock();
        }
    }

    private static void await(Part mine) {
        long left = mine.deadline - System.nanoTime();
        try {
            while (left > 0 && (mine.state == State.WAITING || mine.state == State.BEING_WRITTEN)) {
                left = mine.changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somebody whose answer is too late must not give it, though the entry is kept. */
    private static void judge(Part mine) {
        Exception failure = mine.failure;
        if (mine.state == State.FAILED && failure != null) {
            throw new AuditUnavailable("the audit trail cannot be written now", failure);
        }
        if (mine.state != State.KEPT || System.nanoTime() - mine.deadline > 0) {
            throw new AuditUnavailable("the audit trail was not written in time");
        }
    }

    /** Until nobody waits. */
    private void writeAll() {
        lock.lock();
        try {
            while (!waiting.isEmpty()) {
                writeNext();
            }
        } finally {
            writing = false;
            idle.signalAll();
            lock.unlock();
        }
    }

    /** Holds the lock when called and when returning, but not while writing. */
    private void writeNext() {
        List<Part> group = nextGroup();
        group.forEach(part -> part.state = State.BEING_WRITTEN);
        lock.unlock();
        try {
            write(group);
        } finally {
            lock.lock();
            for (Part part : group) {
                part.state = part.written ? State.KEPT : State.FAILED;
                part.changed.signal();
            }
        }
    }

    private List<Part> nextGroup() {
        List<Part> group = new ArrayList<>();
        int entries = 0;
        long characters = 0;
        while (!waiting.isEmpty() && entries < MAX_ENTRIES && characters < MAX_CHARACTERS) {
            Part part = waiting.remove();
            group.add(part);
            entries += part.entries.size();
            characters += part.entries.stream()
                    .mapToLong(entry -> entry.payload().length())
                    .sum();
        }
        return group;
    }

    private void write(List<Part> group) {
        try {
            append(group);
        } catch (SQLException e) {
            if (group.size() > 1 && writer.isOfData(e)) {
                group.forEach(this::writeAlone);
            } else {
                group.forEach(part -> part.failure = e);
            }
        } catch (RuntimeException e) {
            group.forEach(part -> part.failure = e);
        }
    }

    /** So that nobody suffers for what another wanted kept. */
    private void writeAlone(Part part) {
        try {
            append(List.of(part));
        } catch (SQLException e) {
            part.failure = e;
        }
    }

    private void append(List<Part> group) throws SQLException {
        List<AuditEntry> entries = new ArrayList<>();
        List<Signed> statements = new ArrayList<>();
        for (Part part : group) {
            entries.addAll(part.entries);
            statements.addAll(part.statements);
        }
        writer.append(entries, statements);
        group.forEach(part -> part.written = true);
    }

    /** Takes nothing more, and waits for what was taken; answers whether all of that has ended. */
    boolean close() {
        lock.lock();
        try {
            closed = true;
            long left = 2 * patience;
            while (writing && left > 0) {
                left = idle.awaitNanos(left);
            }
            return !writing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !writing;
        } finally {
            thread.shutdown();
            lock.unlock();
        }
    }

    /** How many wait to be written, beside those being written. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** What one caller wants kept. */
    private static final class Part {

        private final List<AuditEntry> entries;
        private final List<Signed> statements;
        private final long deadline;
        private final Condition changed;
        private State state = State.WAITING;
        // by the thread that writes, which alone has it then
        private boolean written;
        private @Nullable Exception failure;

        private Part(List<AuditEntry> entries, List<Signed> statements, long deadline, Condition changed) {
            this.entries = entries;
            this.statements = statements;
            this.deadline = deadline;
            this.changed = changed;
        }
    }
}
