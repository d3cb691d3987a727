package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.App.CLINIC;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dk.hoibu.fhir.cli.TokenCommand;
import dk.hoibu.fhir.devauth.DevelopmentIssuer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Applications with keys, backend services, and what can be asked about tokens, at the development authorization server. */
class DevelopmentClientsTest {

    private static final String INTROSPECT = "https://hoibu.dk/fhir/scope/introspect";
    private static final String CREATE = "https://hoibu.dk/fhir/scope/launch.create";
    private static final String LAUNCH = "launch openid fhirUser online_access patient/*.rs";

    @TempDir
    private static Path folder;

    private static final MovedClock CLOCK = new MovedClock();
    private static RSAKey inline;
    private static ECKey remote;
    private static HttpServer keys;
    private static URI keysAt;
    private static TestServer server;
    private static App app;
    private static App klinik;

    @BeforeAll
    static void start(@TempDir Path more) throws IOException, JOSEException {
        inline = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        RSAKey twice = new RSAKeyGenerator(2048).keyID("twice").generate();
        RSAKey again = new RSAKeyGenerator(2048).keyID("twice").generate();
        remote = new ECKeyGenerator(Curve.P_384).keyID("ec-1").generate();
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/jwks", exchange -> {
            byte[] body = new JWKSet(remote).toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 200 : 405, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        keys.start();
        keysAt = URI.create("http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks");
        String registration = """
                [{"client_id": "inline", "token_endpoint_auth_method": "private_key_jwt", "jwks": %s,
                  "grant_types": ["client_credentials"], "sample_user": "sapa", "scope": "system/Patient.rs"},
                 {"client_id": "remote", "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": "%s",
                  "grant_types": ["client_credentials"], "sample_user": "sapa", "scope": "system/Patient.rs"}]
                """.formatted(new JWKSet(List.of(inline, twice, again)).toPublicJWKSet(), keysAt);
        Path clients = Files.writeString(more.resolve("clients.json"), registration);
        server = TestServer.startIn(
                folder, CLOCK, "access.development-server=true", "access.development-clients=" + clients);
        app = new App(server, "sample-epj", "http://127.0.0.1:9000/callback");
        klinik = new App(server, "sample-klinik", "http://127.0.0.1:9001/callback");
    }

    @AfterAll
    static void stop() {
        server.close();
        keys.stop(0);
    }

    @AfterEach
    void now() {
        CLOCK.ahead(Duration.ZERO);
    }

    private static Answer service(String assertion) {
        return app.token(App.with(App.service("system/Patient.rs"), assertion));
    }

    private static Answer service(
            String id, JWK key, Consumer<JWTClaimsSet.Builder> change, UnaryOperator<JWSHeader.Builder> header) {
        return service(app.assertion(id, key, change, header));
    }

