package dk.hoibu.fhir.audit.trail.sql;

import dk.hoibu.fhir.audit.trail.OrderedTrail;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads logs in the order they were written: along the chain, since that is there also where a payload was erased. */
final class OrderReader implements OrderedTrail {

    private static final String SLOTS =
            "SELECT e.log, e.sequence, p.id, e.recorded, p.child, p.type, p.subtype, p.action,"
                    + " p.outcome, p.user_id, p.client, p.organisation, p.purpose, p.request_id, p.payload"
                    + " FROM audit_entry e LEFT JOIN audit_payload p ON p.log = e.log AND p.sequence = e.sequence"
                    + " WHERE e.log = ? AND e.sequence >= ? ORDER BY e.sequence LIMIT ?";
    private static final String END = "SELECT coalesce(max(sequence) + 1, 0) FROM audit_entry WHERE log = ?";

    private final Connections connections;

    OrderReader(Connections connections) {
        this.connections = connections;
    }

    @Override
    public List<Slot> read(String log, long from, int count) {
        return connections.read(connection -> slots(connection, log, from, count));
    }

    private static List<Slot> slots(Connection connection, String log, long from, int count) throws SQLException {
        List<Slot> slots = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SLOTS)) {
            select.setString(1, log);
            select.setLong(2, from);
            select.setInt(3, count);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    boolean erased = row.getString(3) == null;
                    slots.add(new Slot(
                            row.getLong(2),
                            Instant.ofEpochMilli(row.getLong(4)),
                            erased
                                    ? Optional.empty()
                                    : Optional.of(TrailReader.kept(row).entry())));
                }
            }
        }
        return slots;
    }

    @Override
    public long end(String log) {
        return connections.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(END)) {
                select.setString(1, log);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }
}
