package dk.hoibu.fhir.audit.trail.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server. Its connections must be to the server itself, or through a pool that keeps sessions apart: the lock is a session's. */
final class PostgresDatabase implements Database {

    private static final int READING_SECONDS = 30;

    /** A connection whose other end is gone is noticed by the database after ten seconds, and its lock given up. */
    private static final String SESSION = "SET synchronous_commit = on; SET tcp_keepalives_idle = 4;"
            + " SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3; SET tcp_user_timeout = 10000";

    private static final String LOCK = "SELECT pg_try_advisory_lock(hashtextextended('hoibu-audit:' || ?, 0))";
    private static final String PROBE = "SELECT pg_logical_emit_message(true, 'hoibu-audit', '')";

    private final String url;
    private final String user;
    private final Supplier<String> password;
    private final int patienceSeconds;
    private volatile boolean prepared;

    PostgresDatabase(String url, String user, Supplier<String> password, Duration patience) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.patienceSeconds = (int) Math.max(1, patience.plusMillis(999).toSeconds());
    }

    @Override
    public Connection writer(String log) throws SQLException {
        prepare();
        Connection connection = source(patienceSeconds).getConnection();
        boolean ready = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
            lock(connection, log);
            connection.setAutoCommit(false);
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    private static void lock(Connection connection, String log) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, log);
            try (ResultSet row = lock.executeQuery()) {
                if (!row.next() || !row.getBoolean(1)) {
                    throw new SQLException("somebody else writes this audit log");
                }
            }
        }
    }

    @Override
    public Connection reader() throws SQLException {
        prepare();
        return source(READING_SECONDS).getConnection();
    }

    @Override
    public Connection noter() throws SQLException {
        Connection connection = reader();
        boolean ready = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            connection.setAutoCommit(false);
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    /** Two at once would do no harm: Flyway lets one of them wait. */
    void prepare() throws SQLException {
        if (!prepared) {
            Schema.bring(source(0), "postgresql");
            prepared = true;
        }
    }

    private PGSimpleDataSource source(int socketSeconds) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password.get());
        source.setApplicationName("hoibu-audit");
        source.setConnectTimeout(patienceSeconds);
        source.setLoginTimeout(patienceSeconds);
        source.setSocketTimeout(socketSeconds);
        source.setTcpKeepAlive(true);
        // else the values that were to be written are in the messages of failures
        source.setProperty(PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        return source;
    }

    /** A message in the write-ahead log, which nobody reads, is as durable as an entry. */
    @Override
    public void probe(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            try (ResultSet row = statement.executeQuery("SHOW transaction_read_only")) {
                if (!row.next() || !row.getString(1).equals("off")) {
                    throw new SQLException("the database of the audit trail is read-only");
                }
            }
            statement.execute(PROBE);
        }
        writer.commit();
    }

    /** The database answers for its own files. */
    @Override
    public void requireInPlace() {}

    /** The database's disk is not seen from here. */
    @Override
    public boolean hasRoom() {
        return true;
    }

    /** Classes of SQLSTATE: data exception, and integrity constraint violation. */
    @Override
    public boolean isOfData(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    @Override
    public String using(String index) {
        return "";
    }

    @Override
    public void close() {}
}
