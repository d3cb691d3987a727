package dk.hoibu.fhir.audit.trail.sql;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import dk.hoibu.fhir.audit.trail.sql.GroupCommit.Signed;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of one log, where entries are put one after the other. For one thread at a time.
 *
 * <p>After a failure nobody knows whether the commit took place: the connection is given up, and with it what was believed of the end of
 * the log. The next write reads it again.
 */
final class LogWriter {

    /** Too many for what room may be left in pages that are there already. */
    private static final int REHEARSED_BYTES = 16 << 10;

    private static final String ENTRY =
            "INSERT INTO audit_entry (log, sequence, recorded, previous, payload_hash, leaf) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String PAYLOAD =
            "INSERT INTO audit_payload (log, sequence, id, recorded, child, type, subtype,"
                    + " action, outcome, user_id, client, organisation, purpose, request_id, salt, payload)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /** One that is there already was kept when that was not known. */
    private static final String STATEMENT = "INSERT INTO audit_checkpoint (log, size, note) SELECT ?, ?, ?"
            + " WHERE NOT EXISTS (SELECT 1 FROM audit_checkpoint WHERE log = ? AND size = ?)";

    private static final String LAST =
            "SELECT sequence, leaf FROM audit_entry WHERE log = ? ORDER BY sequence DESC LIMIT 1";

    private final Database database;
    private final String log;
    private final SecureRandom random;
    private volatile @Nullable Open open;
    /** Whether the last entries could not be written, so that what is small may be and an entry not. */
    private boolean doubtful;

    LogWriter(Database database, String log, SecureRandom random) {
        this.database = database;
        this.log = log;
        this.random = random;
    }

    /** Keeps {@code entries}, at the end of the log, and {@code statements} durably, or nothing; of nothing, tells whether it could. */
    void append(List<AuditEntry> entries, List<Signed> statements) throws SQLException {
        boolean done = false;
        try {
            Open end = opened();
            if (!entries.isEmpty() || !statements.isEmpty()) {
                end.append(entries, statements);
            }
            if (entries.isEmpty()) {
                // a statement that is there already is not written again, and tells nothing of the disk
                probe(end);
            }
            database.requireInPlace();
            done = true;
            doubtful = false;
        } finally {
            if (!done) {
                doubtful |= !entries.isEmpty();
                close();
            }
        }
    }

    private void probe(Open end) throws SQLException {
        if (doubtful) {
            // a full disk of the database takes what is small for a long time
            end.rehearse();
        }
        database.probe(end.connection);
    }

    /** By any thread: whether the log was taken and not given up since. */
    boolean isOpen() {
        return open != null;
    }

    private Open opened() throws SQLException {
        Open opened = open;
        if (opened == null) {
            opened = new Open(database.writer(log));
            open = opened;
            opened.seekEnd();
        }
        return opened;
    }

    void close() {
        Open closing = open;
        open = null;
        if (closing != null) {
            try {
                closing.connection.close();
            } catch (SQLException e) {
                // it was given up anyway
            }
        }
    }

    /** A connection, and the end of the log as far as it was written through this one. */
    private final class Open {

        private final Connection connection;
        private final PreparedStatement entry;
        private final PreparedStatement payload;
        private long next;
        private byte[] previous = new byte[Link.HASH_BYTES];

        private Open(Connection connection) throws SQLException {
            this.connection = connection;
            try {
                entry = connection.prepareStatement(ENTRY);
                payload = connection.prepareStatement(PAYLOAD);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }

        private void seekEnd() throws SQLException {
            try (PreparedStatement last = connection.prepareStatement(LAST)) {
                last.setString(1, log);
                try (ResultSet row = last.executeQuery()) {
                    if (row.next()) {
                        next = row.getLong(1) + 1;
                        previous = row.getBytes(2);
                    }
                }
            }
            connection.rollback();
        }

        private void append(List<AuditEntry> entries, List<Signed> statements) throws SQLException {
            long sequence = next;
            byte[] leaf = previous;
            for (AuditEntry one : entries) {
                byte[] salt = new byte[Link.HASH_BYTES];
                random.nextBytes(salt);
                Link link = Link.of(log, sequence, leaf, salt, one);
                addEntry(link, one);
                addPayload(link, one);
                leaf = link.leaf();
                sequence++;
            }
            entry.executeBatch();
            payload.executeBatch();
            state(statements);
            connection.commit();
            next = sequence;
            previous = leaf;
        }

        /** Writes an entry larger than most, and takes it back. */
        private void rehearse() throws SQLException {
            byte[] filling = new byte[REHEARSED_BYTES];
            random.nextBytes(filling);
            Optional<String> none = Optional.empty();
            Marks marks = new Marks(none, "probe", "probe", "E", "0", none, none, none, none, "probe");
            AuditEntry one = new AuditEntry(
                    UUID.randomUUID(), Instant.EPOCH, marks, HexFormat.of().formatHex(filling));
            Link link = Link.of(log, next, previous, new byte[Link.HASH_BYTES], one);
            addEntry(link, one);
            addPayload(link, one);
            entry.executeBatch();
            payload.executeBatch();
            connection.rollback();
        }

        private void state(List<Signed> statements) throws SQLException {
            if (statements.isEmpty()) {
                return;
            }
            try (PreparedStatement insert = connection.prepareStatement(STATEMENT)) {
                for (Signed statement : statements) {
                    insert.setString(1, log);
                    insert.setLong(2, statement.size());
                    insert.setString(3, statement.note());
                    insert.setString(4, log);
                    insert.setLong(5, statement.size());
                    insert.executeUpdate();
                }
            }
        }

        private void addEntry(Link link, AuditEntry one) throws SQLException {
            entry.setString(1, log);
            entry.setLong(2, link.sequence());
            entry.setLong(3, one.recorded().toEpochMilli());
            entry.setBytes(4, link.previous());
            entry.setBytes(5, link.payloadHash());
            entry.setBytes(6, link.leaf());
            entry.addBatch();
        }

        private void addPayload(Link link, AuditEntry one) throws SQLException {
            Marks marks = one.marks();
            payload.setString(1, log);
            payload.setLong(2, link.sequence());
            payload.setString(3, one.id().toString());
            payload.setLong(4, one.recorded().toEpochMilli());
            payload.setString(5, marks.child().orElse(null));
            payload.setString(6, marks.type());
            payload.setString(7, marks.subtype());
            payload.setString(8, marks.action());
            payload.setString(9, marks.outcome());
            payload.setString(10, marks.user().orElse(null));
            payload.setString(11, marks.client().orElse(null));
            payload.setString(12, marks.organisation().orElse(null));
            payload.setString(13, marks.purpose().orElse(null));
            payload.setString(14, marks.requestId());
            payload.setBytes(15, link.salt());
            payload.setString(16, one.payload());
            payload.addBatch();
        }
    }
}
