package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.cli.AuditCommand;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A server's audit trail from the request to the auditor's verdict, and what the operator did in between. */
class AuditProofTest {

    private static final String[] DROP_SQLITE = {
        "DROP TRIGGER audit_entry_unchanged",
        "DROP TRIGGER audit_entry_undeleted",
        "DROP TRIGGER audit_payload_unchanged",
        "DROP TRIGGER audit_payload_undeleted",
        "DROP TRIGGER audit_checkpoint_unchanged",
        "DROP TRIGGER audit_checkpoint_undeleted"
    };
    private static final String[] DROP_POSTGRESQL = {
        "DROP TRIGGER audit_entry_append_only ON audit_entry",
        "DROP TRIGGER audit_payload_append_only ON audit_payload",
        "DROP TRIGGER audit_payload_undeleted ON audit_payload",
        "DROP TRIGGER audit_checkpoint_append_only ON audit_checkpoint"
    };

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final List<String> settings = new ArrayList<>();
    private String said = "";

    /** Two runs of the server with some requests each: the log goes on, and so does its proof. */
    private void serveTwice() {
        settings.add("audit.anchor-file=" + anchor());
        settings.add("audit.anchor-interval=0ms");
        for (int run = 0; run < 2; run++) {
            try (TestServer server = TestServer.startIn(folder, settings.toArray(String[]::new))) {
                String child = server.patientId(TestServer.LARS);
                assertThat(server.get("Patient/" + child).status()).isEqualTo(200);
                assertThat(server.get("Patient/nobody").status()).isEqualTo(404);
                assertThat(server.search("EpisodeOfCare", "patient", child).status())
                        .isEqualTo(200);
            }
        }
    }

    private Path anchor() {
        return elsewhere.resolve("anchor.txt");
    }

