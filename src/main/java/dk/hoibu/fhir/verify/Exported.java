package dk.hoibu.fhir.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An export as a stored trail: put into an SQLite file for the time of the check, in a folder that only its owner may read, and deleted
 * afterwards. The tables hold whatever the export says, twice too.
 */
public final class Exported implements Stored {

    private static final List<String> TABLES = List.of(
            "CREATE TABLE audit_entry (log, sequence, recorded, previous, payload_hash, leaf)",
            "CREATE TABLE audit_payload (log, sequence, recorded, salt, id, child, type, subtype, action, outcome,"
                    + " user_id, client, organisation, purpose, request_id, payload)",
            "CREATE TABLE audit_checkpoint (log, size, note)",
            "CREATE TABLE audit_erasure (older_than, erased)");
    private static final List<String> INDEXES = List.of(
            "CREATE INDEX entries ON audit_entry (log, sequence)",
            "CREATE INDEX payloads ON audit_payload (log, sequence)",
            "CREATE INDEX ids ON audit_payload (id)",
            "CREATE INDEX checkpoints ON audit_checkpoint (log, size)");

    private final Path folder;
    private final Stored stored;

    private Exported(Path folder, Stored stored) {
        this.folder = folder;
        this.stored = stored;
    }

    /** @throws Unreadable when the file is no export, or was not written to its end */
    public static Exported read(Path file) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("audit-verify");
            Path database = folder.resolve("export.db");
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                    BufferedReader lines = Files.newBufferedReader(file)) {
                fill(connection, lines);
            }
            return new Exported(folder, JdbcStored.sqlite(database));
        } catch (IOException | SQLException | IllegalArgumentException e) {
            delete(folder);
            throw new Unreadable("the export cannot be read: " + e.getMessage(), e);
        }
    }

    private static void fill(Connection connection, BufferedReader lines) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            connection.setAutoCommit(false);
            for (String table : TABLES) {
                statement.executeUpdate(table);
            }
            try (Rows rows = new Rows(connection)) {
                rows.addAll(lines);
            }
            for (String index : INDEXES) {
                statement.executeUpdate(index);
            }
            connection.commit();
        }
    }

    /** The lines, each put where it belongs. */
    private static final class Rows implements AutoCloseable {

        private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(JsonNode.class);

        private final PreparedStatement entry;
        private final PreparedStatement payload;
        private final PreparedStatement checkpoint;
        private final PreparedStatement erasure;
        private long entries;

        private Rows(Connection connection) throws SQLException {
            entry = connection.prepareStatement("INSERT INTO audit_entry VALUES (?,?,?,?,?,?)");
            payload = connection.prepareStatement("INSERT INTO audit_payload VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
            checkpoint = connection.prepareStatement("INSERT INTO audit_checkpoint VALUES (?,?,?)");
            erasure = connection.prepareStatement("INSERT INTO audit_erasure VALUES (?,?)");
        }

        void addAll(BufferedReader lines) throws SQLException, IOException {
            JsonNode last = JSON.readTree("{}");
            long read = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line(line);
                add(last);
                read++;
            }
            if (last.path("lines").asLong(-1) != read || last.path("entries").asLong(-1) != entries) {
                throw new IOException("it ends too early, or lines are missing");
            }
        }

        /** What is wrong with a line is told without what it says. */
        private static JsonNode line(String line) throws IOException {
            try {
                return JSON.readTree(line);
            } catch (JsonProcessingException e) {
                throw new IOException("a line is not JSON");
            }
        }

        private void add(JsonNode line) throws SQLException, IOException {
            if (line.has("sequence")) {
                entries++;
                boolean typed = !line.has("malformed");
                insert(
                        entry,
                        line.path("log").asText(),
                        line.path("sequence").asLong(),
                        line.path("recorded").asLong(),
                        line.path("previous").binaryValue(),
                        line.path("payloadHash").binaryValue(),
                        typed ? line.path("leaf").binaryValue() : "malformed");
            } else if (line.has("of")) {
                addPayload(line);
            } else if (line.has("size")) {
                insert(
                        checkpoint,
                        line.path("log").asText(),
                        line.path("size").asLong(),
                        line.path("note").asText());
            } else if (line.has("erasedBefore")) {
                long before = line.path("erasedBefore").asLong();
                insert(erasure, before, before + 1);
            }
        }

        private void addPayload(JsonNode line) throws SQLException, IOException {
            payload.setString(1, line.path("log").asText());
            payload.setLong(2, line.path("of").asLong());
            payload.setLong(3, line.path("recorded").asLong());
            payload.setObject(
                    4, line.has("malformed") ? "malformed" : line.path("salt").binaryValue());
            for (int i = 0; i < Export.SAYS.size(); i++) {
                JsonNode says = line.path(Export.SAYS.get(i));
                payload.setString(5 + i, says.isTextual() ? says.textValue() : null);
            }
            payload.executeUpdate();
        }

        private static void insert(PreparedStatement statement, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            entry.close();
            payload.close();
            checkpoint.close();
            erasure.close();
        }
    }

    @Override
    public List<String> logs() {
        return stored.logs();
    }

    @Override
    public Optional<long[]> bounds(String log) {
        return stored.bounds(log);
    }

    @Override
    public Part part(String log, long from, long to) {
        return stored.part(log, from, to);
    }

    @Override
    public Optional<Long> orphan(String log, long last) {
        return stored.orphan(log, last);
    }

    @Override
    public List<Kept> checkpointsOutside(String log, long last) {
        return stored.checkpointsOutside(log, last);
    }

    @Override
    public long erasedBefore() {
        return stored.erasedBefore();
    }

    @Override
    public Optional<Place> find(String id) {
        return stored.find(id);
    }

    @Override
    public void close() {
        stored.close();
        delete(folder);
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new Unreadable("what was read of the export cannot be deleted from " + folder, e);
        }
    }
}
