package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.source.Faults.Fault;
import dk.hoibu.fhir.source.Faults.Mode;
import dk.hoibu.fhir.source.SourceId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A server that is told to stop finishes what it has begun. */
class ShutdownTest {

    @Test
    void aRequestThatHasBegunIsAnswered() {
        TestServer.shared();
        CompletableFuture<Answer> answer;
        try (TestServer server = TestServer.start("server.stop-timeout=10s")) {
            String lars = server.patientId(LARS);
            server.faults().set(SourceId.CASE_INDEX, new Fault(Mode.NONE, Duration.ofSeconds(1)));
            answer = CompletableFuture.supplyAsync(() -> server.get("EpisodeOfCare?patient=" + lars));
            awaitCallTo(server, "persons", 2);
        }
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().matches()).hasSize(2);
    }

    /** Returns once the server has asked the source that often: the request is then inside. */
    private static void awaitCallTo(TestServer server, String source, int times) {
        String counted = "hoibu_source_calls_seconds_count{outcome=\"ok\",source=\"" + source + "\"} " + times;
        while (!server.get(server.root() + "metrics").body().contains(counted)) {
            Thread.onSpinWait();
        }
    }
}
