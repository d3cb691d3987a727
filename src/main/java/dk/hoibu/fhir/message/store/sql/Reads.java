package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Connections to read with, apart from the one that is written with; opened when wanted and used again. */
final class Reads implements AutoCloseable {

    /** Something read by a connection. */
    interface Reading<T> {
        T by(Connection connection) throws SQLException;
    }

    private static final int KEPT = 4;

    private final Database database;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Reads(Database database) {
        this.database = database;
    }

    <T> T read(Reading<T> reading) {
        try {
            Connection used = idle.poll();
            if (used != null) {
                try {
                    return read(used, reading);
                } catch (SQLException e) {
                    // it may be of before the database was started again: the others are too
                    closeIdle();
                }
            }
            return read(database.reader(), reading);
        } catch (SQLException e) {
            throw new StoreUnavailable("messages cannot be read now", e);
        }
    }

    private <T> T read(Connection connection, Reading<T> reading) throws SQLException {
        boolean done = false;
        try {
            T answer = reading.by(connection);
            done = true;
            return answer;
        } finally {
            if (done && !closed && idle.size() < KEPT) {
                idle.push(connection);
            } else {
                closeQuietly(connection);
            }
        }
    }

    void closeIdle() {
        for (@Nullable Connection one = idle.poll(); one != null; one = idle.poll()) {
            closeQuietly(one);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // nothing was written by it
        }
    }

    @Override
    public void close() {
        closed = true;
        closeIdle();
    }
}
