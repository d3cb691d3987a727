package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is asked and whatever the answer would be: what cannot be written down is not answered, and what was answered is written down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusingAuditTest {

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final String FORM = "application/x-www-form-urlencoded";

    private RefusingTrail trail;
    private TestServer server;
    private String lars;
    private String tag;
    private String next;

    @BeforeAll
    void start() throws IOException {
        Path keys = ISSUER.writeKeys(Files.createTempDirectory("hoibu-issuer").resolve("keys.json"));
        server = TestServer.startIn(
                Files.createTempDirectory("hoibu-test"),
                Clock.systemUTC(),
                real -> {
                    trail = new RefusingTrail(real);
                    return trail;
                },
                "access.issuers=" + TestIssuer.NAME + " " + keys,
                "access.token-endpoint=https://issuer.example.org/token",
                "access.authorization-endpoint=https://issuer.example.org/authorize");
        String identifier = "identifier=" + TestServer.encode("urn:oid:1.2.208.176.1.2|" + LARS);
        lars = ask(new Asked("", 200, "POST", "Patient/_search", identifier), "start-" + UUID.randomUUID())
                .ids()
                .get(0);
        tag = server.get("Patient/" + lars, "Authorization", token("user/*.rs"))
                .header("ETag")
                .orElseThrow();
        next = server.get("Organization?_count=1", "Authorization", token("user/*.rs"))
                .link("next")
                .orElseThrow();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void beWellAgain() {
        trail.refuse(false);
    }

    private String token(String scope) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("scope", scope);
        return "Bearer " + ISSUER.sign(claims);
    }

    /**
     * A request.
     *
     * @param status what it is answered with when all is well
     * @param rest a form for POST; else the name and value of a header, with a blank between, or empty
     */
    private record Asked(String what, int status, String method, String path, String rest) {
        @Override
        public String toString() {
            return what;
        }
    }

    List<Asked> requests() {
        return List.of(
                new Asked("read", 200, "GET", "Patient/" + lars, ""),
                new Asked("the same, unchanged", 304, "GET", "Patient/" + lars, "If-None-Match " + tag),
                new Asked("its head", 200, "HEAD", "Patient/" + lars, ""),
                new Asked("search", 200, "GET", "EpisodeOfCare?patient=" + lars, ""),
                new Asked("search by form", 200, "POST", "EpisodeOfCare/_search", "patient.identifier=" + LARS),
                new Asked("search without hits", 200, "POST", "Patient/_search", "identifier=0101019999"),
                new Asked("directory", 200, "GET", "Organization?type=skole", ""),
                new Asked("page", 200, "GET", next, ""),
                new Asked("everything", 200, "GET", "Patient/" + lars + "/$everything", ""),
                new Asked("XML", 200, "GET", "EpisodeOfCare?_format=xml&patient=" + lars, ""),
                new Asked("nothing there", 404, "GET", "Patient/nobody", ""),
                new Asked("bad question", 400, "GET", "EpisodeOfCare?patient=" + lars + "&colour=red", ""),
                new Asked("out of scope", 403, "GET", "Appointment?patient=" + lars, ""));
    }

    private Answer ask(Asked asked, String requestId) {
        String scope = asked.status() == 403 ? "user/Patient.rs" : "user/*.rs";
        List<String> headers = new ArrayList<>(List.of("Authorization", token(scope), "X-Request-Id", requestId));
        Optional<byte[]> body = Optional.empty();
        if (asked.method().equals("POST")) {
            headers.addAll(List.of("Content-Type", FORM));
            body = Optional.of(asked.rest().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } else if (!asked.rest().isEmpty()) {
            headers.addAll(List.of(asked.rest().split(" ", 2)));
        }
        return server.send(asked.path(), asked.method(), body, headers.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void x01NothingLeavesThatCannotBeWrittenDown(Asked asked) {
        String requestId = "refused-" + UUID.randomUUID();
        trail.refuse(true);

        Answer answer = ask(asked, requestId);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.header("ETag")).isEmpty();
        Refusal.says(answer, lars);
        if (asked.what().equals("XML")) {
            assertThat(answer.body()).contains("<OperationOutcome", "<code value=\"transient\"/>");
        } else if (!asked.method().equals("HEAD")) {
            Refusal.is(answer, 503, "transient");
        }
        assertThat(trail.kept(requestId)).isZero();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void nothingLeavesWithoutItsRecord(Asked asked) {
        String requestId = "answered-" + UUID.randomUUID();

        Answer answer = ask(asked, requestId);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(asked.status());
        assertThat(trail.kept(requestId)).isEqualTo(1);
    }

    @Test
    void whatIsAboutNobodyIsStillTold() {
        trail.refuse(true);

        assertThat(server.get("metadata").status()).isEqualTo(200);
        assertThat(server.get(".well-known/smart-configuration").status()).isEqualTo(200);
        assertThat(server.get(server.root() + "health/live").status()).isEqualTo(200);
    }

    @Test
    void whileItRefusesTheServerIsNotReadyAndCountsWhatItDidNotAnswer() {
        assertThat(server.get(server.root() + "health/ready").status()).isEqualTo(200);
        double before = failures();
        trail.refuse(true);

        ask(requests().get(0), "counted-" + UUID.randomUUID());
        Answer ready = server.get(server.root() + "health/ready");

        assertThat(failures()).isEqualTo(before + 1);
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().path("audit").asText()).isEqualTo("down");
        trail.refuse(false);
        assertThat(server.get(server.root() + "health/ready").status()).isEqualTo(200);
    }

    private double failures() {
        String name = "hoibu_audit_failures_total ";
        return server.get(server.root() + "metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }
}
