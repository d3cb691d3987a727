package dk.hoibu.fhir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dk.hoibu.fhir.audit.proof.AuditKeys;
import dk.hoibu.fhir.verify.StoredLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditVerifyCommandTest {

    @TempDir
    Path data;

    private Path database;
    private Path anchor;
    private String said = "";

    @BeforeEach
    void aLogOfTwoHundredEntriesIsStored() throws Exception {
        Files.createDirectories(data.resolve("audit"));
        database = data.resolve("audit").resolve("audit.db");
        anchor = data.resolve("anchor.txt");
        AuditKeys keys = AuditKeys.loadOrCreate(
                data.resolve("keys").resolve("audit-signing.json"), "hoibu.example/audit/node-1", new SecureRandom());
        StoredLog stored = new StoredLog("node-1", keys.current(), new Random(8), 50);
        try (Connection connection = connection()) {
            StoredLog.tables(connection);
            stored.append(connection, 220);
        }
        Files.writeString(anchor, stored.anchor());
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    private void change(String... statements) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private int verify(String... options) {
        List<String> arguments = new ArrayList<>(List.of("verify", "--data", data.toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new AuditCommand());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        int code = line.execute(arguments);
        said = out.toString();
        return code;
    }

    @Test
    void aWholeTrailIsSaidToBeWhole() {
        assertThat(verify("--anchor", anchor.toString())).isZero();
        assertThat(said)
                .contains("log node-1: 220 entries, 0 of them erased, 4 checkpoints and 4 seen elsewhere agree")
                .contains("the last 20 entries are after the last checkpoint")
                .contains("whole: 220 entries");
    }

    @Test
    void theFirstBadEntryIsNamed() throws Exception {
        change("UPDATE audit_payload SET user_id = 'somebody else' WHERE sequence IN (120, 77, 200)");
        assertThat(verify()).isEqualTo(1);
        assertThat(said)
                .contains("first bad entry: 77")
                .contains("entry 77: payload")
                .contains("NOT WHOLE");
        assertThat(said).doesNotContain("somebody else");
    }

    @Test
    void programsReadTheSame() throws Exception {
        change("DELETE FROM audit_entry WHERE sequence = 77");
        assertThat(verify(
                        "--format",
                        "json",
                        "--key",
                        data.resolve("keys").resolve("audit-signing.pub").toString()))
                .isEqualTo(1);
        JsonNode log = JsonMapper.builder().build().readTree(said).path("logs").path(0);
        assertThat(log.path("firstBadEntry").asLong()).isEqualTo(77);
        assertThat(log.path("findings").path(0).path("kind").asText()).isEqualTo("missing");
    }

    @Test
    void whatTheTrailSaysWasErasedIsNotTampering() throws Exception {
        long hundredth = StoredLog.recorded(100).toEpochMilli();
        change("DELETE FROM audit_payload WHERE sequence < 100");
        assertThat(verify()).isEqualTo(1);
        assertThat(said).contains("first bad entry: 0").contains("entry 0: erased");
        change("INSERT INTO audit_erasure VALUES (" + (hundredth - 10) + ", " + (hundredth + 1) + ")");
        assertThat(verify()).isEqualTo(1);
        assertThat(said).contains("first bad entry: 99");
        change("INSERT INTO audit_erasure VALUES (" + hundredth + ", " + (hundredth + 1) + ")");
        assertThat(verify()).isZero();
        assertThat(said)
                .contains("100 of them erased")
                .contains("what entries from before " + StoredLog.recorded(100) + " say may be gone");
    }

    @Test
    void whatWasErasedTooEarlyIsTamperingWhateverTheTrailSays() throws Exception {
        long hundredth = StoredLog.recorded(100).toEpochMilli();
        change(
                "INSERT INTO audit_erasure VALUES (" + hundredth + ", " + (hundredth + 1) + ")",
                "DELETE FROM audit_payload WHERE sequence < 100");
        assertThat(verify("--erased-before", StoredLog.recorded(50).toString())).isEqualTo(1);
        assertThat(said).contains("first bad entry: 50");
        assertThat(verify("--erased-before", StoredLog.recorded(100).toString()))
                .isZero();
    }

    @Test
    void onlyAnAnchorTellsARollback() throws Exception {
        change(
                "DELETE FROM audit_payload WHERE sequence >= 120",
                "DELETE FROM audit_entry WHERE sequence >= 120",
                "DELETE FROM audit_checkpoint WHERE size > 120");
        assertThat(verify()).isZero();
        assertThat(verify("--anchor", anchor.toString())).isEqualTo(1);
        assertThat(said).contains("first bad entry: 120").contains("the log ends here");
        change("DELETE FROM audit_payload", "DELETE FROM audit_entry", "DELETE FROM audit_checkpoint");
        assertThat(verify("--anchor", anchor.toString())).isEqualTo(1);
        assertThat(said).contains("first bad entry: 0");
    }

    @Test
    void anEventIsProvedToBeInTheLog() throws Exception {
        String id;
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM audit_payload WHERE sequence = 77")) {
            id = row.getString(1);
        }
        assertThat(verify("--id", id)).isZero();
        assertThat(said).contains("entry 77 is in the tree of 100 with root").contains("  path ");
        assertThat(verify("--id", "nothing")).isEqualTo(2);
    }

    @Test
    void theLogIsProvedToHaveOnlyGrown() throws Exception {
        assertThat(verify("--from-size", "50", "--to-size", "150", "--format", "json"))
                .isZero();
        JsonNode growth = JsonMapper.builder()
                .build()
                .readTree(said.substring(said.indexOf('{')))
                .path("logs")
                .path(0)
                .path("growth");
        assertThat(growth.path("fromRoot").asText()).isEqualTo(anchoredRoot(50));
        assertThat(growth.path("toRoot").asText()).isEqualTo(anchoredRoot(150));
        assertThat(growth.path("path")).isNotEmpty();
        assertThat(verify("--from-size", "50")).isZero();
        assertThat(said)
                .contains("from 50 entries with root " + anchoredRoot(50))
                .contains("to 220 entries");
        assertThat(verify("--from-size", "221")).isEqualTo(2);
        assertThat(verify("--from-size", "0")).isEqualTo(2);
    }

    /** The third line of the anchor's checkpoint of that size. */
    private String anchoredRoot(int size) throws Exception {
        return Files.readString(anchor)
                .split("\n" + size + "\n", 2)[1]
                .lines()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anExportSaysTheSameAsTheTrail() throws Exception {
        change(
                "INSERT INTO audit_erasure VALUES (" + StoredLog.recorded(10).toEpochMilli() + ", 9999999999999)",
                "DELETE FROM audit_payload WHERE sequence < 10");
        Path key = data.resolve("keys").resolve("audit-signing.pub");
        assertThat(verify("--key", key.toString(), "--anchor", anchor.toString()))
                .isZero();
        String first = said;
        assertThat(verifyExport(key)).isZero();
        assertThat(said).isEqualTo(first).contains("10 of them erased");

        change("UPDATE audit_payload SET salt = 'text' WHERE sequence = 100");
        assertThat(verifyExport(key)).isEqualTo(1);
        assertThat(said).contains("entry 100: malformed");
        change("UPDATE audit_payload SET user_id = 'somebody else' WHERE sequence = 77");
        assertThat(verifyExport(key)).isEqualTo(1);
        assertThat(said).contains("entry 77: payload");
        change("DELETE FROM audit_entry WHERE sequence = 33");
        assertThat(verifyExport(key)).isEqualTo(1);
        assertThat(said).contains("entry 33: missing");
        change("DELETE FROM audit_payload WHERE sequence >= 30", "DELETE FROM audit_entry WHERE sequence >= 30");
        assertThat(verifyExport(key)).isEqualTo(1);
        assertThat(said).contains("the log ends here, and a checkpoint was signed at 200");
    }

    @Test
    void anExportThatWasChangedOrCutOffIsNotBelieved() throws Exception {
        Path key = data.resolve("keys").resolve("audit-signing.pub");
        assertThat(verifyExport(key)).isZero();
        List<String> lines = Files.readAllLines(export());
        Files.write(export(), lines.subList(0, lines.size() - 1));
        assertThat(run("verify", "--export", export().toString(), "--key", key.toString()))
                .isEqualTo(2);
        List<String> changed = new ArrayList<>(lines);
        changed.replaceAll(line -> line.replace("client-3", "client-4"));
        Files.write(export(), changed);
        assertThat(run("verify", "--export", export().toString(), "--key", key.toString()))
                .isEqualTo(1);
        List<String> twice = new ArrayList<>(lines);
        twice.add(5, lines.get(5));
        Files.write(export(), twice);
        assertThat(run("verify", "--export", export().toString(), "--key", key.toString()))
                .isEqualTo(2);
        assertThat(run("verify", "--export", export().toString())).isEqualTo(2);
    }

    private Path export() {
        return data.resolve("trail.jsonl");
    }

    private int verifyExport(Path key) throws Exception {
        Files.deleteIfExists(export());
        assertThat(run("export", "--data", data.toString(), "--out", export().toString()))
                .isZero();
        assertThat(run("export", "--data", data.toString(), "--out", export().toString()))
                .isEqualTo(2);
        return run("verify", "--export", export().toString(), "--key", key.toString(), "--anchor", anchor.toString());
    }

    @Test
    void aReplacedKeyIsFollowed() throws Exception {
        Path first = data.resolve("first.pub");
        Path current = data.resolve("keys").resolve("audit-signing.pub");
        Files.copy(current, first);
        AuditKeys.rotate(data.resolve("keys").resolve("audit-signing.json"), new SecureRandom());
        assertThat(verify()).isZero();
        assertThat(Files.readString(current)).startsWith(Files.readString(first));
        assertThat(verify("--key", first.toString())).isZero();
        Files.writeString(current, Files.readString(current).replaceFirst("(?s)\n\n.*", "\n\nnot a rotation\n"));
        assertThat(verify()).isEqualTo(2);
    }

    @Test
    void withoutTrailOrKeyNothingIsSaid() throws Exception {
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run("verify", "--jdbc", "jdbc:sqlite:" + database)).isEqualTo(2);
        Files.delete(database);
        assertThat(verify()).isEqualTo(2);
    }
}
