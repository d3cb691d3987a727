package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.Retention;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Deletes by the tables alone: what another server deletes at the same time is deleted once. */
final class SqlRetention implements Retention {

    private static final String UNREAD =
            "NOT EXISTS (SELECT 1 FROM message_read WHERE message_read.message = message.id"
                    + " AND message_read.organisation = message.receiver_sor)";

    // a thread is kept as a whole: its newest message says how long
    private static final String OLD =
            "SELECT id, CASE WHEN " + UNREAD + " THEN 1 ELSE 0 END FROM message WHERE received < ?"
                    + " AND NOT EXISTS (SELECT 1 FROM message AS later WHERE later.thread = message.thread AND later.received >= ?)"
                    + " AND NOT EXISTS (SELECT 1 FROM message_outbox WHERE message_outbox.message = message.id"
                    + " AND message_outbox.due IS NOT NULL) ORDER BY received, id LIMIT ?";

    // in the order in which a server that does the same would
    private static final List<String> OF_ONE = List.of(
            "DELETE FROM message WHERE id = ?",
            "DELETE FROM message_read WHERE message = ?",
            "DELETE FROM message_outbox WHERE message = ?",
            "DELETE FROM message_reply WHERE message = ?",
            "DELETE FROM message_conversion WHERE message = ?");

    private static final String ANSWERS = "SELECT direction, sender, header_id FROM message_seen WHERE answered < ?"
            + " AND NOT EXISTS (SELECT 1 FROM message WHERE message.id = message_seen.message)"
            + " ORDER BY answered, sender, header_id LIMIT ?";
    private static final List<String> OF_ANSWER = List.of(
            "DELETE FROM message_seen WHERE direction = ? AND sender = ? AND header_id = ?",
            "DELETE FROM message_bundle WHERE direction = ? AND sender = ? AND header_id = ?");

    // what was answered from here, and to what is not here
    private static final List<String> OLD_TRAFFIC = List.of(
            "DELETE FROM message_outbox WHERE kind <> 'message' AND due IS NULL AND queued < ?",
            "DELETE FROM message_reply WHERE message IS NULL AND came < ?");

    private static final String PIECES = "SELECT message, n FROM message_chunk WHERE message < ?"
            + " AND NOT EXISTS (SELECT 1 FROM message WHERE message.id = message_chunk.message)"
            + " ORDER BY message, n LIMIT ?";
    private static final String PIECE = "DELETE FROM message_chunk WHERE message = ? AND n = ?";

    /** Deletes nothing, and so SQLite lets it wait for others that write; one that has read first would be refused. */
    private static final String TURN = "DELETE FROM message_read WHERE message = ''";

    // of a message that went out from here nobody here can tell whether it was read
    private static final String COUNT = "SELECT count(*) FROM message WHERE " + UNREAD
            + " AND NOT EXISTS (SELECT 1 FROM message_outbox WHERE message_outbox.message = message.id"
            + " AND (message_outbox.state <> 'delivered' OR message_outbox.attempts > 0))";

    private final Writes writes;
    private final Reads reads;

    SqlRetention(Writes writes, Reads reads) {
        this.writes = writes;
        this.reads = reads;
    }

    @Override
    public Deleted forget(Instant before, int most) {
        return writes.write(connection -> forget(connection, before.toEpochMilli(), most));
    }

    private static Deleted forget(Connection connection, long before, int most) throws SQLException {
        int messages = 0;
        int unread = 0;
        for (Object[] one : rows(connection, OLD, 2, before, before, most)) {
            int deleted = update(connection, OF_ONE.get(0), one[0]);
            for (String statement : OF_ONE.subList(1, OF_ONE.size())) {
                update(connection, statement, one[0]);
            }
            messages += deleted;
            unread += deleted == 1 && ((Number) one[1]).intValue() == 1 ? 1 : 0;
        }
        return new Deleted(messages, unread);
    }

    @Override
    public int forgetAnswers(Instant before, int most) {
        return writes.write(connection -> {
            int deleted = 0;
            for (Object[] one : rows(connection, ANSWERS, 3, before.toEpochMilli(), most)) {
                deleted += update(connection, OF_ANSWER.get(0), one);
                update(connection, OF_ANSWER.get(1), one);
            }
            for (String statement : OLD_TRAFFIC) {
                update(connection, statement, before.toEpochMilli());
            }
            return deleted;
        });
    }

    @Override
    public int sweep(UUID id, int most) {
        return writes.write(connection -> {
            int deleted = 0;
            for (Object[] one : rows(connection, PIECES, 2, id.toString(), most)) {
                deleted += update(connection, PIECE, one);
            }
            return deleted;
        });
    }

    private static List<Object[]> rows(Connection connection, String query, int columns, Object... values)
            throws SQLException {
        update(connection, TURN);
        List<Object[]> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(query)) {
            bind(select, values);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Object[] one = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        one[i] = row.getObject(i + 1);
                    }
                    rows.add(one);
                }
            }
        }
        return rows;
    }

    private static int update(Connection connection, String statement, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            bind(update, values);
            return update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public long unread() {
        return reads.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(COUNT);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
