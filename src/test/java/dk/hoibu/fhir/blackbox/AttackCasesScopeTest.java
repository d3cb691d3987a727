package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The attacks S01 to S11 of the security baseline: tokens that are good, but not for this. S10 is among the tests of the launch. */
class AttackCasesScopeTest {

    private static final TestIssuer ISSUER = new TestIssuer();

    private static TestServer server;
    private static String lars;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.asking(ISSUER);
        lars = server.ids().ofPerson(Purpose.PATIENT, PersonNumber.parse(LARS).orElseThrow());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String token(String scope) {
        return token(scope, "gp", "sor:9901911000016008");
    }

    private static String token(String scope, String role, String organisation) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("scope", scope);
        claims.put("role", role);
        claims.put("organisation", organisation);
        return ISSUER.sign(claims);
    }

    private static Answer get(String path, String token) {
        return server.get(path, "Authorization", "Bearer " + token);
    }

    private static void outOfScope(Answer answer) {
        Refusal.is(answer, 403, "forbidden", lars);
        assertThat(answer.header("WWW-Authenticate").orElse("")).contains("error=\"insufficient_scope\"");
    }

    @Test
    void s01NothingCanBeWrittenWhateverTheScope() {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            for (String scope : List.of("user/*.rs", "user/*.cruds", "system/*.*")) {
                Answer answer = server.send(
                        method.equals("POST") ? "Patient" : "Patient/" + lars,
                        method,
                        Optional.of("{\"resourceType\":\"Patient\"}".getBytes(StandardCharsets.UTF_8)),
                        "Authorization",
                        "Bearer " + token(scope),
                        "Content-Type",
                        "application/fhir+json");

                assertThat(answer.status()).as(method + answer).isEqualTo(405);
                Refusal.says(answer, lars);
            }
        }
    }

    @Test
    void s02WhoMayReadMayNotSearchAndTheOtherWayRound() {
        outOfScope(get("EpisodeOfCare?patient=" + lars, token("user/EpisodeOfCare.r")));
        outOfScope(get("Patient/" + lars, token("user/Patient.s")));
        assertThat(get("Patient/" + lars, token("user/Patient.r")).status()).isEqualTo(200);
    }

    @Test
    void s04ScopesOfTheFirstVersionHold() {
        assertThat(get("EpisodeOfCare?patient=" + lars, token("user/EpisodeOfCare.read"))
                        .status())
                .isEqualTo(200);
        outOfScope(get("EpisodeOfCare?patient=" + lars, token("user/EpisodeOfCare.write")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user/*.dus",
                "user/*.sr",
                "user/*.R",
                "user/*.*rs",
                "user/*.",
                "user/*",
                "User/*.rs",
                "user/*.rs?",
                "user/*.rss",
                "all/*.rs",
                "user/EpisodeOfCare.rs?code:in=http://x",
                "user/EpisodeOfCare.rs?_filter=a",
                "user/EpisodeOfCare.rs?patient.name=a",
                "user/EpisodeOfCare.rs?nonsense=a",
                "user/EpisodeOfCare.rs?status=perhaps",
                "user/EpisodeOfCare.read?status=active",
                "user/episodeofcare.rs"
            })
    void s05S08WhatIsNoScopeOrCannotBeHeldToPermitsNothing(String scope) {
        outOfScope(get("EpisodeOfCare?patient=" + lars, token(scope)));
        outOfScope(get("EpisodeOfCare/abc", token(scope)));
    }

    @Test
    void s07WhatAConditionLeavesOutIsNeitherFoundNorRead() {
        String municipal = token("user/*.rs", "ppr", "cvr:29189420");
        String id = get("Appointment?patient=" + lars, municipal).ids().get(0);
        String other = token("user/Appointment.rs?status=proposed", "ppr", "cvr:29189420");

        assertThat(get("Appointment/" + id, municipal).status()).isEqualTo(200);
        Refusal.is(get("Appointment/" + id, other), 404, "not-found", id);
        assertThat(get("Appointment?patient=" + lars, other).matches()).isEmpty();
        assertThat(get("Appointment?patient=" + lars + "&_summary=count", other).total())
                .isEmpty();
    }

    @Test
    void s11EndlessScopesAreTooMany() {
        Refusal.is(
                get("EpisodeOfCare?patient=" + lars, token("user/Patient.rs ".repeat(500))),
                401,
                "login",
                "user/Patient.rs");
        Answer huge = get("EpisodeOfCare?patient=" + lars, token("user/Patient.rs ".repeat(3500)));
        assertThat(huge.status()).isEqualTo(431);
        Refusal.says(huge);
    }
}
