package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.Consignment;
import dk.hoibu.fhir.message.store.Consignment.Kind;
import dk.hoibu.fhir.message.store.DeliveryState;
import dk.hoibu.fhir.message.store.MessageFacts;
import dk.hoibu.fhir.message.store.MessageFacts.Address;
import dk.hoibu.fhir.message.store.MessageKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** One row of what is to go out. */
final class OutboxRow {

    /** What {@link #consignment} reads, in its order. */
    static final String COLUMNS =
            "message, kind, header_id, bundle_id, sender_sor, sender_gln, receiver_sor, receiver_gln,"
                    + " category, content_type, resent, body, attempts, resends, lease, state, queued";

    private static final String INSERT =
            "INSERT INTO message_outbox (message, kind, header_id, bundle_id, sender_sor, sender_gln,"
                    + " receiver_sor, receiver_gln, category, content_type, body, state, queued, due, attempts, resends, resent, lease,"
                    + " locked_until, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, NULL, NULL, 0, '')";

    /** Not while it is tried: then it is on its way anyway. */
    private static final String AGAIN =
            " ON CONFLICT (message) DO UPDATE SET due = excluded.due, state = 'queued', attempts = 0"
                    + " WHERE message_outbox.due IS NULL";

    private OutboxRow() {}

    /** Lays a message in; answers how many rows that are. */
    static int queue(
            Connection connection, UUID id, MessageKey key, MessageFacts facts, DeliveryState state, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, id.toString());
            insert.setString(2, column(Kind.MESSAGE));
            who(insert, key, facts.sender(), facts.receiver());
            insert.setString(9, facts.category());
            insert.setString(10, facts.contentType());
            insert.setBytes(11, null);
            insert.setString(12, state.column());
            insert.setLong(13, now.toEpochMilli());
            if (state == DeliveryState.QUEUED) {
                insert.setLong(14, now.toEpochMilli());
            } else {
                insert.setNull(14, Types.BIGINT);
            }
            return insert.executeUpdate();
        }
    }

    /** Lays an acknowledgement in, or has it sent again. */
    static int lay(Connection connection, Consignment acknowledgement, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT + AGAIN)) {
            insert.setString(1, acknowledgement.id().toString());
            insert.setString(2, column(acknowledgement.kind()));
            who(insert, acknowledgement.key(), acknowledgement.sender(), acknowledgement.receiver());
            insert.setString(9, acknowledgement.category());
            insert.setString(10, acknowledgement.contentType());
            insert.setBytes(11, acknowledgement.body().orElseThrow());
            insert.setString(12, DeliveryState.QUEUED.column());
            insert.setLong(13, now.toEpochMilli());
            insert.setLong(14, now.toEpochMilli());
            return insert.executeUpdate();
        }
    }

    private static void who(PreparedStatement insert, MessageKey key, Address sender, Address receiver)
            throws SQLException {
        insert.setString(3, key.headerId());
        insert.setString(4, key.bundleId());
        insert.setString(5, sender.sor());
        insert.setString(6, sender.gln());
        insert.setString(7, receiver.sor());
        insert.setString(8, receiver.gln());
    }

    private static String column(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Kind kind(String column) {
        return Kind.valueOf(column.toUpperCase(Locale.ROOT));
    }

    static Consignment consignment(ResultSet row) throws SQLException {
        long resent = row.getLong(11);
        Optional<Instant> since = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(resent));
        return new Consignment(
                UUID.fromString(row.getString(1)),
                kind(row.getString(2)),
                new MessageKey(row.getString(5), row.getString(3), row.getString(4)),
                new Address(row.getString(5), row.getString(6)),
                new Address(row.getString(7), row.getString(8)),
                row.getString(9),
                row.getString(10),
                Instant.ofEpochMilli(row.getLong(17)),
                since,
                Optional.ofNullable(row.getBytes(12)),
                row.getInt(13),
                row.getInt(14),
                row.getString(15));
    }
}
