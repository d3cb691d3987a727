package dk.hoibu.fhir.message.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Which organisation has read which message. */
final class ReadState {

    private static final String READ = "INSERT INTO message_read (message, organisation, read)"
            + " SELECT id, ?, ? FROM message WHERE id = ? ON CONFLICT (message, organisation) DO NOTHING";
    private static final String UNREAD = "DELETE FROM message_read WHERE message = ? AND organisation = ?";
    private static final String OF = "SELECT message FROM message_read WHERE organisation = ? AND message IN (";

    private ReadState() {}

    /** Answers how many rows changed. */
    static int mark(Connection connection, UUID id, String organisation, boolean read, Instant now)
            throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(read ? READ : UNREAD)) {
            int next = 1;
            if (!read) {
                change.setString(next++, id.toString());
            }
            change.setString(next++, organisation);
            if (read) {
                change.setLong(next++, now.toEpochMilli());
                // one that was deleted meanwhile is read by nobody
                change.setString(next, id.toString());
            }
            return change.executeUpdate();
        }
    }

    static Set<UUID> of(Connection connection, String organisation, Set<UUID> ids) throws SQLException {
        Set<UUID> read = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement(OF + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")")) {
            select.setString(1, organisation);
            int at = 2;
            for (UUID id : ids) {
                select.setString(at++, id.toString());
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    read.add(UUID.fromString(row.getString(1)));
                }
            }
        }
        return read;
    }
}
