package dk.hoibu.fhir.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.audit.trail.sql.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A disk that takes two seconds for each durable write: nothing is answered while it does, and all is well again by itself. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SlowDiskTest {

    private static final Duration LATEST = Duration.ofMillis(3500);
    private static final int AT_ONCE = 8;

    private Path folder;
    private Path slow;
    private Map<String, String> variables;

    @BeforeEach
    void compile() throws Exception {
        folder = Files.createTempDirectory("hoibu-slow");
        // PostgreSQL's processes are another user's
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        slow = folder.resolve("slow");
        Path source = folder.resolve("slow-disk.c");
        try (InputStream in = getClass().getResourceAsStream("/crash/slow-disk.c")) {
            Files.copy(in, source);
        }
        Path library = folder.resolve("slow-disk.so");
        assumeTrue(
                System.getProperty("os.name").equals("Linux") && compiles(source, library),
                "skipped: no C compiler to make a disk slow with");
        variables = Map.of("LD_PRELOAD", library.toString(), "SLOW_DISK", slow.toString());
    }

    private static boolean compiles(Path source, Path library) throws InterruptedException {
        try {
            return new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void beQuickAgain() throws IOException {
        Files.deleteIfExists(slow);
    }

    @Test
    void ofTheEmbeddedStore() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Store store = Store.sqlite(data);
        try (ServerProcess server = ServerProcess.start(data, List.of(), variables)) {
            goesThrough(server, store, data);
        }
    }

    @Test
    void ofPostgresql() throws Exception {
        assumeTrue(PostgresServer.missing().isEmpty(), "skipped: " + PostgresServer.missing());
        Path data = Files.createDirectories(folder.resolve("data"));
        try (PostgresServer postgres = PostgresServer.start(none -> {}, variables)) {
            Store store = Store.postgresql(postgres, data);
            try (ServerProcess server = ServerProcess.start(data, store.settings())) {
                goesThrough(server, store, data);
            } finally {
                Files.deleteIfExists(slow);
            }
        }
    }

    private void goesThrough(ServerProcess server, Store store, Path data) throws Exception {
        server.untilReady();
        String lars = patientId(server);
        List<String> answered = new ArrayList<>();
        answered.add(ask(server, lars, "before", 200));

        Files.createFile(slow);
        refusesAll(server, lars);
        Files.delete(slow);

        server.untilReady();
        answered.add(ask(server, lars, "after", 200));
        for (String id : answered) {
            assertThat(stored(store, id)).as(id).isEqualTo(1);
        }
        assertThat(new StoreCheck(store, data).verify()).isEmpty();
    }

    private static void refusesAll(ServerProcess server, String lars) throws Exception {
        // one may have been quick enough
        ask(server, lars, "first", 503);
        List<CompletableFuture<Duration>> asked = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String id = "slow-" + i;
            asked.add(CompletableFuture.supplyAsync(
                    () -> {
                        long began = System.nanoTime();
                        ask(server, lars, id, 503);
                        return Duration.ofNanos(System.nanoTime() - began);
                    },
                    task -> new Thread(task).start()));
        }
        assertThat(asked).allSatisfy(one -> assertThat(one.join()).isLessThan(LATEST));
        assertThat(server.isReady()).isFalse();
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(server.get("/fhir/metadata").statusCode()).isEqualTo(200);
    }

    private static String patientId(ServerProcess server) throws Exception {
        HttpResponse<String> answer = server.post("/fhir/Patient/_search", "identifier=0505159995");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body()
                .replaceAll("(?s).*\"resourceType\"\\s*:\\s*\"Patient\",\\s*\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private static String ask(ServerProcess server, String lars, String id, int status) {
        try {
            String requestId = "slow-disk-" + id;
            HttpResponse<String> answer = server.get("/fhir/Patient/" + lars, Map.of("X-Request-Id", requestId));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            if (status == 503) {
                assertThat(answer.body()).contains("transient").doesNotContain(lars);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            return requestId;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int stored(Store store, String requestId) throws SQLException {
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(
                        "SELECT count(*) FROM audit_payload WHERE request_id = '" + requestId + "'")) {
            return count.next() ? count.getInt(1) : 0;
        }
    }
}
