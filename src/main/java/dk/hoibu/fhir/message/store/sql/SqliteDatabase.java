package dk.hoibu.fhir.message.store.sql;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** One file, its write-ahead log beside it. */
final class SqliteDatabase implements Database {

    private static final int SQLITE_CONSTRAINT = 19;
    private static final int SQLITE_TOOBIG = 18;

    /** Below this much free space nothing more is written. */
    private static final long RESERVED_BYTES = 128L << 20;

    private final Path file;
    private final int patienceMillis;
    private volatile boolean prepared;

    SqliteDatabase(Path file, Duration patience) {
        this.file = file.toAbsolutePath();
        this.patienceMillis = Math.toIntExact(patience.toMillis());
    }

    @Override
    public Connection writer() throws SQLException {
        prepare();
        Connection connection = source(false).getConnection();
        try (Statement erase = connection.createStatement()) {
            // what is deleted is not to be found in the file any more
            erase.execute("PRAGMA secure_delete = ON");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection reader() throws SQLException {
        prepare();
        return source(true).getConnection();
    }

    private SQLiteDataSource source(boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        // NORMAL, usual with WAL, may lose the last commits with the power
        config.setSynchronous(SynchronousMode.FULL);
        // the driver begins the next transaction with the commit of the one before, and must not lock for it yet
        config.setTransactionMode(TransactionMode.DEFERRED);
        config.setBusyTimeout(patienceMillis);
        config.setReadOnly(readOnly);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private synchronized void prepare() throws SQLException {
        if (prepared) {
            return;
        }
        try {
            createForOwnerOnly();
        } catch (IOException e) {
            throw new SQLException("the file of messages cannot be made", e);
        }
        Schema.bring(source(false), "sqlite");
        prepared = true;
    }

    /** SQLite gives the files beside it the same permissions. */
    private void createForOwnerOnly() throws IOException {
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            try {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (FileAlreadyExistsException | UnsupportedOperationException e) {
                // made meanwhile, or a file system without permissions: SQLite makes it
            }
        }
    }

    @Override
    public boolean hasRoom() {
        File folder = new File(file.toString()).getParentFile();
        return !folder.exists() || folder.getUsableSpace() >= RESERVED_BYTES;
    }

    @Override
    public boolean mayGoWellAlone(SQLException failure) {
        int code = failure.getErrorCode() & 0xff;
        return code == SQLITE_CONSTRAINT || code == SQLITE_TOOBIG;
    }

    /** One writes at a time anyway. */
    @Override
    public String skippingLocked() {
        return "";
    }
}
