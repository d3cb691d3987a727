package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.Consignment;
import dk.hoibu.fhir.message.store.DeliveryState;
import dk.hoibu.fhir.message.store.MessageKey;
import dk.hoibu.fhir.message.store.Outbox;
import dk.hoibu.fhir.message.store.Reply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is to go out, in the tables beside the messages'. */
final class SqlOutbox implements Outbox {

    private static final String ANY_DUE = "SELECT 1 FROM message_outbox WHERE due <= ? AND locked_until <= ? LIMIT 1";
    private static final String LENT = " WHERE message = ? AND lease = ?";
    private static final String HANDED_OVER =
            "UPDATE message_outbox SET state = 'sent', due = ?, attempts = 0, lease = NULL, locked_until = 0, reason = ''"
                    + LENT;
    private static final String DONE = "DELETE FROM message_outbox" + LENT;
    private static final String FAILED =
            "UPDATE message_outbox SET due = ?, attempts = attempts + 1, lease = NULL, locked_until = 0, reason = ?"
                    + LENT;
    private static final String END =
            "UPDATE message_outbox SET state = ?, due = NULL, lease = NULL, locked_until = 0, reason = ?" + LENT;
    private static final String STATES = "SELECT message, state FROM message_outbox WHERE message IN (";
    private static final String LIST =
            "SELECT message, kind, sender_sor, header_id, bundle_id, receiver_sor, state, queued, due, attempts, resends, reason"
                    + " FROM message_outbox WHERE message > ? AND state IN (";
    private static final String RESEND =
            "UPDATE message_outbox SET state = 'queued', due = ?, attempts = 0, resends = 0, bundle_id = ?, resent = ?, reason = ''"
                    + " WHERE message = ? AND state IN ('dead', 'refused', 'dropped')";
    private static final String DROP = "UPDATE message_outbox SET state = 'dropped', reason = ?"
            + " WHERE message = ? AND state IN ('dead', 'refused')";
    private static final String SUM =
            "SELECT state, COUNT(*), MIN(queued) FROM message_outbox WHERE state <> 'delivered' GROUP BY state";
    private static final String CONVERTED =
            "INSERT INTO message_conversion (message, converted, report) VALUES (?, ?, ?)"
                    + " ON CONFLICT (message) DO UPDATE SET converted = excluded.converted, report = excluded.report";
    private static final String LETTER = "UPDATE message_outbox SET letter = ? WHERE message = ?";
    private static final String REPORT = "SELECT report FROM message_conversion WHERE message = ?";

    private final Writes writes;
    private final Reads reads;
    private final Database database;

    SqlOutbox(Writes writes, Reads reads, Database database) {
        this.writes = writes;
        this.reads = reads;
        this.database = database;
    }

    @Override
    public Work claim(String worker, Instant now, Terms terms, int count) {
        boolean any = reads.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(ANY_DUE)) {
                select.setLong(1, now.toEpochMilli());
                select.setLong(2, now.toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
        return any
                ? writes.write(new Claiming(worker, now, terms, count, database.skippingLocked()))
                : new Work(List.of(), List.of());
    }

    @Override
    public boolean handedOver(Consignment consignment, Instant until) {
        if (consignment.kind() != Consignment.Kind.MESSAGE) {
            // nobody acknowledges it, and message_seen has it
            return changed(DONE, consignment.id(), consignment.lease());
        }
        return changed(HANDED_OVER, until.toEpochMilli(), consignment.id(), consignment.lease());
    }

    @Override
    public boolean failed(Consignment consignment, String reason, Instant next) {
        return changed(FAILED, next.toEpochMilli(), reason, consignment.id(), consignment.lease());
    }

    @Override
    public boolean end(Consignment consignment, DeliveryState state, String reason) {
        return changed(END, state.column(), reason, consignment.id(), consignment.lease());
    }

    @Override
    public Reply.Effect acknowledged(Reply reply, Instant now, Instant resend) {
        return writes.write(new Acknowledging(reply, now, resend));
    }

    @Override
    public void lay(Consignment acknowledgement, Instant now) {
        writes.write(connection -> OutboxRow.lay(connection, acknowledgement, now));
    }

    @Override
    public Map<UUID, DeliveryState> states(Set<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return reads.read(connection -> {
            Map<UUID, DeliveryState> states = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(STATES + marks(ids.size()) + ")")) {
                fill(select, ids.toArray());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        states.put(UUID.fromString(row.getString(1)), DeliveryState.of(row.getString(2)));
                    }
                }
            }
            return states;
        });
    }

    @Override
    public List<Entry> list(Set<DeliveryState> states, Optional<UUID> after, int count) {
        if (states.isEmpty()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        values.add(after.map(UUID::toString).orElse(""));
        states.forEach(state -> values.add(state.column()));
        return reads.read(connection -> {
            List<Entry> entries = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(LIST + marks(states.size()) + ")"
                    + (states.contains(DeliveryState.DELIVERED) ? "" : " AND state <> 'delivered'")
                    + " ORDER BY message LIMIT " + count)) {
                fill(select, values.toArray());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        entries.add(entry(row));
                    }
                }
            }
            return List.copyOf(entries);
        });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        long due = row.getLong(9);
        Optional<Instant> next = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(due));
        return new Entry(
                UUID.fromString(row.getString(1)),
                OutboxRow.kind(row.getString(2)),
                new MessageKey(row.getString(3), row.getString(4), row.getString(5)),
                row.getString(6),
                DeliveryState.of(row.getString(7)),
                Instant.ofEpochMilli(row.getLong(8)),
                next,
                row.getInt(10),
                row.getInt(11),
                row.getString(12));
    }

    @Override
    public boolean resend(UUID id, Instant now) {
        return changed(RESEND, now.toEpochMilli(), Claiming.newBundleId(), now.toEpochMilli(), id);
    }

    @Override
    public boolean drop(UUID id, String reason) {
        return changed(DROP, reason, id);
    }

    @Override
    public Sum sum() {
        return reads.read(connection -> {
            Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
            Optional<Instant> oldest = Optional.empty();
            try (PreparedStatement select = connection.prepareStatement(SUM);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    DeliveryState state = DeliveryState.of(row.getString(1));
                    counts.put(state, row.getLong(2));
                    if (state == DeliveryState.QUEUED) {
                        oldest = Optional.of(Instant.ofEpochMilli(row.getLong(3)));
                    }
                }
            }
            return new Sum(counts, oldest);
        });
    }

    @Override
    public void converted(UUID id, String letter, String report, Instant now) {
        writes.write(connection -> {
            change(connection, CONVERTED, id, now.toEpochMilli(), report);
            return change(connection, LETTER, letter, id);
        });
    }

    @Override
    public Optional<String> report(UUID id) {
        return reads.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(REPORT)) {
                fill(select, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    private boolean changed(String sql, Object... values) {
        return writes.write(connection -> change(connection, sql, values)) > 0;
    }

    static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            fill(change, values);
            return change.executeUpdate();
        }
    }

    private static void fill(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof UUID id ? id.toString() : value);
        }
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
