package dk.hoibu.fhir.audit.trail.sql;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditQuery.Mark;
import dk.hoibu.fhir.audit.trail.AuditQuery.Place;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds entries. A page is read from an index in the order of the answers, from where the page before it ended: as fast for the last page of
 * millions as for the first.
 */
final class TrailReader {

    private static final String SELECT = "SELECT log, sequence, id, recorded, child, type, subtype, action, outcome,"
            + " user_id, client, organisation, purpose, request_id, payload FROM audit_payload";

    private static final Comparator<KeptEntry> NEWEST_FIRST = Comparator.comparing(
                    (KeptEntry kept) -> kept.entry().recorded(), Comparator.reverseOrder())
            .thenComparing(KeptEntry::log)
            .thenComparing(KeptEntry::sequence, Comparator.reverseOrder());

    /** The mark that tells most comes first: its index is read, and the other marks are looked at on the way. */
    private static final List<Mark> TELLING = List.of(
            Mark.REQUEST_ID,
            Mark.CHILD,
            Mark.USER,
            Mark.ORGANISATION,
            Mark.CLIENT,
            Mark.PURPOSE,
            Mark.OUTCOME,
            Mark.TYPE,
            Mark.SUBTYPE,
            Mark.ACTION);

    /** What most entries say. No index has it: so many say it that reading all in the order of time finds enough of them soon. */
    private static final Map<Mark, List<String>> ORDINARY = Map.of(
            Mark.TYPE, List.of("rest"),
            Mark.SUBTYPE, List.of("read", "search-type"),
            Mark.ACTION, List.of("R", "E"),
            Mark.OUTCOME, List.of("0"),
            Mark.PURPOSE, List.of("TREAT"));

    private final Database database;
    private final Connections connections;

    TrailReader(Database database, Connections connections) {
        this.database = database;
        this.connections = connections;
    }

    Optional<KeptEntry> find(UUID id) {
        return connections.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE id = ?")) {
                select.setString(1, id.toString());
                return rows(select).stream().findFirst();
            }
        });
    }

    List<KeptEntry> page(AuditQuery query) {
        if (query.any().values().stream().anyMatch(List::isEmpty)) {
            return List.of();
        }
        for (Mark mark : TELLING) {
            List<String> values = query.any().get(mark);
            if (values != null && Collections.disjoint(values, ORDINARY.getOrDefault(mark, List.of()))) {
                return connections.read(connection -> page(connection, query, mark, values));
            }
        }
        return connections.read(connection -> page(connection, query, "recorded", List.of()));
    }

    /** Value by value, since an index is in order for one value only. */
    private List<KeptEntry> page(Connection connection, AuditQuery query, Mark leading, List<String> values)
            throws SQLException {
        List<KeptEntry> found = new ArrayList<>();
        for (String value : Set.copyOf(values)) {
            List<Condition> equal = new ArrayList<>(List.of(new Condition(column(leading) + " = ?", List.of(value))));
            if (ORDINARY.containsKey(leading)) {
                // an index of some rows is used only when the words say, as its own do, that these are among them
                equal.add(new Condition(notOrdinary(leading), List.of()));
            }
            found.addAll(page(connection, query, column(leading), equal));
        }
        found.sort(NEWEST_FIRST);
        return List.copyOf(found.subList(0, Math.min(query.count(), found.size())));
    }

    private List<KeptEntry> page(Connection connection, AuditQuery query, String index, List<Condition> first)
            throws SQLException {
        List<Condition> all = new ArrayList<>(first);
        query.any().forEach((mark, values) -> {
            if (!column(mark).equals(index)) {
                all.add(new Condition(
                        column(mark) + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
                        values));
            }
        });
        query.from().ifPresent(from -> all.add(new Condition("recorded >= ?", List.of(from.toEpochMilli()))));
        query.before().ifPresent(before -> all.add(new Condition("recorded < ?", List.of(before.toEpochMilli()))));
        query.after().ifPresent(place -> all.add(after(place)));
        String where = all.isEmpty()
                ? ""
                : " WHERE "
                        + String.join(" AND ", all.stream().map(Condition::sql).toList());
        String sql = SELECT + database.using("audit_payload_" + index) + where
                + " ORDER BY recorded DESC, log, sequence DESC LIMIT " + query.count();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int at = 1;
            for (Condition condition : all) {
                for (Object value : condition.values()) {
                    select.setObject(at++, value);
                }
            }
            return rows(select);
        }
    }

    private static String notOrdinary(Mark mark) {
        List<String> values = ORDINARY.getOrDefault(mark, List.of());
        return column(mark)
                + (values.size() == 1
                        ? " <> '" + values.get(0) + "'"
                        : " NOT IN ('" + String.join("', '", values) + "')");
    }

    /** The first comparison is what the index is entered by. */
    private static Condition after(Place place) {
        long recorded = place.recorded().toEpochMilli();
        return new Condition(
                "recorded <= ? AND (recorded < ? OR log > ? OR (log = ? AND sequence < ?))",
                Arrays.asList(recorded, recorded, place.log(), place.log(), place.sequence()));
    }

    private static String column(Mark mark) {
        return mark == Mark.USER ? "user_id" : mark.name().toLowerCase(Locale.ROOT);
    }

    private static List<KeptEntry> rows(PreparedStatement select) throws SQLException {
        List<KeptEntry> entries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                entries.add(kept(row));
            }
        }
        return entries;
    }

    /** The entry in a row with the columns of {@link #SELECT}, in that order. */
    static KeptEntry kept(ResultSet row) throws SQLException {
        Marks marks = new Marks(
                Optional.ofNullable(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                Optional.ofNullable(row.getString(10)),
                Optional.ofNullable(row.getString(11)),
                Optional.ofNullable(row.getString(12)),
                Optional.ofNullable(row.getString(13)),
                row.getString(14));
        AuditEntry entry = new AuditEntry(
                UUID.fromString(row.getString(3)), Instant.ofEpochMilli(row.getLong(4)), marks, row.getString(15));
        return new KeptEntry(row.getString(1), row.getLong(2), entry);
    }

    /** Part of a {@code WHERE}, and what its question marks stand for. */
    private record Condition(String sql, List<?> values) {}
}
