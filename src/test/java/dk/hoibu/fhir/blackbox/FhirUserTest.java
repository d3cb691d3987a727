package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The user of a token can be read with that token, and with no other (SMART App Launch 2.2, fhirUser). */
class FhirUserTest {

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final String ME = "PractitionerRole/gp-pandrup";

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.asking(ISSUER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer read(String path, String fhirUser, String scope, Map<String, Object> other) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("scope", scope);
        claims.putAll(other);
        if (!fhirUser.isEmpty()) {
            claims.put("fhirUser", fhirUser);
        }
        return server.get(path, "Authorization", "Bearer " + ISSUER.sign(claims));
    }

    private static Answer read(String fhirUser, String scope) {
        return read(ME, fhirUser, scope, Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"openid fhirUser", "user/PractitionerRole.r", "user/*.rs", "user/PractitionerRole.rs?active=true"
            })
    void theUserIsReadByWhoeverMay(String scope) {
        for (String address : List.of(ME, server.base() + "/" + ME)) {
            Answer answer = read(address, scope);

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(R4Validator.plain().errorsIn(answer.body())).isEmpty();
            assertThat(answer.json().path("id").asText()).isEqualTo("gp-pandrup");
            assertThat(answer.json().at("/practitioner/display").asText()).isEqualTo("Test Testesen");
            assertThat(answer.json().at("/organization/identifier/value").asText())
                    .isEqualTo("9901911000016008");
            assertThat(answer.json().at("/organization/reference").asText()).isEqualTo("Organization/9901911000016008");
            assertThat(answer.json().at("/code/0/coding/0/code").asText()).isEqualTo("almen-praksis");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "psychiatrist, sor:9900811000016001, psykiatri",
        "ppr, cvr:29189420, ppr",
        "caseworker, cvr:29189439, sagsbehandler",
        "gp, sor:9909911000016000, almen-praksis"
    })
    void everybodyWhoWorksWithChildrenIsThere(String role, String organisation, String code) {
        Answer answer = read(ME, ME, "openid fhirUser", Map.of("role", role, "organisation", organisation));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(R4Validator.plain().errorsIn(answer.body())).isEmpty();
        assertThat(answer.json().at("/code/0/coding/0/code").asText()).isEqualTo(code);
        String reference = answer.json().at("/organization/reference").asText();
        if (!reference.isEmpty()) {
            assertThat(read(reference, ME, "user/*.rs", Map.of()).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"municipal-system", "message-handler", "ehr", "auditor", "operator"})
    void systemsAndTheirKeepersAreNotThere(String role) {
        assertThat(read(ME, ME, "openid fhirUser", Map.of("role", role)).status())
                .isEqualTo(404);
    }

    @Test
    void anotherTokenDoesNotFindThem() {
        Answer unknown = read("PractitionerRole/nobody", "", "user/*.rs", Map.of());
        for (String other : List.of(
                "",
                "PractitionerRole/gp-pandrup-2",
                "Practitioner/gp-pandrup",
                "https://evil.example.org/" + ME,
                "nonsense")) {
            Answer answer = read(other, "openid fhirUser user/*.rs");

            assertThat(answer.status()).as(other).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(unknown.body());
        }
        assertThat(unknown.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "fhirUser", "user/Patient.rs", "launch"})
    void withoutTheScopesTheUserIsNotRead(String scope) {
        assertThat(read(ME, scope).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"user/PractitionerRole.rs?active=false", "user/PractitionerRole.r?practitioner=Practitioner/x"})
    void aConstraintHoldsForTheUserToo(String scope) {
        assertThat(read(ME, scope).status()).isEqualTo(404);
    }

    @Test
    void searchesDoNotFindTheUser() {
        Answer answer = read("PractitionerRole?_id=gp-pandrup", ME, "openid fhirUser user/*.rs", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.matches()).isEmpty();
    }

    @Test
    void whoIsInTheRegisterIsReadFromThere() {
        Answer staff = read("PractitionerRole?active=true&_count=1", "", "user/*.rs", Map.of());
        String id = staff.ids().get(0);

        Answer answer = read("PractitionerRole/" + id, "PractitionerRole/" + id, "openid fhirUser", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(staff.matches().get(0));
    }
}
