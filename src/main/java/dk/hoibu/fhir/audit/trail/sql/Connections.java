package dk.hoibu.fhir.audit.trail.sql;

import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A few connections of one kind, apart from the one that entries are written with; opened when wanted and used again. */
final class Connections implements AutoCloseable {

    private static final int MOST = 4;

    /** Something done by a connection, which does no harm when it is done again. */
    interface Reading<T> {
        T by(Connection connection) throws SQLException;
    }

    /** Opens another one. */
    interface Opening {
        Connection open() throws SQLException;
    }

    private final Opening opening;
    private final Duration patience;
    private final Semaphore places = new Semaphore(MOST, true);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    Connections(Opening opening, Duration patience) {
        this.opening = opening;
        this.patience = patience;
    }

    <T> T read(Reading<T> reading) {
        if (!place()) {
            throw new AuditUnavailable("the audit trail is read by too many");
        }
        try {
            Connection used = take();
            if (used != null) {
                try {
                    return read(used, reading);
                } catch (SQLException e) {
                    // it may be of before the database was started again: the others are too
                    closeIdle();
                }
            }
            return read(opening.open(), reading);
        } catch (SQLException e) {
            throw new AuditUnavailable("the audit trail cannot be read now", e);
        } finally {
            places.release();
        }
    }

    private boolean place() {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> T read(Connection connection, Reading<T> reading) throws SQLException {
        boolean done = false;
        try {
            T answer = reading.by(connection);
            done = true;
            return answer;
        } finally {
            if (!done || !giveBack(connection)) {
                closeQuietly(connection);
            }
        }
    }

    private synchronized @Nullable Connection take() {
        return idle.poll();
    }

    private synchronized boolean giveBack(Connection connection) {
        if (!closed) {
            idle.push(connection);
        }
        return !closed;
    }

    /** Ends the connections that wait for the next to read. */
    synchronized void closeIdle() {
        idle.forEach(Connections::closeQuietly);
        idle.clear();
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // nothing was written by it
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeIdle();
    }
}
