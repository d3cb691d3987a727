package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.smart.TestIntrospection;
import dk.hoibu.fhir.smart.TestIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose tokens are opaque, so that it asks the authorization server about each. */
class OpaqueTokenTest {

    private static final TestIntrospection AUTHORIZATION_SERVER = new TestIntrospection();

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.start(settings(folder));
    }

    @AfterAll
    static void stop() {
        server.close();
        AUTHORIZATION_SERVER.close();
    }

    private static String[] settings(Path folder) {
        return new String[] {
            "access.introspection.url=" + AUTHORIZATION_SERVER.url(),
            "access.introspection.client-id=" + AUTHORIZATION_SERVER.client(),
            "access.introspection.client-secret-file=" + AUTHORIZATION_SERVER.writeSecret(folder),
            "access.introspection.issuer=" + TestIssuer.NAME,
            "access.token-endpoint=https://issuer.example.org/token"
        };
    }

    private static void issue(String token, String scope) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("active", true);
        claims.put("scope", scope);
        AUTHORIZATION_SERVER.issue(token, claims);
    }

    private static Answer search(String token) {
        return server.post(
                "EpisodeOfCare/_search",
                "patient.identifier=" + TestServer.LARS,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private static void assertRefused(Answer answer, int status, String token) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.body() + answer.headers()).doesNotContain(token, "Exception", "dk.hoibu", TestServer.LARS);
    }

    @Test
    void whoTheAuthorizationServerVouchesForIsServed() {
        issue("in-force", "user/*.rs");

        Answer answer = search("in-force");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.matches()).hasSize(2);
    }

    @Test
    void itsScopesAreHeldTo() {
        issue("patients-only", "user/Patient.rs");

        assertRefused(search("patients-only"), 403, "patients-only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"guessed", "not.a.jwt", "eyJhbGciOiJub25lIn0.e30.", "a.b.c.d.e"})
    void aTokenThatItDoesNotKnowIsRefused(String token) {
        Answer answer = search(token);

        assertRefused(answer, 401, token);
        assertThat(answer.header("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
    }

    @Test
    void whileItIsSilentNothingIsServed() {
        issue("unlucky", "user/*.rs");
        AUTHORIZATION_SERVER.misbehave(exchange -> TestIntrospection.send(exchange, 500, "{}"));

        Answer answer = search("unlucky");

        AUTHORIZATION_SERVER.behave();
        assertRefused(answer, 503, "unlucky");
        assertThat(answer.json().at("/issue/0/code").asText()).isEqualTo("transient");
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
    }

    @Test
    void halfASetUpDoesNotStart(@TempDir Path folder) throws Exception {
        String[] whole = settings(folder);
        for (int missing = 1; missing < 4; missing++) {
            List<String> rest = new ArrayList<>(List.of(whole));
            String name = rest.remove(missing).replaceAll("=.*", "");

            assertThatThrownBy(
                            () -> TestServer.start(rest.toArray(String[]::new)).close())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("setting " + name + " must be given when access.introspection.url is");
        }
        whole[2] = "access.introspection.client-secret-file=" + Files.writeString(folder.resolve("none"), "\n");
        assertThatThrownBy(() -> TestServer.start(whole).close())
                .hasMessageContaining("access.introspection.url, client-secret-file: the file must hold one line");
    }
}
