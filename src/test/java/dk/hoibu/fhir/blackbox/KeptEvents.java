package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What stands in the audit trail of a server's folder, read past the server. */
record KeptEvents(Path file) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event with the columns it is found by. */
    record Kept(String id, String child, String type, String outcome, String requestId, JsonNode payload, String text) {

        String told(String field) {
            return payload.path(field).asText("");
        }

        Set<String> shown() {
            Set<String> shown = new TreeSet<>();
            payload.path("shown").forEach(it -> shown.add(it.asText()));
            return shown;
        }

        int hidden(String kind) {
            int count = 0;
            for (JsonNode it : payload.path("hidden")) {
                count +=
                        it.path("kind").asText().equals(kind) ? it.path("count").asInt() : 0;
            }
            return count;
        }
    }

    static KeptEvents in(Path folder) {
        return new KeptEvents(folder.resolve("audit").resolve("audit.db"));
    }

    /** The accesses; what alarms there are depends on all that was asked before. */
    List<Kept> all() {
        return kept("type <> '110113'");
    }

    List<Kept> alarms() {
        return kept("type = '110113'");
    }

    private List<Kept> kept(String which) {
        List<Kept> all = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, child, type, outcome, request_id, payload"
                        + " FROM audit_payload WHERE " + which + " ORDER BY log, sequence")) {
            while (rows.next()) {
                String text = rows.getString("payload");
                all.add(new Kept(
                        rows.getString("id"),
                        rows.getString("child") == null ? "" : rows.getString("child"),
                        rows.getString("type"),
                        rows.getString("outcome"),
                        rows.getString("request_id"),
                        JSON.readTree(text),
                        text));
            }
        } catch (SQLException | IOException e) {
            throw new AssertionError("the audit trail cannot be read", e);
        }
        return all;
    }
}
