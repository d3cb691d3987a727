package dk.hoibu.fhir.message.store.sql;

import dk.hoibu.fhir.message.store.KeptMessage;
import dk.hoibu.fhir.message.store.MessageFacts;
import dk.hoibu.fhir.message.store.MessageFacts.Address;
import dk.hoibu.fhir.message.store.MessageKey;
import dk.hoibu.fhir.message.store.MessageQuery;
import dk.hoibu.fhir.message.store.MessageQuery.Span;
import dk.hoibu.fhir.message.store.MessageQuery.Stretch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Finds a page of messages. */
final class Finding implements Reads.Reading<List<KeptMessage>> {

    private static final String SELECT =
            "SELECT id, header_id, bundle_id, kind, content_type, received, sent, thread, category,"
                    + " sender_sor, sender_gln, receiver_sor, receiver_gln, subject, attachments, size FROM message";

    private final MessageQuery query;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Finding(MessageQuery query) {
        this.query = query;
        query.organisation().ifPresent(sor -> and("(sender_sor = ? OR receiver_sor = ?)", sor, sor));
        if (query.unread()) {
            query.organisation()
                    .ifPresent(sor -> and(
                            "receiver_sor = ? AND NOT EXISTS (SELECT 1 FROM message_read"
                                    + " WHERE message_read.message = message.id AND organisation = ?)",
                            sor,
                            sor));
        }
        query.any()
                .forEach((mark, wanted) -> and(
                        mark.name().toLowerCase(Locale.ROOT) + " IN ("
                                + String.join(", ", Collections.nCopies(wanted.size(), "?")) + ")",
                        wanted.toArray()));
        query.spans().forEach(this::within);
        query.after().ifPresent(place -> {
            long received = place.received().toEpochMilli();
            and(
                    "received <= ? AND (received < ? OR id < ?)",
                    received,
                    received,
                    place.id().toString());
        });
    }

    private void and(String condition, Object... with) {
        conditions.add(condition);
        values.addAll(Arrays.asList(with));
    }

    private void within(Span span) {
        String column = span.moment().name().toLowerCase(Locale.ROOT);
        List<String> any = new ArrayList<>();
        for (Stretch stretch : span.anyOf()) {
            any.add("(" + column + " >= ? AND " + column + " < ?)");
            values.add(stretch.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
            values.add(stretch.before().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
        }
        conditions.add("(" + String.join(" OR ", any) + ")");
    }

    @Override
    public List<KeptMessage> by(Connection connection) throws SQLException {
        boolean nothing = query.any().values().stream().anyMatch(List::isEmpty)
                || query.spans().stream().anyMatch(span -> span.anyOf().isEmpty());
        if (nothing) {
            return List.of();
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        try (PreparedStatement select = connection.prepareStatement(
                SELECT + where + " ORDER BY received DESC, id DESC LIMIT " + query.count())) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<KeptMessage> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(message(row));
                }
            }
            return List.copyOf(found);
        }
    }

    private static KeptMessage message(ResultSet row) throws SQLException {
        Address sender = new Address(row.getString(10), row.getString(11));
        MessageFacts facts = new MessageFacts(
                row.getString(4),
                row.getString(5),
                Instant.ofEpochMilli(row.getLong(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getString(8),
                row.getString(9),
                sender,
                new Address(row.getString(12), row.getString(13)),
                Optional.ofNullable(row.getString(14)),
                sizes(row.getString(15)));
        MessageKey key = new MessageKey(sender.sor(), row.getString(2), row.getString(3));
        return new KeptMessage(UUID.fromString(row.getString(1)), key, facts, row.getLong(16));
    }

    private static List<Long> sizes(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
    }
}
