package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Writes in groups, by one thread: all that wait are written in one commit, and those that came meanwhile in the next. */
final class Writes implements AutoCloseable {

    /** A commit should not take longer than somebody is ready to wait. */
    private static final int MOST = 100;

    private static final int ATTEMPTS = 3;
    private static final String CLOSED = "the store of messages is closed";

    /** Something written by a connection; done again from the beginning when the commit failed. */
    interface Work<T> {
        T by(Connection connection) throws SQLException;
    }

    private final Database database;
    private final Duration patience;
    private final LinkedBlockingQueue<Task<?>> waiting = new LinkedBlockingQueue<>();
    private final Task<Boolean> last = new Task<>(connection -> true);
    private volatile boolean closed;
    private @Nullable Connection open;

    Writes(Database database, Duration patience) {
        this.database = database;
        this.patience = patience;
        Thread thread = new Thread(this::run, "message-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * What {@code work} gives, once it is durable.
     *
     * @throws StoreUnavailable when it failed, or took too long, in which case it may yet be done
     */
    <T> T write(Work<T> work) {
        if (closed) {
            throw new StoreUnavailable(CLOSED);
        }
        if (!database.hasRoom()) {
            throw new StoreUnavailable("there is too little room for messages");
        }
        Task<T> task = new Task<>(work);
        waiting.add(task);
        try {
            return task.result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw abandoned(task, e);
        } catch (TimeoutException e) {
            throw abandoned(task, e);
        } catch (ExecutionException e) {
            throw new StoreUnavailable("messages cannot be kept now", e.getCause());
        }
    }

    private static StoreUnavailable abandoned(Task<?> task, Exception why) {
        task.result.cancel(false);
        return new StoreUnavailable("messages were not kept in time", why);
    }

    private void run() {
        boolean more = true;
        while (more) {
            List<Task<?>> group = next();
            more = !group.remove(last);
            group.removeIf(task -> task.result.isDone());
            if (!group.isEmpty()) {
                together(group);
            }
        }
        waiting.forEach(task -> task.result.completeExceptionally(new StoreUnavailable(CLOSED)));
        giveUp();
        last.result.complete(true);
    }

    private List<Task<?>> next() {
        List<Task<?>> group = new ArrayList<>();
        try {
            group.add(waiting.take());
            waiting.drainTo(group, MOST);
        } catch (InterruptedException e) {
            // nobody but a virtual machine that ends
            group.add(last);
        }
        return group;
    }

    private void together(List<Task<?>> group) {
        try {
            commit(group);
        } catch (SQLException e) {
            if (database.mayGoWellAlone(e)) {
                group.forEach(this::alone);
            } else {
                group.forEach(task -> task.result.completeExceptionally(e));
            }
        } catch (RuntimeException e) {
            group.forEach(task -> task.result.completeExceptionally(e));
        }
    }

    /** So that nobody suffers for what another wanted kept. */
    private void alone(Task<?> task) {
        for (int attempt = 1; ; attempt++) {
            try {
                commit(List.of(task));
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !database.mayGoWellAlone(e)) {
                    task.result.completeExceptionally(e);
                    return;
                }
            } catch (RuntimeException e) {
                task.result.completeExceptionally(e);
                return;
            }
        }
    }

    private void commit(List<Task<?>> group) throws SQLException {
        boolean done = false;
        try {
            Connection connection = connection();
            for (Task<?> task : group) {
                task.run(connection);
            }
            connection.commit();
            done = true;
        } finally {
            if (!done) {
                // after a failure nobody knows what state it is in
                giveUp();
            }
        }
        group.forEach(Task::finish);
    }

    private Connection connection() throws SQLException {
        Connection connection = open;
        if (connection == null) {
            connection = database.writer();
            open = connection;
        }
        return connection;
    }

    private void giveUp() {
        Connection connection = open;
        open = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // what was not committed is not there
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            waiting.add(last);
            try {
                last.result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                // its thread ends with the program
            }
        }
    }

    /** What one caller wants done. */
    private static final class Task<T> {

        private final Work<T> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private @Nullable T done;

        private Task(Work<T> work) {
            this.work = work;
        }

        private void run(Connection connection) throws SQLException {
            done = work.by(connection);
        }

        private void finish() {
            T value = done;
            if (value == null) {
                throw new IllegalStateException("finished before it was done");
            }
            result.complete(value);
        }
    }
}
