package dk.hoibu.fhir.audit.trail.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One log as it is proved: its leaves, and what was signed of them. */
final class LogReader {

    private static final String LEAVES =
            "SELECT sequence, leaf FROM audit_entry WHERE log = ? AND sequence >= ? ORDER BY sequence LIMIT ?";
    private static final String LATEST = "SELECT note FROM audit_checkpoint WHERE log = ? ORDER BY size DESC LIMIT 1";

    private LogReader() {}

    /** Ends before the first gap: what comes after it cannot be proved. */
    static List<byte[]> leaves(Connection connection, String log, long from, int count) throws SQLException {
        List<byte[]> leaves = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LEAVES)) {
            select.setString(1, log);
            select.setLong(2, from);
            select.setInt(3, count);
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && row.getLong(1) == from + leaves.size()) {
                    leaves.add(row.getBytes(2));
                }
            }
        }
        return leaves;
    }

    static Optional<String> latestCheckpoint(Connection connection, String log) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setString(1, log);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
