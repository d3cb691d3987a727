package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Setting up PostgreSQL as docs/operations.md has it, step by step. */
class PostgresSetUpTest {

    @TempDir
    private Path folder;

    @Test
    void thePageLeadsToAServerThatMayOnlyAddAndRead() throws Exception {
        assumeTrue(PostgresServer.missing().isEmpty(), "skipped: " + PostgresServer.missing());
        try (PostgresServer postgres = PostgresServer.start()) {
            String url = postgres.database();
            try (InputStream roles = getClass().getResourceAsStream("/db/audit/postgresql-roles.sql")) {
                PostgresServer.execute(url, new String(roles.readAllBytes(), StandardCharsets.UTF_8));
            }
            try (TestServer early = as("hoibu_audit_server", url)) {
                assertThat(audit(early)).as("there are no tables yet").isEqualTo("down");
            }
            try (TestServer once = as("hoibu_audit_owner", url)) {
                assertThat(audit(once)).isEqualTo("up");
            }
            try (TestServer server = as("hoibu_audit_server", url)) {
                assertThat(audit(server)).isEqualTo("up");
                server.patientId(LARS);
                mayOnlyAddAndRead(url);
            }
        }
    }

    private TestServer as(String user, String url) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "none is asked for here");
        return TestServer.start("audit.jdbc-url=" + url, "audit.user=" + user, "audit.password-file=" + password);
    }

    private static String audit(TestServer server) {
        return server.get(server.root() + "health/ready").json().path("audit").asText();
    }

    private static void mayOnlyAddAndRead(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "hoibu_audit_server", "");
                Statement statement = connection.createStatement()) {
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM audit_payload")) {
                assertThat(count.next() ? count.getInt(1) : 0).isPositive();
            }
            for (String table : new String[] {"audit_entry", "audit_payload", "audit_checkpoint"}) {
                assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM " + table))
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> statement.executeUpdate("UPDATE " + table + " SET log = 'x'"))
                        .hasMessageContaining("permission denied");
            }
        }
    }
}
