package dk.hoibu.fhir.audit.trail.sql;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.OrderedTrail;
import dk.hoibu.fhir.audit.trail.Outbox;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The audit trail in an SQL database. It is made without asking the database for anything; {@link #open} does what there is to do before the
 * first entry, and else that entry does. A database that goes away is found again when it is back.
 */
public final class SqlAuditTrail implements AuditTrail {

    /** What a log may be called. */
    public static final Pattern LOG = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    private static final long RESERVED_BYTES = 64L << 20;

    /** The tables may have to be made or changed first. */
    private static final Duration OPENING = Duration.ofMinutes(1);

    private final Database database;
    private final LogWriter writer;
    private final GroupCommit commits;
    private final Connections connections;
    private final Connections noters;
    private final TrailReader reader;
    private final String log;

    SqlAuditTrail(Database database, String log, Duration patience, SecureRandom random) {
        if (!LOG.matcher(log).matches()) {
            throw new IllegalArgumentException("not the name of an audit log: " + log);
        }
        this.database = database;
        this.log = log;
        this.writer = new LogWriter(database, log, random);
        Connections readers = new Connections(database::reader, patience);
        Connections noting = new Connections(database::noter, patience);
        this.commits = new GroupCommit(
                new GroupCommit.Writer() {
                    @Override
                    public void append(List<AuditEntry> entries, List<GroupCommit.Signed> statements)
                            throws SQLException {
                        try {
                            writer.append(entries, statements);
                        } catch (SQLException e) {
                            // in SQLite, who reads what could only be read keeps it so for who writes, after it can be
                            // written again
                            readers.closeIdle();
                            noting.closeIdle();
                            throw e;
                        }
                    }

                    @Override
                    public boolean isOfData(SQLException failure) {
                        return database.isOfData(failure);
                    }
                },
                patience);
        this.connections = readers;
        this.noters = noting;
        this.reader = new TrailReader(database, connections);
    }

    /**
     * In one file, which is made when it is missing, with its folder.
     *
     * @param log what this server's log is called, as {@link #LOG}; no other server at work may have the same
     * @param patience how long keeping may take at most
     */
    public static SqlAuditTrail sqlite(Path file, String log, Duration patience, SecureRandom random) {
        return new SqlAuditTrail(new SqliteDatabase(file, patience, RESERVED_BYTES), log, patience, random);
    }

    /**
     * On a PostgreSQL server. Who may do what there is in {@code db/audit/postgresql-roles.sql}.
     *
     * @param url {@code jdbc:postgresql://host/database} with parameters, such as {@code sslmode}
     * @param password asked for with each connection, so that it may change
     * @param log what this server's log is called, as {@link #LOG}; no other server at work may have the same
     * @param patience how long keeping may take at most
     */
    public static SqlAuditTrail postgresql(
            String url, String user, Supplier<String> password, String log, Duration patience, SecureRandom random) {
        return new SqlAuditTrail(new PostgresDatabase(url, user, password, patience), log, patience, random);
    }

    /**
     * Makes or changes the tables on a PostgreSQL server, for a user who owns them; the server's own need not be allowed to.
     *
     * @throws AuditUnavailable when that cannot be done
     */
    public static void migratePostgresql(String url, String owner, Supplier<String> password) {
        try {
            new PostgresDatabase(url, owner, password, OPENING).prepare();
        } catch (SQLException e) {
            throw new AuditUnavailable("the tables of the audit trail cannot be made", e);
        }
    }

    /**
     * Makes the tables if need be, takes the log, and finds its end.
     *
     * @throws AuditUnavailable when that cannot be done now; the next entry, or the next question whether it is writable, tries again
     */
    public void open() {
        commits.keep(List.of(), OPENING.toNanos());
    }

    @Override
    public void keep(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        if (!database.hasRoom()) {
            throw new AuditUnavailable("there is too little room for the audit trail");
        }
        commits.keep(entries);
    }

    @Override
    public Optional<KeptEntry> find(UUID id) {
        return reader.find(id);
    }

    @Override
    public List<KeptEntry> page(AuditQuery query) {
        return reader.page(query);
    }

    /**
     * The leaves of this server's log from the sequence {@code from} on, in order; {@code count} at most, none when there are no more. What
     * is read is durable.
     *
     * @throws AuditUnavailable when the trail cannot be read
     */
    public List<byte[]> leaves(long from, int count) {
        return connections.read(connection -> LogReader.leaves(connection, log, from, count));
    }

    /**
     * Keeps what was signed of this server's log at {@code size} entries; the same again does no harm.
     *
     * @throws AuditUnavailable when that could not be done in the time allowed; it may then have been kept or not
     */
    public void keepCheckpoint(long size, String note) {
        if (!database.hasRoom()) {
            throw new AuditUnavailable("there is too little room for the audit trail");
        }
        commits.keep(new GroupCommit.Signed(size, note));
    }

    /**
     * What was signed of this server's log when it had most entries; empty when nothing was yet.
     *
     * @throws AuditUnavailable when the trail cannot be read
     */
    public Optional<String> latestCheckpoint() {
        return connections.read(connection -> LogReader.latestCheckpoint(connection, log));
    }

    /** Every log of this trail's database, in the order written. */
    public OrderedTrail ordered() {
        return new OrderReader(connections);
    }

    /** What of the logs in this trail's database other systems have been given. */
    public Outbox outbox() {
        return new SqlOutbox(connections, noters);
    }

    /** Whether this server's log is taken, so that no other server writes it, as far as is known from the last entry that was written. */
    public boolean holdsLog() {
        return writer.isOpen();
    }

    /** Makes something small durable, in turn with the entries: a question for readiness, not for every request. */
    @Override
    public boolean isWritable() {
        if (!database.hasRoom()) {
            return false;
        }
        try {
            commits.keep(List.of());
            return true;
        } catch (AuditUnavailable e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (commits.close()) {
            writer.close();
        }
        connections.close();
        noters.close();
        database.close();
    }
}
