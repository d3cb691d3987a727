package dk.hoibu.fhir.audit.trail.sql;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** One file, its write-ahead log beside it. SQLite itself keeps writers of different logs from writing at once. */
final class SqliteDatabase implements Database {

    private static final int SQLITE_CONSTRAINT = 19;
    private static final int SQLITE_TOOBIG = 18;

    /** More than a usual entry with its indexes. */
    private static final int PROBE_BYTES = 128 << 10;

    /**
     * How long, in pages of 4 KB, the log in front of the file grows before the file takes it over: the same pages of the indexes change with
     * every commit, and are so written into the file once for many. Usual is 1,000.
     */
    private static final int WAL_PAGES = 8000;

    private final Path file;
    private final int patienceMillis;
    private final long reservedBytes;
    private volatile boolean prepared;
    private final FilesInPlace places;
    private @Nullable RandomAccessFile locked;

    /** @param reservedBytes below this much free space nothing more is written */
    SqliteDatabase(Path file, Duration patience, long reservedBytes) {
        this.file = file.toAbsolutePath();
        this.patienceMillis = Math.toIntExact(patience.toMillis());
        this.reservedBytes = reservedBytes;
        this.places = new FilesInPlace(this.file, beside("-wal").toPath());
    }

    @Override
    public synchronized Connection writer(String log) throws SQLException {
        prepare();
        if (locked == null) {
            locked = lock(beside("." + log + ".lock"));
        }
        places.forget();
        places.require();
        return writing(SynchronousMode.FULL);
    }

    private Connection writing(SynchronousMode synchronous) throws SQLException {
        if (!Files.exists(file)) {
            // SQLite would begin an empty one
            throw new SQLException("the file of the audit trail was taken away");
        }
        Connection connection = source(false, synchronous).getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + WAL_PAGES);
        }
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection reader() throws SQLException {
        prepare();
        return source(true, SynchronousMode.FULL).getConnection();
    }

    @Override
    public Connection noter() throws SQLException {
        prepare();
        return writing(SynchronousMode.NORMAL);
    }

    /** NORMAL, usual with WAL, may lose the last commits with the power. */
    private SQLiteDataSource source(boolean readOnly, SynchronousMode synchronous) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(synchronous);
        // the driver begins the next transaction with the commit of the one before, and must not lock for it yet
        config.setTransactionMode(TransactionMode.DEFERRED);
        config.setBusyTimeout(patienceMillis);
        // what SQLite would need to take one statement back: in a file it costs as much as a third of an entry, since
        // triggers make it necessary
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setReadOnly(readOnly);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private void prepare() throws SQLException {
        if (!prepared) {
            makeReady();
        }
    }

    private synchronized void makeReady() throws SQLException {
        try {
            createForOwnerOnly();
        } catch (IOException e) {
            throw new SQLException("the file of the audit trail cannot be made", e);
        }
        Schema.bring(source(false, SynchronousMode.FULL), "sqlite");
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

    /** The operating system gives up the lock with the process. */
    private static RandomAccessFile lock(File name) throws SQLException {
        try {
            RandomAccessFile opened = new RandomAccessFile(name, "rw");
            if (tryLock(opened)) {
                return opened;
            }
            opened.close();
        } catch (IOException e) {
            throw new SQLException("the lock of the audit log cannot be taken", e);
        }
        throw new SQLException("somebody else writes this audit log");
    }

    private static boolean tryLock(RandomAccessFile opened) throws IOException {
        try {
            return opened.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Writes a file of its own: a transaction that is rolled back never gets to the disk. */
    @Override
    public void probe(Connection writer) throws SQLException {
        if (!writer.isValid(1) || !Files.isWritable(file)) {
            throw new SQLException("the file of the audit trail cannot be written");
        }
        writer.rollback();
        File probe = beside(".probe");
        // no channel: it would be closed under a thread that is interrupted
        try (FileOutputStream out = new FileOutputStream(probe)) {
            out.write(new byte[PROBE_BYTES]);
            out.getFD().sync();
        } catch (IOException e) {
            throw new SQLException("the disk of the audit trail cannot be written", e);
        }
    }

    @Override
    public void requireInPlace() throws SQLException {
        places.require();
    }

    @Override
    public boolean hasRoom() {
        File folder = new File(file.toString()).getParentFile();
        return !folder.exists() || folder.getUsableSpace() >= reservedBytes;
    }

    private File beside(String suffix) {
        return new File(file + suffix);
    }

    @Override
    public boolean isOfData(SQLException failure) {
        int code = failure.getErrorCode() & 0xff;
        return code == SQLITE_CONSTRAINT || code == SQLITE_TOOBIG;
    }

    @Override
    public String using(String index) {
        return " INDEXED BY " + index;
    }

    @Override
    public synchronized void close() {
        if (locked != null) {
            try {
                locked.close();
            } catch (IOException e) {
                // the lock goes with the process then
            }
            locked = null;
        }
    }
}
