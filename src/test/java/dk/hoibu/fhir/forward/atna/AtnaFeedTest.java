package dk.hoibu.fhir.forward.atna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.forward.Accesses;
import dk.hoibu.fhir.forward.Fate;
import dk.hoibu.fhir.forward.LeaveOut;
import dk.hoibu.fhir.forward.Posting;
import dk.hoibu.fhir.forward.Receiver;
import dk.hoibu.fhir.forward.Receiver.Got;
import dk.hoibu.fhir.forward.Receiver.Said;
import dk.hoibu.fhir.log.CprPattern;
import dk.hoibu.fhir.mapping.AuditEvents;
import dk.hoibu.fhir.mapping.Targets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an audit record repository is posted, and what its answers mean. */
class AtnaFeedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "https://facade.hoibu.dk/fhir";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Receiver repository;

    @BeforeEach
    void start() {
        repository = new Receiver(got -> Said.status(201));
    }

    @AfterEach
    void stop() {
        repository.close();
    }

    private AtnaFeed feed(int most) {
        return feed(repository.url("/fhir"), most, Duration.ofSeconds(30));
    }

    private static AtnaFeed feed(URI base, int most, Duration patience) {
        return new AtnaFeed(
                new Posting(() -> HTTP, patience),
                base,
                most,
                LeaveOut.parse(List.of("outcome=4")),
                new AuditEvents(new Targets(Accesses.IDS), Observer.at(BASE)),
                R4Validator.CONTEXT);
    }

    private static List<KeptEntry> kept(AuditEntry... entries) {
        List<KeptEntry> kept = new ArrayList<>();
        for (AuditEntry entry : entries) {
            kept.add(new KeptEntry("node-1", kept.size(), entry));
        }
        return kept;
    }

    private JsonNode posted(int which) throws IOException {
        return JSON.readTree(repository.all().get(which).body());
    }

    @ParameterizedTest
    @EnumSource(Interaction.class)
    void everyKindOfEventIsValidAgainstItsProfileAndHoldsNoNumber(Interaction interaction) throws IOException {
        Outcome refused = Outcome.not(Outcome.Kind.REFUSED, "some-rule");
        for (Outcome outcome :
                interaction == Interaction.ALARM ? List.of(Outcome.shown()) : List.of(Outcome.shown(), refused)) {
            for (int child : new int[] {0, -1}) {
                AuditEntry entry = Accesses.entry(child, interaction, outcome, "Inger Test");
                assertThat(feed(1).deliver(kept(entry))).containsExactly(new Fate.Taken());

                String body = repository.all().get(repository.all().size() - 1).body();
                assertThat(R4Validator.plain().errorsIn(body)).as(body).isEmpty();
                assertThat(CprPattern.isIn(body)).isFalse();
                assertThat(JSON.readTree(body).at("/meta/profile/0").asText()).contains("hoibu-auditevent");
            }
        }
    }

    @Test
    void anEventIsPostedWithItsIdToBeCreatedOnceAlone() throws IOException {
        AuditEntry entry = Accesses.about(0);
        feed(1).deliver(kept(entry));
        feed(1).deliver(kept(entry));

        Got got = repository.all().get(0);
        assertThat(got.method() + " " + got.path()).isEqualTo("POST /fhir/AuditEvent");
        assertThat(got.header("Content-type")).contains("application/fhir+json");
        assertThat(got.header("If-none-exist")).contains("_tag=https://hoibu.dk/fhir/sid/audit-event%7C" + entry.id());
        JsonNode event = posted(0);
        assertThat(event.path("id").asText()).isEqualTo(entry.id().toString());
        assertThat(event.at("/meta/tag/0/code").asText()).isEqualTo(entry.id().toString());
        assertThat(event.path("entity").findValuesAsText("reference"))
                .hasSize(2)
                .allMatch(reference -> reference.startsWith(BASE + "/"));
        assertThat(event.toString()).contains("request-1");
        assertThat(posted(1)).as("the same again").isEqualTo(event);
    }

    @Test
    void aBatchIsABundleToTheBase() throws IOException {
        repository.answer(got -> Said.of(
                200,
                "application/fhir+json",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch-response\",\"entry\":["
                        + "{\"response\":{\"status\":\"201 Created\"}},{\"response\":{\"status\":\"200\"}},"
                        + "{\"response\":{\"status\":\"422 Unprocessable\"}},{\"response\":{\"status\":\"500\"}},"
                        + "{\"response\":{\"status\":\"412\"}}]}"));
        List<KeptEntry> five =
                kept(Accesses.about(0), Accesses.about(1), Accesses.about(2), Accesses.about(3), Accesses.about(-1));

        assertThat(feed(9).deliver(five))
                .containsExactly(
                        new Fate.Taken(),
                        new Fate.Taken(),
                        new Fate.Refused("HTTP 422"),
                        new Fate.Unreached("HTTP 500", true, Optional.empty()),
                        new Fate.Taken());
        assertThat(repository.all())
                .singleElement()
                .satisfies(got -> assertThat(got.path()).isEqualTo("/fhir"));
        JsonNode bundle = posted(0);
        assertThat(bundle.path("type").asText()).isEqualTo("batch");
        assertThat(bundle.path("entry")).hasSize(5);
        String id = five.get(0).entry().id().toString();
        assertThat(bundle.at("/entry/0/fullUrl").asText()).isEqualTo("urn:uuid:" + id);
        assertThat(bundle.at("/entry/0/request/method").asText()).isEqualTo("POST");
        assertThat(bundle.at("/entry/0/request/url").asText()).isEqualTo("AuditEvent");
        assertThat(bundle.at("/entry/0/request/ifNoneExist").asText()).endsWith("%7C" + id);
        assertThat(R4Validator.plain().errorsIn(bundle.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400,", "404,", "405,", "413,", "500,", "200,not a Bundle", "200,{}", "201,"})
    void whatIsNotAnsweredEntryByEntryIsPostedSingly(int status, String body) {
        repository.answer(got -> got.path().equals("/fhir")
                ? Said.of(status, "application/fhir+json", body == null ? "" : body)
                : Said.status(201));

        assertThat(feed(9).deliver(kept(Accesses.about(0), Accesses.about(1))))
                .containsExactly(new Fate.Taken(), new Fate.Taken());
        assertThat(repository.all())
                .extracting(Got::path)
                .containsExactly("/fhir", "/fhir/AuditEvent", "/fhir/AuditEvent");
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "429", "502", "503", "301"})
    void whenTheRepositoryIsDownNothingElseIsTried(int status) {
        repository.answer(got -> new Said(status, Map.of("Retry-After", "7"), "", false));

        assertThat(feed(9).deliver(kept(Accesses.about(0), Accesses.about(1))))
                .containsExactly(
                        new Fate.Unreached("HTTP " + status, false, Optional.of(Duration.ofSeconds(7))),
                        new Fate.NotTried());
        assertThat(feed(1).deliver(kept(Accesses.about(0), Accesses.about(1))))
                .hasSize(2)
                .endsWith(new Fate.NotTried());
        assertThat(repository.all()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "200,taken",
        "201,taken",
        "204,taken",
        "409,taken",
        "412,taken",
        "400,refused",
        "410,refused",
        "413,refused",
        "422,refused",
        "302,down",
        "404,down",
        "408,down",
        "504,down",
        "500,may be its own"
    })
    void aStatusTellsWhatCameOfTheEvent(int status, String meaning) {
        repository.answer(got -> Said.status(status));

        Fate fate = feed(1).deliver(kept(Accesses.about(0))).get(0);
        assertThat(fate)
                .isEqualTo(
                        switch (meaning) {
                            case "taken" -> new Fate.Taken();
                            case "refused" -> new Fate.Refused("HTTP " + status);
                            default ->
                                new Fate.Unreached(
                                        "HTTP " + status, meaning.equals("may be its own"), Optional.empty());
                        });
    }

    @Test
    void whoeverDoesNotAnswerOrNotInTimeOrTooMuchIsDown() {
        CountDownLatch over = new CountDownLatch(1);
        repository.answer(got -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Said.status(201);
        });
        AtnaFeed impatient = feed(repository.url("/fhir"), 1, Duration.ofMillis(100));
        assertThat(impatient.deliver(kept(Accesses.about(0)))).containsExactly(new Fate.Unreached("no answer in time"));
        over.countDown();
        repository.answer(got -> Said.nothing());
        assertThat(feed(1).deliver(kept(Accesses.about(0))).get(0)).isInstanceOf(Fate.Unreached.class);
        repository.answer(got -> Said.of(200, "text/plain", "x".repeat(5 << 20)));
        assertThat(feed(1).deliver(kept(Accesses.about(0)))).containsExactly(new Fate.Unreached("IOException"));
        URI nobody = repository.url("/fhir");
        repository.close();
        assertThat(feed(nobody, 5, Duration.ofSeconds(30)).deliver(kept(Accesses.about(0), Accesses.about(1))))
                .containsExactly(new Fate.Unreached("ConnectException"), new Fate.NotTried());
    }

    @Test
    void anEntryOfAnotherVersionIsRefusedAndTheOthersGo() {
        AuditEntry normal = Accesses.about(0);
        AuditEntry odd = new AuditEntry(
                java.util.UUID.randomUUID(), Accesses.NOON, Accesses.about(1).marks(), "{\"v\":99}");

        assertThat(feed(9).deliver(kept(odd, normal)))
                .containsExactly(new Fate.Refused("the entry cannot be read by this version"), new Fate.Taken());
    }

    @Test
    void whatIsLeftOutIsNotWanted() {
        AuditEntry wrong = Accesses.entry(0, Interaction.READ, Outcome.not(Outcome.Kind.BAD_INPUT, "x"), "A");

        assertThat(feed(1).wants(kept(wrong).get(0))).isFalse();
        assertThat(feed(1).wants(kept(Accesses.about(-1)).get(0))).isTrue();
    }

    @Test
    void nothingIsPostedInTheOpen() {
        for (String url : List.of("http://repository.example/fhir", "http://10.0.0.1/fhir", "ftp://127.0.0.1/fhir")) {
            assertThatThrownBy(() -> feed(URI.create(url), 1, Duration.ofSeconds(1)))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
