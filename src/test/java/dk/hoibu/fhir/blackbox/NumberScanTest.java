package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a number in what a server has written is found: every test server is looked at when it is closed. */
class NumberScanTest {

    private static final NumberScan LARS = new NumberScan(Set.of(TestServer.LARS));

    private static Set<String> in(String text) {
        return LARS.in(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyFormIsFoundAndNoOthersNumber() {
        for (int form = 0; form < AuditedTest.FORMS; form++) {
            String written = AuditedTest.written(TestServer.LARS, form);
            assertThat(in("xx " + written + "7")).as(written).containsExactly(TestServer.LARS);
        }
        assertThat(in("050515%2D9995, 050515+9995")).containsExactly(TestServer.LARS);
        assertThat(in(TestServer.RIKKE + " " + TestServer.LARS.substring(1))).isEmpty();
    }

    @Test
    void aServerThatLeavesANumberBehindCannotBeClosedUnnoticed() throws IOException {
        TestServer server = TestServer.start();
        Path planted = server.folder().resolve("keys").resolve("planted.bin");
        Files.write(
                planted, ("\u0000\u0001" + AuditedTest.written(TestServer.LARS, 1)).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(server::close).hasMessageContaining("planted.bin");
        Traffic.planted(server.folder());
    }

    @Test
    void aNumberInTheWriteAheadLogOfADatabaseIsFound(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit").resolve("audit.db");
        Files.createDirectories(file.getParent());
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE t (c TEXT)");
            statement.execute("INSERT INTO t VALUES ('" + TestServer.LARS + "')");
            assertThat(LARS.inFolder(folder)).anyMatch(found -> found.endsWith("audit.db-wal"));
        }
        assertThat(LARS.beside(file)).isNotEmpty();
    }

    @Test
    void aNumberInAnyColumnOfPostgresqlIsFound() throws Exception {
        assumeTrue(PostgresServer.missing().isEmpty(), "skipped: " + PostgresServer.missing());
        try (PostgresServer postgres = PostgresServer.start()) {
            String url = postgres.database();
            PostgresServer.execute(url, "CREATE SCHEMA other");
            PostgresServer.execute(url, "CREATE TABLE other.t (a TEXT, b BYTEA)");
            PostgresServer.execute(url, "INSERT INTO other.t VALUES ('nothing', 'nothing')");
            assertThat(LARS.inDatabase(url)).isEmpty();
            PostgresServer.execute(url, "INSERT INTO other.t VALUES ('050515-9995', '0505159995')");
            assertThat(LARS.inDatabase(url))
                    .containsExactly(TestServer.LARS + " in other.t.a", TestServer.LARS + " in other.t.b");
        }
    }
}
