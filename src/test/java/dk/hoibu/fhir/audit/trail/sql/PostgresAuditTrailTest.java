package dk.hoibu.fhir.audit.trail.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.AuditTrailContract;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.ChainCheck;
import dk.hoibu.fhir.audit.trail.Entries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** With the roles as in production: the tables are another's, and the server may only read and append. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresAuditTrailTest implements AuditTrailContract {

    private static final String OWNER = "hoibu_audit_owner";
    private static final String SERVER = "hoibu_audit_server";
    private static final String ERASE = "hoibu_audit_erase";

    private PostgresServer postgres;
    private String url;

    @BeforeAll
    void startServer() throws IOException {
        assumeTrue(PostgresServer.missing().isEmpty(), "skipped: " + PostgresServer.missing());
        postgres = PostgresServer.start();
    }

    @AfterAll
    void stopServer() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void makeDatabase() throws Exception {
        url = postgres.database();
        try (InputStream roles = SqlAuditTrail.class.getResourceAsStream("/db/audit/postgresql-roles.sql")) {
            PostgresServer.execute(url, new String(roles.readAllBytes(), StandardCharsets.UTF_8));
        }
        SqlAuditTrail.migratePostgresql(url, OWNER, () -> "");
    }

    /** The roles are the whole server's, and have something in the database of the test before. */
    @AfterEach
    void dropDatabaseAndRoles() throws SQLException {
        String database = url.substring(url.lastIndexOf('/') + 1);
        PostgresServer.execute(postgres.url("postgres"), "DROP DATABASE " + database + " WITH (FORCE)");
        PostgresServer.execute(postgres.url("postgres"), "DROP ROLE " + String.join(", ", OWNER, SERVER, ERASE));
    }

    @Override
    public AuditTrail trail(String log, Duration patience) {
        return SqlAuditTrail.postgresql(url, SERVER, () -> "", log, patience, new SecureRandom());
    }

    @Override
    public Connection server() throws SQLException {
        return DriverManager.getConnection(url, SERVER, "");
    }

    @Override
    public Connection eraser() throws SQLException {
        return DriverManager.getConnection(url, ERASE, "");
    }

    @Test
    void isWellAgainWhenTheDatabaseIs() throws IOException {
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(Entries.at(NOON)));
            UUID found = trail.page(new AuditQuery(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), 1))
                    .get(0)
                    .entry()
                    .id();

            postgres.kill();
            assertThat(trail.isWritable()).isFalse();
            assertThatThrownBy(() -> trail.keep(List.of(Entries.at(NOON)))).isInstanceOf(AuditUnavailable.class);
            assertThatThrownBy(() -> trail.find(found)).isInstanceOf(AuditUnavailable.class);
            postgres.startAgain();

            assertThat(trail.isWritable()).isTrue();
            assertThat(trail.find(found)).isPresent();
            trail.keep(List.of(Entries.at(NOON)));
        }
        assertThat(ChainCheck.lengths(this)).containsExactly(Map.entry("node-1", 2L));
    }

    /** Each caller goes on until it has kept ten entries after the last kill; whoever was told that it is kept must find it. */
    @Test
    @Timeout(300)
    void nothingThatWasKeptIsLostWhenTheDatabaseIsKilledUnderLoad() throws Exception {
        int callers = 8;
        Set<UUID> kept = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(callers);
        try (AuditTrail trail = trail()) {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                running.add(executor.submit(() -> keepUntil(over, trail, kept)));
            }
            for (int kill = 0; kill < 3; kill++) {
                int before = kept.size();
                while (kept.size() < before + 50) {
                    Thread.onSpinWait();
                }
                postgres.kill();
                postgres.startAgain();
            }
            over.set(true);
            for (Future<?> future : running) {
                future.get(60, TimeUnit.SECONDS);
            }

            assertThat(kept).allSatisfy(id -> assertThat(trail.find(id)).isPresent());
        } finally {
            executor.shutdownNow();
        }
        assertThat(ChainCheck.lengths(this).get("node-1")).isGreaterThanOrEqualTo(kept.size());
    }

    private static void keepUntil(AtomicBoolean over, AuditTrail trail, Set<UUID> kept) {
        int afterwards = 0;
        while (afterwards < 10) {
            AuditEntry entry = Entries.at(NOON);
            boolean last = over.get();
            try {
                trail.keep(List.of(entry));
                kept.add(entry.id());
                afterwards += last ? 1 : 0;
            } catch (AuditUnavailable e) {
                // the database is away, and will be back
            }
        }
    }

    @Test
    void startsWithoutItsDatabase() {
        postgres.stop();
        try (AuditTrail trail = trail()) {
            assertThat(trail.isWritable()).isFalse();
            postgres.startAgain();
            assertThat(trail.isWritable()).isTrue();
        }
    }

    @Test
    void theOwnerCannotChangeWhatWasKeptEither() throws SQLException {
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(Entries.at(NOON)));
        }
        for (String attempt : List.of(
                "UPDATE audit_entry SET recorded = 0",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "UPDATE audit_payload SET payload = '{}'",
                "DELETE FROM audit_payload",
                "TRUNCATE audit_payload",
                "TRUNCATE audit_erasure")) {
            assertThatThrownBy(() -> as(OWNER, attempt)).as(attempt).hasMessageContaining("only appended to");
        }
    }

    @Test
    void theServerMayAppendAndRead() {
        for (String attempt : List.of(
                "DELETE FROM audit_payload",
                "TRUNCATE audit_payload",
                "ALTER TABLE audit_payload DISABLE TRIGGER ALL",
                "DROP TABLE audit_entry",
                "INSERT INTO audit_erasure VALUES (1, 2)",
                "CREATE TABLE another (a TEXT)",
                "UPDATE audit_schema_history SET success = false",
                "SET session_replication_role = replica")) {
            assertThatThrownBy(() -> as(SERVER, attempt))
                    .as(attempt)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @Test
    void whoErasesMayNothingElse() {
        for (String attempt : List.of(
                "SELECT * FROM audit_payload",
                "DELETE FROM audit_payload",
                "INSERT INTO audit_entry SELECT * FROM audit_entry",
                "DELETE FROM audit_erasure")) {
            assertThatThrownBy(() -> as(ERASE, attempt)).as(attempt).hasMessageContaining("permission denied");
        }
    }

    private void as(String role, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, role, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aServerWithoutTablesSaysSoAndWaits() throws SQLException {
        PostgresServer.execute(
                url,
                "DROP SCHEMA hoibu_audit CASCADE; CREATE SCHEMA hoibu_audit AUTHORIZATION " + OWNER
                        + "; GRANT USAGE ON SCHEMA hoibu_audit TO " + SERVER);
        try (AuditTrail trail = trail()) {
            assertThat(trail.isWritable()).isFalse();

            SqlAuditTrail.migratePostgresql(url, OWNER, () -> "");

            assertThat(trail.isWritable()).isTrue();
        }
    }
}
