package dk.hoibu.fhir.verify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** The trail in an SQLite or a PostgreSQL database. Nothing is written. */
public final class JdbcStored implements Stored {

    /** Opens a connection to the database. */
    @FunctionalInterface
    public interface Opener {
        Connection open() throws SQLException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    private static final String[] TEXTS = {
        "id",
        "child",
        "type",
        "subtype",
        "action",
        "outcome",
        "user_id",
        "client",
        "organisation",
        "purpose",
        "request_id",
        "payload"
    };

    private final Opener opener;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final String entries;
    private final String payloads;

    public JdbcStored(Opener opener) {
        this.opener = opener;
        boolean sqlite = with(connection -> connection
                .getMetaData()
                .getDatabaseProductName()
                .toLowerCase(Locale.ROOT)
                .contains("sqlite"));
        this.entries = "SELECT sequence, recorded, previous, payload_hash, leaf, " + (sqlite ? entryTypes() : "true")
                + " FROM audit_entry WHERE log = ? AND sequence >= ? AND sequence < ? ORDER BY sequence";
        this.payloads = "SELECT sequence, recorded, salt, " + String.join(", ", TEXTS) + ", "
                + (sqlite ? payloadTypes() : "true")
                + " FROM audit_payload WHERE log = ? AND sequence >= ? AND sequence < ? ORDER BY sequence";
    }

    /** The trail in an SQLite file, which is opened for reading alone. */
    public static JdbcStored sqlite(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "1073741824");
        return new JdbcStored(() -> config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    }

    /** The trail in the database at {@code url}. */
    public static JdbcStored database(String url, @Nullable String user, @Nullable String password) {
        return new JdbcStored(() -> {
            Connection connection = DriverManager.getConnection(url, user, password);
            connection.setReadOnly(true);
            return connection;
        });
    }

    /** SQLite lets a column hold anything, unless the table is strict; whoever tampers may have made another. */
    private static String entryTypes() {
        return "typeof(sequence) = 'integer' AND typeof(recorded) = 'integer' AND typeof(previous) = 'blob'"
                + " AND typeof(payload_hash) = 'blob' AND typeof(leaf) = 'blob'";
    }

    private static String payloadTypes() {
        StringBuilder types = new StringBuilder(
                "typeof(sequence) = 'integer' AND typeof(recorded) = 'integer' AND typeof(salt) = 'blob'");
        for (String text : TEXTS) {
            // SQLite sorts texts after numbers and before bytes; this is faster than typeof
            types.append(" AND ifnull(")
                    .append(text)
                    .append(" >= '' AND ")
                    .append(text)
                    .append(" < x'', 1)");
        }
        return types.toString();
    }

    private <T> T with(Reading<T> reading) {
        Connection connection = idle.poll();
        try {
            if (connection == null) {
                connection = opener.open();
            }
            T read = reading.read(connection);
            idle.add(connection);
            return read;
        } catch (SQLException e) {
            throw new Unreadable("the database cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> logs() {
        return with(connection -> {
            List<String> logs = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT DISTINCT log FROM audit_entry"
                                    + " UNION SELECT DISTINCT log FROM audit_payload UNION SELECT DISTINCT log FROM audit_checkpoint");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    logs.add(Objects.requireNonNullElse(rows.getString(1), ""));
                }
            }
            logs.sort(null);
            return logs;
        });
    }

    @Override
    public Optional<long[]> bounds(String log) {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT min(sequence), max(sequence) FROM audit_entry WHERE log = ? AND sequence <= "
                            + Long.MAX_VALUE)) {
                select.setString(1, log);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    long[] bounds = {row.getLong(1), row.getLong(2)};
                    return row.wasNull() ? Optional.<long[]>empty() : Optional.of(bounds);
                }
            }
        });
    }

    @Override
    public Part part(String log, long from, long to) {
        return with(connection -> new Part(
                entries(connection, log, Math.max(0, from - 1), to),
                payloads(connection, log, from, to),
                kept(connection, log, from, to)));
    }

    private List<Entry> entries(Connection connection, String log, long from, long to) throws SQLException {
        List<Entry> found = new ArrayList<>((int) (to - from));
        try (PreparedStatement select = connection.prepareStatement(entries)) {
            limit(select, log, from, to);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Entry(
                            row.getLong(1),
                            row.getLong(2),
                            bytes(row, 3),
                            bytes(row, 4),
                            bytes(row, 5),
                            row.getBoolean(6)));
                }
            }
        }
        return found;
    }

    private List<Payload> payloads(Connection connection, String log, long from, long to) throws SQLException {
        List<Payload> found = new ArrayList<>((int) (to - from));
        try (PreparedStatement select = connection.prepareStatement(payloads)) {
            limit(select, log, from, to);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[][] columns = new byte[TEXTS.length][];
                    for (int i = 0; i < TEXTS.length; i++) {
                        columns[i] = row.getBytes(4 + i);
                    }
                    found.add(new Payload(
                            row.getLong(1), row.getLong(2), bytes(row, 3), columns, row.getBoolean(4 + TEXTS.length)));
                }
            }
        }
        return found;
    }

    private static List<Kept> kept(Connection connection, String log, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT size, note FROM audit_checkpoint WHERE log = ? AND size > ? AND size <= ? ORDER BY size")) {
            limit(select, log, from, to);
            return kept(select);
        }
    }

    private static List<Kept> kept(PreparedStatement select) throws SQLException {
        List<Kept> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Kept(row.getLong(1), new String(bytes(row, 2), StandardCharsets.UTF_8)));
            }
        }
        return found;
    }

    private static void limit(PreparedStatement select, String log, long from, long to) throws SQLException {
        select.setString(1, log);
        select.setLong(2, from);
        select.setLong(3, to);
    }

    /** Bytes as they are stored, also of a text: what is no UTF-8 is not made into any. */
    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    @Override
    public Optional<Long> orphan(String log, long last) {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT min(sequence) FROM audit_payload p"
                            + " WHERE log = ? AND (sequence < 0 OR sequence > ?)"
                            + " AND NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.log = p.log AND e.sequence = p.sequence)")) {
                select.setString(1, log);
                select.setLong(2, last);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    long sequence = row.getLong(1);
                    return row.wasNull() ? Optional.<Long>empty() : Optional.of(sequence);
                }
            }
        });
    }

    @Override
    public List<Kept> checkpointsOutside(String log, long last) {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT size, note FROM audit_checkpoint"
                    + " WHERE log = ? AND (size > ? OR size < 1) ORDER BY size LIMIT 1000")) {
                select.setString(1, log);
                select.setLong(2, last + 1);
                return kept(select);
            }
        });
    }

    @Override
    public long erasedBefore() {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT max(older_than) FROM audit_erasure WHERE older_than < erased");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public Optional<Place> find(String id) {
        return with(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT log, sequence FROM audit_payload WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Place(Objects.requireNonNullElse(row.getString(1), ""), row.getLong(2)))
                            : Optional.<Place>empty();
                }
            }
        });
    }

    @Override
    public void close() {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException alreadyRead) {
                // nothing was written through it
            }
        }
    }
}
