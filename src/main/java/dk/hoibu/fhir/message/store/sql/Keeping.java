package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.Arrival;
import dk.hoibu.fhir.message.store.Decision;
import dk.hoibu.fhir.message.store.Decision.Kind;
import dk.hoibu.fhir.message.store.DeliveryState;
import dk.hoibu.fhir.message.store.GivenAnswer;
import dk.hoibu.fhir.message.store.MessageFacts;
import dk.hoibu.fhir.message.store.MessageKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Keeps one message, inside a transaction. Whether it came before is decided by the database's own constraints, so that of two that come at
 * once, to one server or two, one is new.
 */
final class Keeping implements Writes.Work<Decision> {

    private static final String SEE = "INSERT INTO message_seen"
            + " (direction, sender, header_id, message, answered, ok, answer_type, answer)"
            + " VALUES ('in', ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (direction, sender, header_id) DO NOTHING";
    private static final String SEEN = "SELECT message, ok, answer_type, answer FROM message_seen"
            + " WHERE direction = 'in' AND sender = ? AND header_id = ?";
    private static final String NAME = "INSERT INTO message_bundle (direction, sender, bundle_id, header_id)"
            + " VALUES ('in', ?, ?, ?) ON CONFLICT (direction, sender, bundle_id) DO NOTHING";
    private static final String CHANGE = "UPDATE message_seen SET ok = ?, answer_type = ?, answer = ?"
            + " WHERE direction = 'in' AND sender = ? AND header_id = ?";
    private final Arrival arrival;
    private final MessageRow row;
    private final Predicate<String> local;
    private final Instant now;

    /** {@code local}: whether the mailbox of the organisation with a SOR id is here. */
    Keeping(Arrival arrival, MessageRow row, Predicate<String> local, Instant now) {
        this.arrival = arrival;
        this.row = row;
        this.local = local;
        this.now = now;
    }

    @Override
    public Decision by(Connection connection) throws SQLException {
        if (!see(connection)) {
            Kind kind = name(connection) ? Kind.RESENT : Kind.REPEATED;
            return given(connection, kind);
        }
        if (!arrival.key().bundleId().isEmpty() && !name(connection)) {
            GivenAnswer refusal = arrival.reused().get();
            change(connection, refusal);
            return new Decision(Kind.BUNDLE_ID_REUSED, arrival.id(), refusal);
        }
        if (arrival.accepted().isPresent()) {
            MessageFacts facts = arrival.accepted().get();
            row.keep(connection, facts);
            if (!local.test(facts.receiver().sor())) {
                OutboxRow.queue(connection, arrival.id(), arrival.key(), facts, DeliveryState.QUEUED, now);
            }
        }
        return new Decision(Kind.NEW, arrival.id(), arrival.answer());
    }

    /** Whether its MessageHeader.id is new. */
    private boolean see(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SEE)) {
            insert.setString(1, arrival.key().sender());
            insert.setString(2, arrival.key().headerId());
            insert.setString(3, arrival.id().toString());
            insert.setLong(4, now.toEpochMilli());
            insert.setInt(5, arrival.answer().ok() ? 1 : 0);
            insert.setString(6, arrival.answer().mediaType());
            insert.setBytes(7, arrival.answer().bytes());
            return insert.executeUpdate() == 1;
        }
    }

    /** Whether its Bundle.id is new. */
    private boolean name(Connection connection) throws SQLException {
        MessageKey key = arrival.key();
        if (key.bundleId().isEmpty()) {
            return false;
        }
        try (PreparedStatement insert = connection.prepareStatement(NAME)) {
            insert.setString(1, key.sender());
            insert.setString(2, key.bundleId());
            insert.setString(3, key.headerId());
            return insert.executeUpdate() == 1;
        }
    }

    private Decision given(Connection connection, Kind kind) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SEEN)) {
            select.setString(1, arrival.key().sender());
            select.setString(2, arrival.key().headerId());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("a message that had come is not there");
                }
                return new Decision(
                        kind,
                        UUID.fromString(row.getString(1)),
                        new GivenAnswer(row.getInt(2) == 1, row.getString(3), row.getBytes(4)));
            }
        }
    }

    private void change(Connection connection, GivenAnswer answer) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
            update.setInt(1, answer.ok() ? 1 : 0);
            update.setString(2, answer.mediaType());
            update.setBytes(3, answer.bytes());
            update.setString(4, arrival.key().sender());
            update.setString(5, arrival.key().headerId());
            update.executeUpdate();
        }
    }
}