    private Connection sqlite() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("audit/audit.db"));
    }

    private static void change(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private int verify(String... options) {
        List<String> all = new ArrayList<>(List.of("verify", "--data", folder.toString()));
        all.addAll(List.of(options));
        return audit(all);
    }

    private int audit(List<String> arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new AuditCommand());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        int code = line.execute(arguments.toArray(String[]::new));
        said = out.toString();
        return code;
    }

    @Test
    void whatAServerWroteIsProvedToTheLastEntryOnceItStopped() {
        serveTwice();

        assertThat(verify("--anchor", anchor().toString())).as(said).isZero();
        assertThat(said)
                .contains("log node-1: 8 entries, 0 of them erased")
                .contains("whole: 8 entries")
                .doesNotContain("after the last checkpoint");
    }

    @Test
    void whatAnOperatorChangedIsFoundAndNamed() throws Exception {
        serveTwice();
        try (Connection operator = sqlite()) {
            change(operator, DROP_SQLITE);
            change(operator, "UPDATE audit_payload SET payload = replace(payload, '200', '404') WHERE sequence = 1");
        }
        assertThat(verify()).isEqualTo(1);
        assertThat(said).contains("first bad entry: 1").contains("entry 1: payload");
        try (Connection operator = sqlite()) {
            change(operator, "DELETE FROM audit_payload WHERE sequence = 0");
        }
        assertThat(verify()).isEqualTo(1);
        assertThat(said).contains("first bad entry: 0").contains("entry 0: erased");
    }

    @Test
    void aLogThatWasCutOffWithItsCheckpointsIsFoundByTheAnchor() throws Exception {
        serveTwice();
        try (Connection operator = sqlite()) {
            change(operator, DROP_SQLITE);
            change(
                    operator,
                    "DELETE FROM audit_entry WHERE sequence >= 5",
                    "DELETE FROM audit_payload WHERE sequence >= 5",
                    "DELETE FROM audit_checkpoint WHERE size > 5");
        }
        assertThat(verify("--anchor", anchor().toString())).isEqualTo(1);
        assertThat(said).contains("first bad entry: 5").contains("the log ends here");
    }

    @Test
    void oneEventIsProvedByItsId() throws Exception {
        serveTwice();
        String id;
        try (Connection connection = sqlite();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM audit_payload WHERE sequence = 3")) {
            id = row.getString(1);
        }
        assertThat(verify("--id", id)).as(said).isZero();
        assertThat(said).contains("entry 3 is in the tree of");
    }

    @Test
    void nodesThatShareAFolderHaveEachALogAndAKey() {
        serveTwice();
        settings.add("audit.node=node-2");
        try (TestServer other = TestServer.startIn(folder, settings.toArray(String[]::new))) {
            assertThat(other.get("Patient/nobody").status()).isEqualTo(404);
        }
        assertThat(verify("--anchor", anchor().toString())).as(said).isZero();
        assertThat(said).contains("log node-1: 8 entries").contains("log node-2: 1 entries");
    }

    @Test
    void whatIsExportedIsProvedElsewhereToBeWhatWasServed() throws Exception {
        serveTwice();
        Path export = elsewhere.resolve("trail.jsonl");
        assertThat(audit(List.of("export", "--data=" + folder, "--out=" + export)))
                .as(said)
                .isZero();
        List<String> verify = List.of(
                "verify",
                "--export=" + export,
                "--key=" + folder.resolve("keys/audit-signing.pub"),
                "--anchor=" + anchor());
        assertThat(audit(verify)).as(said).isZero();
        assertThat(said).contains("whole: 8 entries");
    }

    @Test
    void aServerDoesNotGoOnWithALogThatIsNotTheOneItSigned() throws Exception {
        serveTwice();
        try (Connection operator = sqlite()) {
            change(operator, DROP_SQLITE);
            change(operator, "UPDATE audit_entry SET leaf = zeroblob(32) WHERE sequence = 3");
        }
        try (TestServer server = TestServer.startIn(folder, settings.toArray(String[]::new))) {
            awaitStatus(server, 503);
            assertThat(server.get(server.root() + "health/ready").status()).isEqualTo(503);
            assertThat(server.get(server.root() + "metrics").body()).contains("hoibu_audit_broken 1.0");
        }
    }

    @Test
    void nothingIsToldWhenNoAnchorRememberedTheLogForTooLong() throws Exception {
        Path gone = elsewhere.resolve("share");
        MovedClock clock = new MovedClock();
        try (TestServer server = TestServer.startIn(
                folder,
                clock,
                "audit.checkpoint-interval=10ms",
                "audit.anchor-file=" + gone.resolve("anchor.txt"),
                "audit.anchor-grace=5m")) {
            assertThat(server.get("Patient/nobody").status()).isEqualTo(404);
            awaitMetric(server, "hoibu_audit_anchor_failures_total 1.0");
            clock.ahead(Duration.ofMinutes(4));
            assertThat(server.get("Patient/nobody").status()).isEqualTo(404);

            clock.ahead(Duration.ofMinutes(6));
            awaitStatus(server, 503);
            assertThat(server.get(server.root() + "health/ready").status()).isEqualTo(503);

            Files.createDirectory(gone);
            awaitRemembered(server, clock);
            assertThat(server.get(server.root() + "health/ready").status()).isEqualTo(200);
            assertThat(gone.resolve("anchor.txt")).isNotEmptyFile();
        }
    }

    private static void awaitMetric(TestServer server, String line) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!server.get(server.root() + "metrics").body().contains(line)) {
            assertThat(System.nanoTime()).as("waiting for " + line).isLessThan(end);
        }
    }

    /** Time goes on, since an attempt that was under way may have failed after the folder was made, and the next one comes after a while. */
    private static void awaitRemembered(TestServer server, MovedClock clock) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        Duration ahead = Duration.ofMinutes(7);
        clock.ahead(ahead);
        while (server.get("Patient/nobody").status() != 404) {
            assertThat(System.nanoTime()).as("waiting for an anchor").isLessThan(end);
            ahead = ahead.plusSeconds(1);
            clock.ahead(ahead);
        }
    }

    private static void awaitStatus(TestServer server, int status) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (server.get("Patient/nobody").status() != status) {
            assertThat(System.nanoTime()).as("waiting for " + status).isLessThan(end);
        }
    }

    @Test
    void aTrailInPostgresqlIsProvedAndItsChangesFound() throws Exception {
        assumeTrue(PostgresServer.missing().isEmpty(), "skipped: " + PostgresServer.missing());
        try (PostgresServer postgres = PostgresServer.start()) {
            String url = postgres.database();
            try (InputStream roles = SqlAuditTrail.class.getResourceAsStream("/db/audit/postgresql-roles.sql")) {
                PostgresServer.execute(url, new String(roles.readAllBytes(), StandardCharsets.UTF_8));
            }
            SqlAuditTrail.migratePostgresql(url, "hoibu_audit_owner", () -> "");
            Path password = Files.writeString(elsewhere.resolve("password"), "none is asked for");
            settings.addAll(List.of(
                    "audit.jdbc-url=" + url, "audit.user=hoibu_audit_server", "audit.password-file=" + password));
            serveTwice();
            List<String> verify = List.of(
                    "verify",
                    "--jdbc=" + url,
                    "--user=hoibu_audit_server",
                    "--password-file=" + password,
                    "--key=" + folder.resolve("keys/audit-signing.pub"),
                    "--anchor=" + anchor());

            assertThat(audit(verify)).as(said).isZero();
            assertThat(said).contains("whole: 8 entries");

            try (Connection operator = DriverManager.getConnection(url, "hoibu_audit_owner", "")) {
                change(operator, DROP_POSTGRESQL);
                change(operator, "UPDATE audit_payload SET user_id = 'somebody else' WHERE sequence = 6");
            }
            assertThat(audit(verify)).isEqualTo(1);
            assertThat(said).contains("first bad entry: 6").contains("entry 6: payload");
            try (Connection operator = DriverManager.getConnection(url, "hoibu_audit_owner", "")) {
                change(operator, "DELETE FROM audit_entry WHERE sequence = 4");
            }
            assertThat(audit(verify)).isEqualTo(1);
            assertThat(said).contains("first bad entry: 4").contains("entry 4: missing");
        }
    }
}
