package dk.hoibu.fhir.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dk.hoibu.fhir.keycloak.AskedServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our server with a real Keycloak and the sample realm, as docs/operations/authorization-server.md sets them up: {@code mvn -Pkeycloak test}.
 * In order, because keys are changed on the way and Keycloak is stopped at the end.
 */
@Tag("keycloak")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakTest {

    private static final String LARS = "0505159995";
    private static final Duration REVOCATION = Duration.ofSeconds(30);

    private static HttpServer keyPage;
    private static RSAKey sapaKey;
    private static Keycloak keycloak;
    private static KeycloakClients clients;
    private static AskedServer server;
    private static AskedServer asksAboutAll;
    private static AskedServer onlyAsks;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        sapaKey = key("sapa-1");
        keyPage = publicKeys(sapaKey);
        int port = Keycloak.freePort();
        String base = "http://127.0.0.1:" + port + "/fhir";
        keycloak = Keycloak.start(
                Path.of(System.getProperty("hoibu.keycloak")),
                Map.of(
                        "REALM_FHIR_BASE",
                        base,
                        "REALM_SAPA_JWKS",
                        "http://127.0.0.1:" + keyPage.getAddress().getPort() + "/jwks"));
        clients = new KeycloakClients(keycloak);

        String issuers = "access.issuers=" + keycloak.issuer() + " " + keycloak.endpoint("certs");
        String secret = Files.writeString(folder.resolve("secret"), keycloak.introspectionSecret)
                .toString();
        List<String> introspection = List.of(
                "access.introspection.url=" + keycloak.endpoint("token/introspect"),
                "access.introspection.client-id=hoibu-facade",
                "access.introspection.client-secret-file=" + secret,
                "access.introspection.issuer=" + keycloak.issuer(),
                "access.audiences=" + base,
                "server.port=0");
        server = new AskedServer(with(List.of(), issuers, "server.port=" + port));
        asksAboutAll = new AskedServer(with(introspection, issuers, "access.introspection.all-tokens=true"));
        onlyAsks = new AskedServer(with(introspection));
    }

    private static RSAKey key(String id) throws JOSEException {
        // Keycloak takes a key that was registered inline only when it says what it is for
        return new RSAKeyGenerator(2048)
                .keyID(id)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS384)
                .generate();
    }

    private static List<String> with(List<String> settings, String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        all.add("access.token-endpoint=" + keycloak.endpoint("token"));
        all.add("access.authorization-endpoint=" + keycloak.endpoint("auth"));
        return all;
    }

    private static HttpServer publicKeys(RSAKey key) throws IOException {
        HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        page.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        page.start();
        return page;
    }

    @AfterAll
    static void stop() {
        onlyAsks.close();
        asksAboutAll.close();
        server.close();
        keycloak.close();
        keyPage.stop(0);
    }

    private static Map<String, Object> claims(String token) throws ParseException {
        return JWSObject.parse(token).getPayload().toJSONObject();
    }

    private static String keyId(String token) throws ParseException {
        return JWSObject.parse(token).getHeader().getKeyID();
    }

    private static String gp() {
        return clients.signIn("gp-pandrup", "user/*.rs")
                .required("access_token")
                .asText();
    }

    private static String sapa() {
        return clients.backend("sample-sapa", sapaKey, "system/Patient.rs system/Appointment.rs");
    }

    /** Changes attributes of a client. */
    private static void change(String client, Map<String, String> attributes) {
        JsonNode found = keycloak.admin("/clients?clientId=" + client).get(0);
        attributes.forEach(((ObjectNode) found).withObjectProperty("attributes")::put);
        keycloak.admin("PUT", "/clients/" + found.path("id").asText(), found);
    }

    @Test
    @Order(1)
    void aSystemThatSignsItsAssertionsSeesWhatItsScopesAndThePolicyAllow() throws Exception {
        String token = sapa();

        assertThat(JWSObject.parse(token).getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(server.about(LARS, "Patient", token).matches()).isEqualTo(1);
        assertThat(server.about(LARS, "Appointment", token).matches()).isEqualTo(1);
        assertThat(server.about(LARS, "EpisodeOfCare", token).status()).isEqualTo(403);
        Answer cases =
                server.about(LARS, "EpisodeOfCare", clients.backend("sample-sapa", sapaKey, "system/EpisodeOfCare.rs"));
        assertThat(cases.status()).isEqualTo(200);
        assertThat(cases.matches()).isZero();
        assertThat(cases.body().toString()).contains("not-for-role");
    }

    @Test
    @Order(2)
    void aGpWhoSignsInReadsTheChildsCases() throws Exception {
        JsonNode given = clients.signIn("gp-pandrup", "openid fhirUser user/*.rs");
        String token = given.required("access_token").asText();

        assertThat(claims(token))
                .containsEntry("role", "gp")
                .containsEntry("organisation", "sor:9901911000016008")
                .containsEntry("purpose_of_use", "TREAT")
                .containsEntry("treatment_relation", true)
                .containsEntry("name", "Inger Test Klit")
                .containsKey("fhirUser");
        assertThat(server.about(LARS, "EpisodeOfCare", token).matches()).isEqualTo(2);
        assertThat(server.about(LARS, "Appointment", token).matches()).isZero();
        // the identity token of the same user is no access token
        assertThat(server.about(
                                LARS,
                                "EpisodeOfCare",
                                given.required("id_token").asText())
                        .status())
                .isEqualTo(401);
        assertThat(server.about(
                                LARS,
                                "EpisodeOfCare",
                                given.required("refresh_token").asText())
                        .status())
                .isEqualTo(401);
        assertThat(onlyAsks.about(
                                LARS,
                                "EpisodeOfCare",
                                given.required("refresh_token").asText())
                        .status())
                .isEqualTo(401);
    }

    @Test
    @Order(3)
    void whoAsksForFewerScopesGetsLess() {
        String token = clients.signIn("gp-pandrup", "user/Patient.rs")
                .required("access_token")
                .asText();

        assertThat(server.about(LARS, "Patient", token).matches()).isEqualTo(1);
        assertThat(server.about(LARS, "EpisodeOfCare", token).status()).isEqualTo(403);
    }

    @Test
    @Order(4)
    void aTokenForAnotherServerIsRefusedAlsoByIntrospection() throws Exception {
        RSAKey key = key("other-1");
        keycloak.admin(
                "POST",
                "/clients",
                Map.of(
                        "clientId",
                        "other",
                        "serviceAccountsEnabled",
                        true,
                        "standardFlowEnabled",
                        false,
                        "clientAuthenticatorType",
                        "client-jwt",
                        "attributes",
                        Map.of(
                                "access.token.header.type.rfc9068", "true",
                                "use.jwks.string", "true",
                                "jwks.string", new JWKSet(key.toPublicJWK()).toString()),
                        "optionalClientScopes",
                        List.of("system/Patient.rs"),
                        "protocolMappers",
                        List.of(
                                fixed("role", "claim.name", "role", "municipal-system"),
                                fixed("organisation", "claim.name", "organisation", "cvr:29189420"),
                                audience("https://other.example.org/fhir"),
                                subject())));
        String token = clients.backend("other", key, "system/Patient.rs");

        assertThat(claims(token)).containsEntry("scope", "system/Patient.rs").containsKey("sub");
        assertThat(server.about(LARS, "Patient", token).status()).isEqualTo(401);
        assertThat(asksAboutAll.about(LARS, "Patient", token).status()).isEqualTo(401);
        assertThat(onlyAsks.about(LARS, "Patient", token).status()).isEqualTo(401);
    }

    private static Map<String, Object> fixed(String name, String key, String claim, String value) {
        return mapper(name, "oidc-hardcoded-claim-mapper", Map.of(key, claim, "claim.value", value));
    }

    private static Map<String, Object> audience(String other) {
        return mapper("audience", "oidc-audience-mapper", Map.of("included.custom.audience", other));
    }

    private static Map<String, Object> subject() {
        return mapper("subject", "oidc-sub-mapper", Map.of());
    }

    private static Map<String, Object> mapper(String name, String kind, Map<String, String> config) {
        Map<String, String> all = new HashMap<>(config);
        all.put("access.token.claim", "true");
        all.put("introspection.token.claim", "true");
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", kind, "config", all);
    }

    @Test
    @Order(5)
    void aLightweightTokenIsAskedAboutAndHoldsNothingItself() throws Exception {
        change("sample-klinik", Map.of("client.use.lightweight.access.token.enabled", "true"));
        String token = gp();
        change("sample-klinik", Map.of("client.use.lightweight.access.token.enabled", "false"));

        assertThat(claims(token)).doesNotContainKeys("role", "organisation", "name");
        assertThat(onlyAsks.about(LARS, "EpisodeOfCare", token).matches()).isEqualTo(2);
        assertThat(server.about(LARS, "EpisodeOfCare", token).status()).isEqualTo(401);
    }

    @Test
    @Order(6)
    void aTokenThatWasRevokedAndOneWhoseSessionWasEndedCountForThirtySecondsAtMost() throws Exception {
        String revoked = gp();
        String ended = gp();
        for (String token : List.of(revoked, ended)) {
            assertThat(asksAboutAll.about(LARS, "EpisodeOfCare", token).matches())
                    .isEqualTo(2);
            assertThat(onlyAsks.about(LARS, "EpisodeOfCare", token).matches()).isEqualTo(2);
        }

        clients.revoke(revoked);
        keycloak.admin("DELETE", "/sessions/" + claims(ended).get("sid"), Map.of());
        asksAboutAll.clock.by(REVOCATION);
        onlyAsks.clock.by(REVOCATION);

        for (String token : List.of(revoked, ended)) {
            assertThat(asksAboutAll.about(LARS, "EpisodeOfCare", token).status())
                    .isEqualTo(401);
            assertThat(onlyAsks.about(LARS, "EpisodeOfCare", token).status()).isEqualTo(401);
            // who only verifies has no way to know, until the token ends
            assertThat(server.about(LARS, "EpisodeOfCare", token).status()).isEqualTo(200);
        }
    }

    @Test
    @Order(7)
    void keysAreFollowedWhenTheyAreChanged() throws Exception {
        change("sample-sapa", Map.of("access.token.lifespan", "10800"));
        String before = sapa();
        assertThat(server.about(LARS, "Patient", before).status()).isEqualTo(200);
        JsonNode old = keycloak.admin("/keys");

        addKey();
        String after = sapa();
        server.clock.by(Duration.ofSeconds(31));

        assertThat(keyId(after)).isNotEqualTo(keyId(before));
        assertThat(server.about(LARS, "Patient", after).status()).isEqualTo(200);
        assertThat(server.about(LARS, "Patient", before).status()).isEqualTo(200);

        removeKey(old, keyId(before));
        server.clock.by(Duration.ofSeconds(31).plus(Duration.ofMinutes(10)));

        assertThat(server.about(LARS, "Patient", after).status()).isEqualTo(200);
        assertThat(server.about(LARS, "Patient", before).status()).isEqualTo(401);
    }

    private static void addKey() {
        keycloak.admin(
                "POST",
                "/components",
                Map.of(
                        "name", "next",
                        "providerId", "rsa-generated",
                        "providerType", "org.keycloak.keys.KeyProvider",
                        "config",
                                Map.of(
                                        "priority", List.of("200"),
                                        "enabled", List.of("true"),
                                        "active", List.of("true"),
                                        "algorithm", List.of("RS256"))));
    }

    private static void removeKey(JsonNode keys, String keyId) {
        for (JsonNode key : keys.path("keys")) {
            if (key.path("kid").asText().equals(keyId)) {
                keycloak.admin("DELETE", "/components/" + key.path("providerId").asText(), Map.of());
            }
        }
    }

    @Test
    @Order(8)
    void whenKeycloakIsAwayKnownKeysAreGoodForAnHourAndNothingCanBeAsked() {
        String token = sapa();
        assertThat(server.about(LARS, "Patient", token).status()).isEqualTo(200);
        Duration now = Duration.ofSeconds(31).plus(Duration.ofMinutes(10));
        asksAboutAll.clock.by(now);
        assertThat(asksAboutAll.about(LARS, "Patient", token).status()).isEqualTo(200);
        keycloak.close();
        asksAboutAll.clock.by(now.plus(REVOCATION));

        server.clock.by(now.plus(Duration.ofMinutes(59)));
        assertThat(server.about(LARS, "Patient", token).status()).isEqualTo(200);
        assertThat(onlyAsks.about(LARS, "Patient", token).status()).isEqualTo(503);
        assertThat(asksAboutAll.about(LARS, "Patient", token).status()).isEqualTo(503);

        server.clock.by(now.plus(Duration.ofMinutes(66)));
        assertThat(server.about(LARS, "Patient", token).status()).isEqualTo(503);
    }
}
