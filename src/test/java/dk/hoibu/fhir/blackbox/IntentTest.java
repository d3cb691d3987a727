package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down before any source hears of a child (setting audit.intent), and what becomes of it. */
class IntentTest {

    private final List<RefusingTrail> trails = new ArrayList<>();

    @TempDir
    private Path folder;

    private TestServer start(boolean intent) {
        return TestServer.startIn(
                folder,
                Clock.systemUTC(),
                real -> {
                    trails.add(new RefusingTrail(real));
                    return trails.get(trails.size() - 1);
                },
                "audit.intent=" + intent,
                "access.open-sample=true");
    }

    private RefusingTrail trail() {
        return trails.get(trails.size() - 1);
    }

    private static String lars(TestServer server) {
        return server.ids()
                .ofPerson(Ids.Purpose.PATIENT, PersonNumber.parse(LARS).orElseThrow());
    }

    private static int ask(TestServer server, String requestId) {
        return server.get("EpisodeOfCare?patient=" + lars(server), "X-Request-Id", requestId)
                .status();
    }

    /** How often any source was asked. */
    private static double asked(TestServer server) {
        return server.get(server.root() + "metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("hoibu_source_calls_seconds_count"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static List<JsonNode> events(TestServer server, String requestId) {
        Answer answer = server.get("AuditEvent?entity:identifier=" + requestId);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.matches();
    }

    @Test
    void noSourceHearsOfAChildThatCouldNotBeWrittenDown() {
        try (TestServer server = start(true)) {
            trail().refuse(true);
            double before = asked(server);

            assertThat(ask(server, "intent-refused-1")).isEqualTo(503);

            assertThat(asked(server)).isEqualTo(before);
        }
        try (TestServer server = start(false)) {
            trail().refuse(true);
            double before = asked(server);

            assertThat(ask(server, "intent-refused-2")).isEqualTo(503);

            assertThat(asked(server))
                    .as("without the setting sources are asked, and nothing is told")
                    .isGreaterThan(before);
        }
    }

    @Test
    void whatWasFetchedAndNotToldIsToldAsUnfinishedAfterTheNextStart() {
        String requestId = "unfinished-" + UUID.randomUUID();
        String lars;
        try (TestServer server = start(true)) {
            lars = lars(server);
            trail().refuseAllButIntents();
            assertThat(ask(server, requestId)).isEqualTo(503);
            assertThat(asked(server)).isPositive();
        }

        try (TestServer server = start(true)) {
            isUnfinished(server, requestId, lars);
        }
        try (TestServer server = start(false)) {
            isUnfinished(server, requestId, lars);
        }
    }

    private static void isUnfinished(TestServer server, String requestId, String child) {
        List<LoggedEvent> events =
                events(server, requestId).stream().map(LoggedEvent::of).toList();
        assertThat(events).as("once, at whichever start").singleElement().satisfies(event -> {
            assertThat(event.value("outcome")).isEqualTo("12");
            assertThat(event.value("reason")).isEqualTo("unfinished");
            assertThat(event.value("child")).isEqualTo(child);
            assertThat(event.value("asked")).isEqualTo("EpisodeOfCare?patient=" + child);
            assertThat(event.value("shown")).isEmpty();
        });
    }

    @Test
    void whatWasAnsweredIsOneEventAndNothingUnfinishedComesOfIt() {
        String requestId = "finished-" + UUID.randomUUID();
        try (TestServer server = start(true)) {
            assertThat(ask(server, requestId)).isEqualTo(200);
        }
        assertThat(trail().kept(requestId)).as("the intent and the event").isEqualTo(2);

        try (TestServer server = start(true)) {
            assertThat(events(server, requestId))
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event.path("outcome").asText()).isEqualTo("0"));
            assertThat(events(server, requestId).get(0).toString()).doesNotContain("intent");
        }
    }

    @Test
    void aQuestionAboutNoChildIsNotIntended() {
        String requestId = "nobody-" + UUID.randomUUID();
        try (TestServer server = start(true)) {
            server.sendUnrecorded("Organization?_count=1", "GET", Optional.empty(), "X-Request-Id", requestId);
            assertThat(trail().kept(requestId)).isEqualTo(1);
        }
    }
}