    private static void assertRefused(Answer answer, int status, String error, String... sent) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).isEqualTo(error);
        assertThat(answer.json().path("error_description").asText()).isNotBlank();
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.body() + answer.headers()).doesNotContain("Exception", "dk.hoibu.", "nimbus", LARS);
        if (sent.length > 0) {
            assertThat(answer.body() + answer.headers()).doesNotContain(sent);
        }
    }

    private static void assertInvalidClient(Answer answer, String... sent) {
        assertRefused(answer, 401, "invalid_client", sent);
    }

    // ---- backend services

    @Test
    void aServiceAsksWithItsKeyAlone() {
        Answer answer = service(app.assertion("sample-sapa", app.key("sample-sapa")));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().get("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.json().get("expires_in").asInt()).isEqualTo(300);
        assertThat(answer.json().get("scope").asText()).isEqualTo("system/Patient.rs");
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Pragma")).contains("no-cache");
        Answer child = server.post(
                "Patient/_search",
                "identifier=" + TestServer.encode("urn:oid:1.2.208.176.1.2|" + LARS),
                "Authorization",
                "Bearer " + answer.json().get("access_token").asText(),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(child.status()).isEqualTo(200);
        assertThat(child.matches()).hasSize(1);
        assertThat(app.get(
                                "Organization?active=true",
                                answer.json().get("access_token").asText())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aServicesTokenIsGoodForFiveMinutes() {
        String token = app.serviceToken("sample-sapa", "system/Patient.rs system/Organization.rs");
        assertThat(app.get("Organization?active=true", token).status()).isEqualTo(200);
        // clocks may differ by a minute
        CLOCK.ahead(Duration.ofSeconds(300 + 61));

        assertThat(app.get("Organization?active=true", token).status()).isEqualTo(401);
    }

    @Test
    void keysMayBeSentAtRegistrationOrLieAtAnAddress() {
        assertThat(service(app.assertion("inline", inline)).status()).isEqualTo(200);
        assertThat(service(app.assertion("remote", remote)).status()).isEqualTo(200);
        assertThat(service("remote", remote, claims -> {}, header -> header.jwkURL(keysAt))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keysAtAnAddressAreNeverKept() throws JOSEException {
        ECKey before = remote;
        ECKey after = new ECKeyGenerator(Curve.P_384).keyID("ec-2").generate();
        assertThat(service(app.assertion("remote", before)).status()).isEqualTo(200);
        remote = after;
        try {
            assertThat(service(app.assertion("remote", after)).status()).isEqualTo(200);
            assertInvalidClient(service(app.assertion("remote", before)));
        } finally {
            remote = before;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system/*.rs",
                "system/Patient.rs system/CareTeam.rs",
                "user/Patient.rs",
                "patient/Patient.rs",
                "openid",
                "launch",
                INTROSPECT,
                ""
            })
    void aServiceGetsNoMoreThanItWasRegisteredWith(String scope) {
        Answer answer = app.token(App.with(App.service(scope), app.assertion("sample-sapa", app.key("sample-sapa"))));

        assertRefused(answer, 400, "invalid_scope");
    }

    @Test
    void aGrantTypeNeedsToBeRegistered() {
        assertRefused(
                klinik.token(App.with(
                        App.service("user/*.rs"), klinik.assertion("sample-klinik", klinik.key("sample-klinik")))),
                400,
                "unauthorized_client");
        assertRefused(
                app.token(
                        Map.of("grant_type", "password", "client_id", "sample-epj", "username", "a", "password", "b")),
                400,
                "unsupported_grant_type");
        assertRefused(app.token(Map.of("client_id", "sample-epj")), 400, "invalid_request");
    }

    // ---- assertions

    @Test
    void o17AnAssertionIsGoodOnce() {
        String assertion = app.assertion("sample-sapa", app.key("sample-sapa"));
        assertThat(service(assertion).status()).isEqualTo(200);

        assertInvalidClient(service(assertion), assertion);

        Instant soon = Instant.now().plusSeconds(60);
        Consumer<JWTClaimsSet.Builder> same = claims -> claims.jwtID("one-id").expirationTime(Date.from(soon));
        assertThat(service("inline", inline, same, header -> header).status()).isEqualTo(200);
        assertInvalidClient(service("inline", inline, same, header -> header), "one-id");
        // another client's id is another
        assertThat(service("remote", remote, same, header -> header).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth", "/auth/", "/auth/token/", "/fhir", "/auth/authorize"})
    void o19AnAssertionIsForTheTokenEndpoint(String path) {
        assertInvalidClient(service(
                "inline",
                inline,
                claims -> claims.audience(server.root().resolve(path).toString()),
                header -> header));
    }

    @Test
    void o19AnAssertionIsForNobodyElseToo() {
        assertInvalidClient(service(
                "inline",
                inline,
                claims -> claims.audience(List.of(app.auth("/token"), "https://other.example.org/token")),
                header -> header));
        assertInvalidClient(service("inline", inline, claims -> claims.audience((String) null), header -> header));
    }

    @Test
    void o20IssuerAndSubjectAreTheClient() {
        assertInvalidClient(service("inline", inline, claims -> claims.issuer("remote"), header -> header), "remote");
        assertInvalidClient(service("inline", inline, claims -> claims.subject("remote"), header -> header));
        assertInvalidClient(
                service(
                        "inline",
                        inline,
                        claims -> claims.issuer("nobody-i-know").subject("nobody-i-know"),
                        header -> header),
                "nobody-i-know");
        Map<String, String> other = App.with(App.service("system/Patient.rs"), app.assertion("inline", inline));
        other.put("client_id", "remote");
        assertInvalidClient(app.token(other));
    }

    @Test
    void o22SecretsAndNoSignatureProveNothing() throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("inline")
                .subject("inline")
                .audience(app.auth("/token"))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .jwtID("o22")
                .build();
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build(), claims);
        mac.sign(new MACSigner(inline.toRSAPublicKey().getEncoded()));
        assertInvalidClient(service(mac.serialize()), mac.serialize());
        assertInvalidClient(service(new PlainJWT(claims).serialize()));
        assertInvalidClient(service("not-a-token"), "not-a-token");
        assertInvalidClient(service(""));
        assertInvalidClient(service(
                "inline", inline, it -> {}, header -> new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1")));
    }

    @Test
    void o23ASecretIsNoKey() {
        Map<String, String> form = App.service("system/Patient.rs");
        form.put("client_id", "inline");
        assertInvalidClient(app.token(form));
        form.put("client_secret", "a-secret-of-mine");
        assertInvalidClient(app.token(form), "a-secret-of-mine");
        assertInvalidClient(app.token(App.with(form, app.assertion("inline", inline))), "a-secret-of-mine");
        String basic = "Basic " + Base64.getEncoder().encodeToString("inline:secret".getBytes(StandardCharsets.UTF_8));
        assertInvalidClient(app.token(App.service("system/Patient.rs"), "Authorization", basic));
        Map<String, String> code = klinik.exchange("x");
        assertInvalidClient(klinik.token(code));
    }

    @Test
    void anAssertionIsShortLivedAndHasAnId() {
        Instant now = Instant.now();
        assertInvalidClient(
                service("inline", inline, it -> it.expirationTime(Date.from(now.plusSeconds(360))), header -> header));
        assertInvalidClient(
                service("inline", inline, it -> it.expirationTime(Date.from(now.minusSeconds(120))), header -> header));
        assertInvalidClient(service("inline", inline, it -> it.expirationTime(null), header -> header));
        assertInvalidClient(service("inline", inline, it -> it.jwtID(null), header -> header));
    }

    @Test
    void exactlyOneRegisteredKeyFitsAndNoAddressOfTheAssertionsOwn() throws JOSEException {
        RSAKey other = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        assertInvalidClient(service(app.assertion("inline", other)));
        assertInvalidClient(service(
                app.assertion("inline", new RSAKeyGenerator(2048).keyID("twice").generate())));
        assertInvalidClient(service("inline", inline, it -> {}, header -> header.keyID("rsa-2")));
        assertInvalidClient(service("inline", inline, it -> {}, header -> header.keyID(null)));
        assertInvalidClient(service("inline", inline, it -> {}, header -> header.jwkURL(keysAt)));
        assertInvalidClient(service("remote", remote, it -> {}, header -> header.jwkURL(URI.create(keysAt + "?x"))));
        assertInvalidClient(service(app.assertion("remote", inline)));
    }

    @Test
    void anApplicationWithAKeyIsLaunched() {
        String handle = klinik.handle("gp-pandrup", CLINIC, LARS);
        String code = klinik.code("gp-pandrup", LAUNCH, Optional.of(handle));
        Answer answer = klinik.token(
                App.with(klinik.exchange(code), klinik.assertion("sample-klinik", klinik.key("sample-klinik"))));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonNode tokens = answer.json();
        assertThat(klinik.get("EpisodeOfCare", tokens.get("access_token").asText())
                        .matches())
                .isNotEmpty();
        Map<String, String> refresh = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.get("refresh_token").asText());
        assertInvalidClient(klinik.token(Map.of(
                "grant_type", "refresh_token",
                "client_id", "sample-klinik",
                "refresh_token", tokens.get("refresh_token").asText())));
        assertThat(klinik.token(App.with(refresh, klinik.assertion("sample-klinik", klinik.key("sample-klinik"))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void j23AnAssertionIsNoAccessToken() {
        assertThat(app.get("Organization", app.assertion("inline", inline)).status())
                .isEqualTo(401);
    }

    // ---- introspection

    private static Answer introspect(String token, String bearer) {
        return app.post("/introspect", Map.of("token", token), "Authorization", "Bearer " + bearer);
    }

    private static Answer launched() {
        Answer answer = app.login("gp-pandrup", LAUNCH, Optional.of(app.handle("gp-pandrup", CLINIC, LARS)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    @Test
    void introspectionTellsWhatTheTokenResponseTold() throws ParseException {
        String episode = app.get(
                        "EpisodeOfCare", launched().json().get("access_token").asText())
                .ids()
                .get(0);
        String handle = app.handle("gp-pandrup", CLINIC, LARS, "EpisodeOfCare/" + episode);
        JsonNode tokens = app.login("gp-pandrup", LAUNCH, Optional.of(handle)).json();
        String token = tokens.get("access_token").asText();

        Answer answer = introspect(token, app.serviceToken("sample-operations", INTROSPECT));

        JsonNode told = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(told.get("active").asBoolean()).isTrue();
        for (String same : List.of(
                "scope",
                "patient",
                "fhirContext",
                "need_patient_banner",
                "smart_style_url",
                "intent",
                "tenant",
                "token_type")) {
            assertThat(told.get(same)).as(same).isNotNull().isEqualTo(tokens.get(same));
        }
        JWTClaimsSet identity = SignedJWT.parse(tokens.get("id_token").asText()).getJWTClaimsSet();
        assertThat(told.get("client_id").asText()).isEqualTo("sample-epj");
        assertThat(told.get("iss").asText()).isEqualTo(identity.getIssuer());
        assertThat(told.get("sub").asText()).isEqualTo(identity.getSubject());
        assertThat(told.get("fhirUser").asText()).isEqualTo(identity.getClaim("fhirUser"));
        assertThat(told.get("exp").asLong() - told.get("iat").asLong())
                .isEqualTo(tokens.get("expires_in").asLong());
    }

    @Test
    void introspectionOfATokenThatDoesNotCountTellsThatAlone() throws ParseException {
        String asking = app.serviceToken("sample-operations", INTROSPECT);
        JsonNode tokens = launched().json();
        String token = tokens.get("access_token").asText();
        String cut = token.substring(0, token.length() - 6);

        for (String other : List.of(
                "nonsense",
                cut,
                tokens.get("id_token").asText(),
                tokens.get("refresh_token").asText())) {
            Answer answer = introspect(other, asking);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"active\":false}");
        }
        CLOCK.ahead(Duration.ofSeconds(3601));
        assertThat(introspect(token, app.serviceToken("sample-operations", INTROSPECT))
                        .body())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    void introspectionIsForThoseWhoMay() {
        String token = launched().json().get("access_token").asText();

        assertInvalidClient(app.post("/introspect", Map.of("token", token)), token);
        assertInvalidClient(app.post("/introspect", Map.of("token", token, "client_id", "sample-epj")), token);
        Answer scope = introspect(token, token);
        assertThat(scope.status()).isEqualTo(403);
        assertThat(scope.header("WWW-Authenticate").orElse("")).contains("insufficient_scope");
        Answer nobody = introspect(token, "nonsense");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate").orElse("")).contains("invalid_token");
        // with its key, a client without that scope may ask about its own
        String sapa = app.serviceToken("sample-sapa", "system/Patient.rs");
        assertThat(introspectWithKey(sapa, "sample-sapa").json().get("active").asBoolean())
                .isTrue();
        assertThat(introspectWithKey(token, "sample-sapa").body()).isEqualTo("{\"active\":false}");
        assertThat(introspectWithKey(token, "sample-operations")
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
    }

    private static Answer introspectWithKey(String token, String client) {
        return app.post("/introspect", App.with(Map.of("token", token), app.assertion(client, app.key(client))));
    }

    // ---- revocation

    @Test
    void j28ARevokedTokenCountsNoMoreFromThenOn() {
        JsonNode tokens = launched().json();
        String token = tokens.get("access_token").asText();
        assertThat(app.get("EpisodeOfCare", token).status()).isEqualTo(200);

        Answer answer = app.post("/revoke", Map.of("token", token, "client_id", "sample-epj"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(app.get("EpisodeOfCare", token).status()).isEqualTo(401);
        assertThat(introspect(token, app.serviceToken("sample-operations", INTROSPECT))
                        .body())
                .isEqualTo("{\"active\":false}");
        // the session goes on
        assertThat(app.refresh(tokens.get("refresh_token").asText()).status()).isEqualTo(200);
    }

    @Test
    void aRevokedRefreshTokenEndsTheSession() {
        JsonNode tokens = launched().json();
        String refresh = tokens.get("refresh_token").asText();

        assertThat(app.post("/revoke", Map.of("token", refresh, "client_id", "sample-epj"))
                        .status())
                .isEqualTo(200);

        assertRefused(app.refresh(refresh), 400, "invalid_grant", refresh);
        assertThat(app.get("EpisodeOfCare", tokens.get("access_token").asText()).status())
                .isEqualTo(401);
    }

    @Test
    void nobodyRevokesWhatIsAnothers() {
        String token = launched().json().get("access_token").asText();

        assertRefused(
                app.post("/revoke", Map.of("token", token, "client_id", "sample-fagsystem")),
                400,
                "unauthorized_client",
                token);
        assertInvalidClient(app.post("/revoke", Map.of("token", token)), token);
        assertThat(app.get("EpisodeOfCare", token).status()).isEqualTo(200);
        assertThat(app.post("/revoke", Map.of("token", "nonsense", "client_id", "sample-epj"))
                        .status())
                .isEqualTo(200);
    }

    // ---- where it starts, and where it does not

    @Test
    void itIsThereInDevelopmentAlone() {
        for (String path : List.of("authorize", "token", "jwks", ".well-known/openid-configuration")) {
            assertThat(TestServer.shared()
                            .get(TestServer.shared().root() + "auth/" + path)
                            .status())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void itIsNotMadeForAnotherMachine(@TempDir Path data) {
        assertThatThrownBy(() -> TestServer.startIn(
                        data, "access.development-server=true", "server.base-url=https://facade.example.org/fhir"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server.base-url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "nonsense",
                "[1]",
                "[{\"client_id\": \"a\"}]",
                "[{\"token_endpoint_auth_method\": \"none\", \"grant_types\": [\"authorization_code\"], \"redirect_uris\": [\"https://a.example.org/\"], \"scope\": \"user/Patient.rs\"}]",
                "[{\"client_id\": \"a\", \"token_endpoint_auth_method\": \"private_key_jwt\", \"jwks\": {\"keys\": [{\"kty\": \"RSA\"}]}, \"grant_types\": [\"client_credentials\"], \"sample_user\": \"sapa\", \"scope\": \"system/Patient.rs\"}]",
                "[{\"client_id\": \"sample-epj\", \"token_endpoint_auth_method\": \"none\", \"redirect_uris\": [\"https://a.example.org/\"]}]",
                "[{\"client_id\": \"a\", \"token_endpoint_auth_method\": \"none\", \"redirect_uris\": [\"http://a.example.org/\"]}]",
                "[{\"client_id\": \"a\", \"token_endpoint_auth_method\": \"none\", \"redirect_uris\": [\"https://a.example.org/#x\"]}]",
                "[{\"client_id\": \"a\", \"token_endpoint_auth_method\": \"client_secret_basic\", \"redirect_uris\": [\"https://a.example.org/\"]}]",
                "[{\"client_id\": \"a\", \"token_endpoint_auth_method\": \"private_key_jwt\", \"redirect_uris\": [\"https://a.example.org/\"]}]",
                "[{\"client_id\": \"a\", \"token_endpoint_auth_method\": \"none\", \"grant_types\": [\"implicit\"], \"redirect_uris\": [\"https://a.example.org/\"]}]",
                "[{\"client_id\": \"a\", \"token_endpoint_auth_method\": \"none\", \"origins\": [\"*\"], \"redirect_uris\": [\"https://a.example.org/\"]}]",
                "[{\"client_id\": \"a\", \"token_endpoint_auth_method\": \"none\", \"grant_types\": [\"client_credentials\"], \"sample_user\": \"sapa\"}]"
            })
    void aRegistrationThatCannotBeHeldStopsTheStart(String text, @TempDir Path data) throws IOException {
        Path file = Files.writeString(data.resolve("clients.json"), text);

        assertThatThrownBy(() -> TestServer.startIn(
                        data, "access.development-server=true", "access.development-clients=" + file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("access.development-clients");
    }

    @Test
    void aKeyFileOfBeforeGetsTheKeyThatIsMissingAndKeepsItsOwn(@TempDir Path data)
            throws IOException, JOSEException, ParseException {
        Path file = Files.createDirectories(data.resolve("keys")).resolve("dev-issuer.json");
        ECKey old = new ECKeyGenerator(Curve.P_256).keyID("old").generate();
        Files.writeString(file, new JWKSet(old).toString(false));

        DevelopmentIssuer.of(URI.create(server.base()), data);

        JWKSet keys = JWKSet.load(file.toFile());
        assertThat(keys.getKeys()).hasSize(2);
        assertThat(keys.getKeyByKeyId("old")).isEqualTo(old);
        assertThat(keys.getKeys()).anyMatch(RSAKey.class::isInstance);
        for (Path secret : List.of(
                file,
                folder.resolve("keys").resolve("dev-issuer.json"),
                folder.resolve("keys").resolve("dev-clients.json"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theTokenCommandPrintsAnAssertionForAServiceOfTheSample() {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new TokenCommand(Clock.systemUTC()))
                .setOut(new PrintWriter(out))
                .execute("--as", "epj", "--assertion", "--data", folder.toString(), "--base", server.base());

        assertThat(code).isZero();
        assertThat(app.token(App.with(App.service(CREATE), out.toString().strip()))
                        .status())
                .isEqualTo(200);
    }
}
