package dk.hoibu.fhir.message.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server, which several servers of messages may share. */
final class PostgresDatabase implements Database {

    private static final int READING_SECONDS = 30;
    private static final String SESSION = "SET synchronous_commit = on";

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
    public Connection writer() throws SQLException {
        prepare();
        Connection connection = source(patienceSeconds).getConnection();
        boolean ready = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
            connection.setAutoCommit(false);
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    @Override
    public Connection reader() throws SQLException {
        prepare();
        return source(READING_SECONDS).getConnection();
    }

    /** Two at once would do no harm: Flyway lets one of them wait. */
    private void prepare() throws SQLException {
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
        source.setApplicationName("hoibu-messages");
        source.setConnectTimeout(patienceSeconds);
        source.setLoginTimeout(patienceSeconds);
        source.setSocketTimeout(socketSeconds);
        source.setTcpKeepAlive(true);
        // else the values that were to be written are in the messages of failures
        source.setProperty(PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        return source;
    }

    /** The database's disk is not seen from here. */
    @Override
    public boolean hasRoom() {
        return true;
    }

    /** Classes of SQLSTATE: data exception, integrity constraint violation, and transaction rollback, such as for a deadlock. */
    @Override
    public boolean mayGoWellAlone(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("40"));
    }

    @Override
    public String skippingLocked() {
        return " FOR UPDATE SKIP LOCKED";
    }
}
