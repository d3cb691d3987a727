package dk.hoibu.fhir.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** With the roles as in production. All tests share a database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresForwarderTest implements ForwarderContract {

    private static final String SERVER = "hoibu_audit_server";

    private PostgresServer postgres;
    private String url;

    @BeforeAll
    void start() throws Exception {
        assumeTrue(PostgresServer.missing().isEmpty(), "skipped: " + PostgresServer.missing());
        postgres = PostgresServer.start();
        url = postgres.database();
        try (InputStream roles = SqlAuditTrail.class.getResourceAsStream("/db/audit/postgresql-roles.sql")) {
            PostgresServer.execute(url, new String(roles.readAllBytes(), StandardCharsets.UTF_8));
        }
        SqlAuditTrail.migratePostgresql(url, "hoibu_audit_owner", () -> "");
    }

    @AfterAll
    void stop() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    public SqlAuditTrail trail(String log) {
        return SqlAuditTrail.postgresql(url, SERVER, () -> "", log, Duration.ofSeconds(30), new SecureRandom());
    }

    @Override
    public Connection eraser() throws SQLException {
        return DriverManager.getConnection(url, "hoibu_audit_erase", "");
    }

    @Test
    void theServerMayNoteWhatItGaveAndStillNotChangeTheTrail() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, SERVER, "");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO audit_forward VALUES ('a', 'mine', 1)"))
                    .isEqualTo(1);
            assertThat(statement.executeUpdate("UPDATE audit_forward SET next = 2 WHERE log = 'mine'"))
                    .isEqualTo(1);
            assertThat(statement.executeUpdate("DELETE FROM audit_forward WHERE log = 'mine'"))
                    .isEqualTo(1);
            for (String attempt : List.of(
                    "DELETE FROM audit_payload",
                    "UPDATE audit_entry SET recorded = 0",
                    "TRUNCATE audit_forward",
                    "DROP TABLE audit_forward_held",
                    "INSERT INTO audit_erasure VALUES (1, 2)")) {
                assertThatThrownBy(() -> statement.executeUpdate(attempt))
                        .as(attempt)
                        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
            }
        }
        try (Connection connection = eraser();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM audit_forward_held"))
                    .hasMessageContaining("permission denied");
        }
    }
}
