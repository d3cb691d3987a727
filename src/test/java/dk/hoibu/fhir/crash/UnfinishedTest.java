package dk.hoibu.fhir.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while a source works for somebody tells of it after the next start (setting audit.intent). */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class UnfinishedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INTENT = "audit.intent=true";
    private static final String LARS = "patient.identifier=0505159995";

    @Test
    void whatASourceWasAskedForWhenTheServerWasKilledIsUnfinished(@TempDir Path folder) throws Exception {
        try (ServerProcess server = ServerProcess.start(
                folder, List.of(INTENT, "sources.case-index.fault-latency=60s", "sources.case-index.timeout=60s"))) {
            server.untilLive();
            CompletableFuture<HttpResponse<String>> never = CompletableFuture.supplyAsync(() -> {
                try {
                    return server.post("/fhir/EpisodeOfCare/_search", LARS);
                } catch (Exception killed) {
                    throw new IllegalStateException(killed);
                }
            });
            untilIntended(folder);
            server.kill();
            assertThat(never).failsWithin(30, TimeUnit.SECONDS);
        }

        try (ServerProcess server = ServerProcess.start(folder, List.of(INTENT))) {
            server.untilReady();
            JsonNode found =
                    JSON.readTree(server.get("/fhir/AuditEvent?outcome=12").body());
            assertThat(found.path("entry")).singleElement().satisfies(entry -> {
                assertThat(entry.at("/resource/outcomeDesc").asText()).isEqualTo("unfinished");
                assertThat(entry.at("/resource/entity").toString()).contains("Patient/");
            });
        }
    }

    private static void untilIntended(Path folder) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        int intents = 0;
        while (intents == 0) {
            assertThat(System.nanoTime()).as("an intent").isLessThan(end);
            try (var connection = Store.sqlite(folder).connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM audit_payload WHERE type = 'intent'")) {
                intents = rows.next() ? rows.getInt(1) : 0;
            }
        }
    }
}
