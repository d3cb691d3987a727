package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.App.CLINIC;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens, what is told of them, and launches, while nothing can be written down: none is given, and none is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedLoginsTest {

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final String CREATE = "https://hoibu.dk/fhir/scope/launch.create";
    private static final String REDEEM = "https://hoibu.dk/fhir/scope/launch.redeem";

    private final List<RefusingTrail> trails = new ArrayList<>();
    private TestServer server;
    private TestServer asking;
    private App app;

    @BeforeAll
    void start() throws IOException {
        server = start("access.development-server=true");
        Path keys = ISSUER.writeKeys(Files.createTempDirectory("hoibu-issuer").resolve("keys.json"));
        asking = start(
                "access.issuers=" + TestIssuer.NAME + " " + keys,
                "access.token-endpoint=https://issuer.example.org/token");
        app = new App(server, "sample-epj", "http://127.0.0.1:9000/callback");
    }

    private TestServer start(String... settings) throws IOException {
        return TestServer.startIn(
                Files.createTempDirectory("hoibu-test"),
                Clock.systemUTC(),
                real -> {
                    trails.add(new RefusingTrail(real));
                    return trails.get(trails.size() - 1);
                },
                settings);
    }

    @AfterAll
    void stop() {
        server.close();
        asking.close();
    }

    @AfterEach
    void beWellAgain() {
        refuse(false);
    }

    private void refuse(boolean now) {
        trails.forEach(trail -> trail.refuse(now));
    }

    private static void isUnavailable(Answer answer, String... secrets) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.json().path("error").asText()).isEqualTo("temporarily_unavailable");
        assertThat(answer.body()).doesNotContain("access_token", "refresh_token", "active");
        assertThat(List.of(secrets)).noneMatch(answer.body()::contains);
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

    @Test
    void aTokenIsNotGivenAndTheCodeIsGoodForItAfterwards() {
        String code = app.code("gp-pandrup", "user/*.rs", Optional.empty());
        double before = failures();
        refuse(true);

        isUnavailable(app.token(app.exchange(code)), code);

        assertThat(failures()).isEqualTo(before + 1);
        refuse(false);
        assertThat(app.token(app.exchange(code)).status()).isEqualTo(200);
        assertThat(app.token(app.exchange(code)).status()).as("once").isEqualTo(400);
    }

    @Test
    void aRefreshTokenIsNotLost() {
        Answer given = app.login("gp-pandrup", "user/*.rs online_access", Optional.empty());
        String refresh = given.json().path("refresh_token").asText();
        assertThat(refresh).isNotEmpty();
        refuse(true);

        isUnavailable(app.refresh(refresh), refresh);

        refuse(false);
        assertThat(app.refresh(refresh).status()).isEqualTo(200);
        assertThat(app.refresh(refresh).status()).as("once").isEqualTo(400);
    }

    @Test
    void aServiceGetsNone() {
        String assertion = app.assertion("sample-sapa", app.key("sample-sapa"));
        refuse(true);

        isUnavailable(app.token(App.with(App.service("system/Patient.rs"), assertion)));
    }

    @Test
    void thatATokenIsRefusedIsNotToldEither() {
        refuse(true);

        isUnavailable(app.token(Map.of("grant_type", "authorization_code", "code", "x", "client_id", "nobody")));
        isUnavailable(app.token(app.exchange("a-code-of-nobody")));
        isUnavailable(app.token(Map.of("grant_type", "password", "client_id", "sample-epj")));
    }

    @Test
    void nothingIsToldOfAToken() {
        String handle = app.handle("gp-pandrup", CLINIC, LARS);
        String token = app.login("gp-pandrup", "launch patient/*.rs", Optional.of(handle))
                .json()
                .path("access_token")
                .asText();
        String service = app.serviceToken("sample-operations", "https://hoibu.dk/fhir/scope/introspect");
        assertThat(introspect(token, service).json().path("active").asBoolean()).isTrue();
        refuse(true);

        isUnavailable(introspect(token, service), patientId(), "gp-pandrup");
        assertThat(introspect("a-token-of-nobody", service).body()).isEqualTo("{\"active\":false}");

        refuse(false);
        assertThat(introspect(token, service).json().path("patient").asText()).isEqualTo(patientId());
    }

    private Answer introspect(String token, String bearer) {
        return app.post("/introspect", Map.of("token", token), "Authorization", "Bearer " + bearer);
    }

    private String patientId() {
        return server.ids()
                .ofPerson(Ids.Purpose.PATIENT, PersonNumber.parse(LARS).orElseThrow());
    }

    // ---- launches, as a record system and an authorization server of others ask

    @Test
    void noLaunchIsPreparedAndNoneIsToldOf() {
        refuse(true);
        Answer refused = operate("$launch", CREATE, "ehr", launch());
        Refusal.is(refused, 503, "transient", LARS);
        assertThat(refused.body()).doesNotContain("handle");
        assertThat(refused.header("Retry-After")).isPresent();

        refuse(false);
        Answer prepared = operate("$launch", CREATE, "ehr", launch());
        assertThat(prepared.status()).as(prepared.toString()).isEqualTo(200);
        String handle = prepared.json().findValue("valueString").asText();
        refuse(true);
        String patient = asking.ids()
                .ofPerson(Ids.Purpose.PATIENT, PersonNumber.parse(LARS).orElseThrow());
        Refusal.is(operate("$launch-context", REDEEM, "operator", context(handle)), 503, "transient", patient);
        Refusal.is(operate("$launch-context", REDEEM, "operator", context("nonsense")), 503, "transient", patient);
        Refusal.is(operate("$launch", CREATE, "gp", launch()), 503, "transient", patient);
    }

    private Answer operate(String operation, String scope, String role, String body) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(TestIssuer.claims(asking.base(), Instant.now()));
        claims.put("scope", scope);
        claims.put("role", role);
        return asking.send(
                operation,
                "POST",
                Optional.of(body.getBytes(StandardCharsets.UTF_8)),
                "Authorization",
                "Bearer " + ISSUER.sign(claims),
                "Content-Type",
                "application/fhir+json");
    }

    private static String launch() {
        return """
                {"resourceType": "Parameters", "parameter": [
                 {"name": "patient", "valueIdentifier": {"system": "urn:oid:1.2.208.176.1.2", "value": "%s"}},%s""".formatted(LARS, opener());
    }

    private static String context(String handle) {
        return """
                {"resourceType": "Parameters", "parameter": [
                 {"name": "handle", "valueString": "%s"},%s""".formatted(handle, opener());
    }

    private static String opener() {
        return """
                 {"name": "user", "valueIdentifier": {"value": "inger"}},
                 {"name": "organization", "valueIdentifier": {"system": "urn:oid:1.2.208.176.1.1", "value": "9901911000016008"}},
                 {"name": "client", "valueString": "lps-app"}]}""";
    }
}
