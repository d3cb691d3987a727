package dk.hoibu.fhir.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calculates the chain of hashes anew, from what is in the tables. */
public final class ChainCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChainCheck() {}

    /** How long each log is, once it was found whole. */
    public static Map<String, Long> lengths(AuditTrailContract contract) {
        try (Connection connection = contract.server()) {
            return lengths(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Long> lengths(Connection connection) throws SQLException {
        Map<String, Long> lengths = new TreeMap<>();
        byte[] previous = new byte[32];
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT e.log, e.sequence, e.recorded, e.previous, e.payload_hash,"
                                + " e.leaf, p.salt, p.id, p.recorded, p.child, p.type, p.subtype, p.action, p.outcome, p.user_id,"
                                + " p.client, p.organisation, p.purpose, p.request_id, p.payload FROM audit_entry e"
                                + " LEFT JOIN audit_payload p ON p.log = e.log AND p.sequence = e.sequence"
                                + " ORDER BY e.log, e.sequence")) {
            while (row.next()) {
                String log = row.getString(1);
                long expected = lengths.getOrDefault(log, 0L);
                assertThat(row.getLong(2)).isEqualTo(expected);
                assertThat(row.getBytes(4)).isEqualTo(expected == 0 ? new byte[32] : previous);
                if (row.getString(8) != null) {
                    assertThat(row.getBytes(5)).isEqualTo(sha256(row.getBytes(7), canonical(row)));
                }
                assertThat(row.getBytes(6)).isEqualTo(leaf(row));
                previous = row.getBytes(6);
                lengths.put(log, expected + 1);
            }
        }
        return lengths;
    }

    private static byte[] canonical(ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>();
        values.add(row.getString(8));
        values.add(row.getLong(9));
        for (int column = 10; column <= 20; column++) {
            values.add(row.getString(column));
        }
        try {
            // the only difference between Jackson and RFC 8785 in strings: \u001F or \u001f
            String text = JSON.writeValueAsString(values);
            return text.replace("\\u001F", "\\u001f").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] leaf(ResultSet row) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(0);
            out.writeUTF(row.getString(1));
            out.writeLong(row.getLong(2));
            out.writeLong(row.getLong(3));
            out.write(row.getBytes(4));
            out.write(row.getBytes(5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256(bytes.toByteArray());
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(part);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
