package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.verify.Elsewhere;
import dk.hoibu.fhir.verify.JdbcStored;
import dk.hoibu.fhir.verify.Trusted;
import dk.hoibu.fhir.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real stores in real trouble: only 503s meanwhile, no data, not ready; and all is well again by itself, with nothing lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FailingAuditStoreTest {

    /** What somebody may wait for an answer at most: two seconds of patience, and what a busy machine adds. */
    private static final Duration LATEST = Duration.ofMillis(3500);

    private static final int AT_ONCE = 16;

    private PostgresServer postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    void startPostgres() throws IOException {
        if (PostgresServer.missing().isEmpty()) {
            postgres = PostgresServer.start();
        }
    }

    @AfterAll
    void stopPostgres() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    private interface Trouble {
        void happens() throws Exception;
    }

    private interface Opener {
        Connection open() throws SQLException;
    }

    /** A server and its store before, during and after a trouble. */
    private static void goesThrough(TestServer server, Opener store, Trouble begins, Trouble ends) throws Exception {
        String lars = server.patientId(LARS);
        List<String> answered = new ArrayList<>(List.of(ask(server, lars, 200)));

        begins.happens();
        try {
            refusesAll(server, lars);
        } finally {
            ends.happens();
        }

        untilReady(server);
        answered.add(ask(server, lars, 200));
        assertThat(answered).allSatisfy(id -> assertThat(stored(store, id)).isEqualTo(1));
        isWhole(server, store);
    }

    /** Nothing torn, lost or doubled, as the verifier sees it, which shares no code with the writer. */
    private static void isWhole(TestServer server, Opener store) throws Exception {
        try (Connection connection = store.open()) {
            String url = connection.getMetaData().getURL();
            JdbcStored stored = url.startsWith("jdbc:sqlite:")
                    ? JdbcStored.sqlite(Path.of(url.substring("jdbc:sqlite:".length())))
                    : JdbcStored.database(url, "postgres", "");
            Path keys = server.folder().resolve("keys").resolve("audit-signing.pub");
            try (Verifier verifier = new Verifier(
                    stored, Trusted.read(List.of(Files.readString(keys))), Elsewhere.nowhere(), Instant.EPOCH, 2)) {
                assertThat(verifier.all())
                        .isNotEmpty()
                        .allSatisfy(log -> assertThat(log.findings()).isEmpty());
            }
        }
    }

    /** Many at once, so that one is seen not to wait for another. */
    private static void refusesAll(TestServer server, String lars) {
        List<CompletableFuture<Duration>> asked = new ArrayList<>();
        for (int number = 0; number < AT_ONCE; number++) {
            asked.add(CompletableFuture.supplyAsync(
                    () -> {
                        long began = System.nanoTime();
                        ask(server, lars, 503);
                        return Duration.ofNanos(System.nanoTime() - began);
                    },
                    task -> new Thread(task).start()));
        }
        long began = System.nanoTime();
        assertThat(server.get("metadata").status()).isEqualTo(200);
        assertThat(server.get(server.root() + "health/live").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThat(asked).allSatisfy(one -> assertThat(one.join()).isLessThan(LATEST));
        Answer ready = server.get(server.root() + "health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().path("audit").asText()).isEqualTo("down");
    }

    private static String ask(TestServer server, String lars, int status) {
        String requestId = "trouble-" + UUID.randomUUID();
        Answer answer = server.get("Patient/" + lars, "X-Request-Id", requestId);
        if (status == 503) {
            Refusal.is(answer, 503, "transient", lars);
            assertThat(answer.header("Retry-After")).isPresent();
        } else {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        }
        return requestId;
    }

    private static void untilReady(TestServer server) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (server.get(server.root() + "health/ready").status() != 200) {
            assertThat(System.nanoTime()).as("ready again by itself").isLessThan(end);
        }
    }

    private static int stored(Opener store, String requestId) throws SQLException {
        try (Connection connection = store.open();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(
                        "SELECT count(*) FROM audit_payload WHERE request_id = '" + requestId + "'")) {
            return count.next() ? count.getInt(1) : 0;
        }
    }

    private static Opener sqlite(Path file) {
        return () -> DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    // ---- SQLite

    @Test
    void x02AFileThatSomebodyElseHasLockedIsGivenUpInTime() throws Exception {
        try (TestServer server = TestServer.start()) {
            Path file = server.folder().resolve("audit").resolve("audit.db");
            try (Connection other = sqlite(file).open();
                    Statement statement = other.createStatement()) {
                goesThrough(
                        server,
                        sqlite(file),
                        () -> statement.execute("BEGIN EXCLUSIVE"),
                        () -> statement.execute("ROLLBACK"));
            }
        }
    }

    @Test
    void aFullDiskIsNotAnswered() throws Exception {
        Path mounted = mounted("110m");
        Path ballast = mounted.resolve("ballast");
        try (TestServer server = TestServer.start("audit.file=" + mounted.resolve("audit.db"))) {
            goesThrough(server, sqlite(mounted.resolve("audit.db")), () -> fill(ballast), () -> Files.delete(ballast));
        } finally {
            run("umount", mounted.toString());
        }
    }

    /** Read-only from the start: a file system in use cannot be made so. */
    @Test
    void aDiskThatCannotBeWrittenIsNotAnsweredUntilItCan() throws Exception {
        Path mounted = mounted("110m");
        String file = "audit.file=" + mounted.resolve("audit.db");
        Path folder = Files.createTempDirectory("hoibu-test");
        TestServer.startIn(folder, file).close();
        assertThat(run("mount", "-o", "remount,ro", mounted.toString())).isZero();
        // with the keys that the log was begun with
        try (TestServer server = TestServer.startIn(folder, file)) {
            String lars = server.ids()
                    .ofPerson(Ids.Purpose.PATIENT, PersonNumber.parse(LARS).orElseThrow());
            refusesAll(server, lars);

            assertThat(run("mount", "-o", "remount,rw", mounted.toString())).isZero();
            untilReady(server);
            String id = ask(server, lars, 200);
            assertThat(stored(sqlite(mounted.resolve("audit.db")), id)).isEqualTo(1);
        } finally {
            run("umount", mounted.toString());
        }
    }

    /** SQLite goes on writing to a file that has no name any more: what it writes is lost with the process. */
    @Test
    void aFileThatIsTakenAwayIsNotAnsweredUntilItIsBack() throws Exception {
        try (TestServer server = TestServer.start()) {
            Path file = server.folder().resolve("audit").resolve("audit.db");
            Path aside = server.folder().resolve("aside.db");
            goesThrough(server, sqlite(file), () -> Files.move(file, aside), () -> Files.move(aside, file));
        }
    }

    @Test
    void aFileThatIsReplacedIsNotAnswered() throws Exception {
        try (TestServer server = TestServer.start()) {
            Path file = server.folder().resolve("audit").resolve("audit.db");
            Path log = file.resolveSibling("audit.db-wal");
            String lars = server.patientId(LARS);
            ask(server, lars, 200);
            assertThat(log).exists();
            Files.delete(log);

            ask(server, lars, 503);
        }
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[64 << 10];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(Files.size(ballast)).isPositive();
        }
    }

    private Path mounted(String size) throws IOException {
        return mounted(size, "mode=700");
    }

    private Path mounted(String size, String options) throws IOException {
        Path place = Files.createTempDirectory(folder, "mounted");
        assumeTrue(
                System.getProperty("user.name").equals("root")
                        && run("mount", "-t", "tmpfs", "-o", "size=" + size + "," + options, "tmpfs", place.toString())
                                == 0,
                "skipped: no small disk can be mounted here");
        return place;
    }

    private static int run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor();
        } catch (IOException e) {
            return 127;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 127;
        }
    }

    // ---- PostgreSQL

    private void onPostgres(Trial trial) throws Exception {
        assumeTrue(postgres != null, "skipped: " + PostgresServer.missing());
        String url = postgres.database();
        Path password = Files.writeString(folder.resolve("password"), "none is asked for here");
        try (TestServer server =
                TestServer.start("audit.jdbc-url=" + url, "audit.user=postgres", "audit.password-file=" + password)) {
            trial.with(server, url);
        }
    }

    private interface Trial {
        void with(TestServer server, String url) throws Exception;
    }

    private static Opener postgresql(String url) {
        return () -> DriverManager.getConnection(url, "postgres", "");
    }

    @Test
    void x01ADatabaseThatIsGoneIsNotAnsweredAndItsReturnIsNoticed() throws Exception {
        onPostgres((server, url) -> {
            goesThrough(server, postgresql(url), () -> postgres.kill(), () -> postgres.startAgain());
            goesThrough(server, postgresql(url), () -> postgres.stop(), () -> postgres.startAgain());
        });
    }

    /** All its processes stopped: connections stay open, new ones are taken by the system, and nobody answers. */
    @Test
    void x02ADatabaseThatIsFrozenIsGivenUpInTimeAndItsReturnIsNoticed() throws Exception {
        onPostgres((server, url) -> {
            goesThrough(server, postgresql(url), () -> postgres.freeze(), () -> postgres.thaw());
            goesThrough(server, postgresql(url), () -> postgres.freeze(), () -> postgres.thaw());
        });
    }

    /** Whoever reads the log has connections of before, too. */
    @Test
    void theLogIsReadAgainWhenTheDatabaseIsBack() throws Exception {
        onPostgres((server, url) -> {
            assertThat(server.get("AuditEvent?_count=1").status()).isEqualTo(200);
            postgres.kill();
            assertThat(server.get("AuditEvent?_count=1").status()).isEqualTo(503);
            postgres.startAgain();
            untilReady(server);
            assertThat(server.get("AuditEvent?_count=1").status()).isEqualTo(200);
        });
    }

    /** What there is still room for may be answered; what there is not may not, and each answer is in the trail. */
    @Test
    void aFullDiskOfTheDatabaseIsNotAnswered() throws Exception {
        assumeTrue(PostgresServer.missing().isEmpty(), "skipped: " + PostgresServer.missing());
        Path disk = mounted("130m", "uid=65534,gid=65534,mode=700");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (PostgresServer small = PostgresServer.start(data -> Files.createSymbolicLink(data, disk), Map.of())) {
            String url = small.database();
            Path password = Files.writeString(folder.resolve("password"), "none is asked for here");
            try (TestServer server = TestServer.start(
                    "audit.jdbc-url=" + url, "audit.user=postgres", "audit.password-file=" + password)) {
                Path ballast = disk.resolve("ballast");
                List<String> answered = new ArrayList<>();
                goesThrough(
                        server,
                        postgresql(url),
                        () -> {
                            fill(ballast);
                            answered.addAll(untilRefused(server));
                        },
                        () -> Files.delete(ballast));
                assertThat(answered)
                        .allSatisfy(
                                id -> assertThat(stored(postgresql(url), id)).isEqualTo(1));
            }
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    /** Asks until the first answer that does not come, and gives the request ids of those before. */
    private static List<String> untilRefused(TestServer server) {
        List<String> answered = new ArrayList<>();
        String lars = server.ids()
                .ofPerson(Ids.Purpose.PATIENT, PersonNumber.parse(LARS).orElseThrow());
        while (answered.size() < 1000) {
            String requestId = "filling-" + UUID.randomUUID();
            Answer answer =
                    server.sendUnrecorded("Patient/" + lars, "GET", Optional.empty(), "X-Request-Id", requestId);
            if (answer.status() == 503) {
                return answered;
            }
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            answered.add(requestId);
        }
        throw new AssertionError("answered on and on with a full disk");
    }

    @Test
    void x02ADatabaseThatDoesNotGetOnIsGivenUpInTime() throws Exception {
        onPostgres((server, url) -> {
            try (Connection other = postgresql(url).open();
                    Statement statement = other.createStatement()) {
                goesThrough(
                        server,
                        postgresql(url),
                        () -> {
                            other.setAutoCommit(false);
                            statement.execute("LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE");
                        },
                        other::rollback);
            }
        });
    }

    @Test
    void aDatabaseThatIsReadOnlyIsNotAnswered() throws Exception {
        onPostgres((server, url) -> goesThrough(
                server, postgresql(url), () -> readOnlyByDefault(url, true), () -> readOnlyByDefault(url, false)));
    }

    /** As a standby is that was not promoted; sessions of before are ended, as by a fail-over. */
    private static void readOnlyByDefault(String url, boolean now) throws SQLException {
        String database = url.substring(url.lastIndexOf('/') + 1);
        PostgresServer.execute(
                url.replace(database, "postgres"),
                "ALTER DATABASE " + database + " SET default_transaction_read_only = " + (now ? "on" : "off"));
        PostgresServer.execute(
                url.replace(database, "postgres"),
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
    }
}
