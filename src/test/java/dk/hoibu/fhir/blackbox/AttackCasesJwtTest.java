package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.sun.net.httpserver.HttpServer;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The attacks J01 to J32 of the security baseline, over HTTP: tokens that are none. J14 and J29 are in TokenVerifierTest too. */
class AttackCasesJwtTest {

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final TestIssuer STRANGER = new TestIssuer();
    private static final AtomicInteger FETCHED = new AtomicInteger();

    private static TestServer server;
    private static HttpServer trap;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.asking(ISSUER);
        trap = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        trap.createContext("/", exchange -> {
            FETCHED.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        trap.start();
    }

    @AfterAll
    static void stop() {
        trap.stop(0);
        server.close();
    }

    private static Map<String, @Nullable Object> claims() {
        return TestIssuer.claims(server.base(), Instant.now());
    }

    private static String with(Consumer<Map<String, @Nullable Object>> change) {
        Map<String, @Nullable Object> claims = claims();
        change.accept(claims);
        return ISSUER.sign(claims);
    }

    private static String with(String claim, @Nullable Object value) {
        return with(claims -> claims.put(claim, value));
    }

    private static String headed(java.util.function.UnaryOperator<JWSHeader.Builder> header) {
        return TestIssuer.sign(new Payload(claims()), JWSAlgorithm.ES384, ISSUER.ec(), header);
    }

    private static String hmac(byte[] secret) {
        try {
            JWSObject jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(new JOSEObjectType("at+jwt"))
                            .keyID("rsa")
                            .build(),
                    new Payload(claims()));
            jws.sign(new MACSigner(secret));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] pem() throws JOSEException {
        String key = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(ISSUER.rsa().toRSAPublicKey().getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String payload(String json) {
        return TestIssuer.sign(new Payload(json), JWSAlgorithm.ES384, ISSUER.ec(), h -> h);
    }

    private static long in(int seconds) {
        return Instant.now().plusSeconds(seconds).getEpochSecond();
    }

    private static Answer get(String token) {
        return server.get("Organization?active=true", "Authorization", "Bearer " + token);
    }

    /** An attack and its token. */
    private record Attack(String name, String token) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Attack> attacks() throws JOSEException {
        String good = ISSUER.sign(claims());
        String[] parts = good.split("\\.");
        String flipped = parts[2].startsWith("A") ? "B" + parts[2].substring(1) : "A" + parts[2].substring(1);
        String swapped = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("user-1", "user-2")
                        .getBytes(StandardCharsets.UTF_8));
        String elsewhere = "http://127.0.0.1:" + trap.getAddress().getPort() + "/keys";
        String json = new Payload(claims()).toString();
        return List.of(
                new Attack("J07 HS256 with the public key as PEM", hmac(pem())),
                new Attack(
                        "J07 HS256 with the public key as JWK",
                        hmac(ISSUER.rsa().toPublicJWK().toString().getBytes(StandardCharsets.UTF_8))),
                new Attack("J08 signature stripped", parts[0] + "." + parts[1] + "."),
                new Attack("J08 signature truncated", good.substring(0, good.length() - 8)),
                new Attack("J08 signature with a bit flipped", parts[0] + "." + parts[1] + "." + flipped),
                new Attack("J10 key id is a path", headed(h -> h.keyID("../../etc/passwd"))),
                new Attack("J10 key id is SQL", headed(h -> h.keyID("' OR 1=1"))),
                new Attack(
                        "J11 the attacker's key in the header",
                        TestIssuer.sign(
                                new Payload(claims()),
                                JWSAlgorithm.ES384,
                                STRANGER.ec(),
                                h -> h.jwk(STRANGER.ec().toPublicJWK()))),
                new Attack(
                        "J13 jku elsewhere",
                        TestIssuer.sign(
                                new Payload(claims()),
                                JWSAlgorithm.ES384,
                                STRANGER.ec(),
                                h -> h.jwkURL(URI.create(elsewhere)))),
                new Attack(
                        "J13 x5u elsewhere",
                        TestIssuer.sign(
                                new Payload(claims()),
                                JWSAlgorithm.ES384,
                                STRANGER.ec(),
                                h -> h.x509CertURL(URI.create(elsewhere)))),
                new Attack(
                        "J13 jku to the cloud's metadata",
                        TestIssuer.sign(
                                new Payload(claims()),
                                JWSAlgorithm.ES384,
                                STRANGER.ec(),
                                h -> h.jwkURL(URI.create("http://169.254.169.254/keys")))),
                new Attack("J16 expired 61 s ago", with("exp", in(-61))),
                new Attack("J17 nbf in 90 s", with("nbf", in(90))),
                new Attack("J17 iat in 90 s", with("iat", in(90))),
                new Attack("J19 exp is text", with("exp", "9999999999")),
                new Attack("J19 exp is 1e400", payload(json.replaceAll("\"exp\":\\d+", "\"exp\":1e400"))),
                new Attack("J19 exp is negative", with("exp", -1)),
                new Attack("J20 aud missing", with(claims -> claims.remove("aud"))),
                new Attack("J20 aud of another", with("aud", "https://other.example.org/fhir")),
                new Attack("J20 aud begins as ours", with("aud", server.base() + ".evil.example.org")),
                new Attack("J22 an id_token", headed(h -> h.type(JOSEObjectType.JWT))),
                new Attack("J23 a client assertion", clientAssertion()),
                new Attack("J25 9 kB", with("filler", "x".repeat(9000))),
                new Attack(
                        "J26 claims nested deeply",
                        payload(json.replaceFirst("\\{", "{\"a\":" + "[".repeat(1500) + "]".repeat(1500) + ","))),
                new Attack("J31 another subject under the same signature", parts[0] + "." + swapped + "." + parts[2]));
    }

    private static String clientAssertion() {
        Map<String, @Nullable Object> claims = claims();
        claims.put("iss", "test-client");
        claims.put("sub", "test-client");
        claims.put("aud", "https://issuer.example.org/token");
        claims.remove("scope");
        return TestIssuer.sign(new Payload(claims), JWSAlgorithm.ES384, ISSUER.ec(), h -> h.type(JOSEObjectType.JWT));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void aTokenThatIsNoneIsRefusedAndNotRepeated(Attack attack) {
        Instant began = Instant.now();

        Answer answer = get(attack.token());

        Refusal.is(answer, 401, "login", attack.token(), "etc/passwd", "OR 1=1", "evil.example.org");
        assertThat(answer.header("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
        assertThat(Duration.between(began, Instant.now()))
                .as("J26 takes no time")
                .isLessThan(Duration.ofSeconds(5));
        assertThat(FETCHED).as("J13 nothing is fetched from where a token says").hasValue(0);
    }

    @Test
    void j01J02J04WithoutABearerTokenInTheHeaderNobodyGetsIn() {
        String token = ISSUER.sign(claims());

        Refusal.is(server.get("Organization?active=true"), 401, "login");
        Refusal.is(
                server.get("Organization?active=true", "Authorization", "Basic dXNlcjpwYXNz"),
                401,
                "login",
                "dXNlcjpwYXNz");
        Refusal.is(server.post("Organization/_search", "active=true&access_token=" + token), 401, "login", token);
    }

    @Test
    void j05TwoHeadersAreOneTooMany() {
        String header = "Bearer " + ISSUER.sign(claims());

        Refusal.is(
                server.get("Organization?active=true", "Authorization", header, "Authorization", header),
                401,
                "login",
                header);
    }

    @Test
    void j10J25WhatIsLargerThanAHeaderMayBeIsRefusedByTheServerItself() {
        for (String token : List.of(headed(h -> h.keyID("k".repeat(100_000))), "a".repeat(60_000))) {
            Answer answer = get(token);

            assertThat(answer.status()).isEqualTo(431);
            Refusal.says(answer, token);
        }
    }

    @Test
    void j16J20WhatIsWithinTheRulesIsATokenAfterAll() {
        assertThat(get(with("exp", in(-30))).status()).isEqualTo(200);
        assertThat(get(with("aud", List.of("https://other.example.org/fhir", server.base())))
                        .status())
                .isEqualTo(200);
        assertThat(get(with("aud", server.base() + "/")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer\t%s",
                "Bearer  %s x",
                "Bearer%s",
                "Bearer\u00a0%s",
                "%s",
                "Bearer \u200b%s",
                "Bearer %s,Bearer x"
            })
    void j32WhatIsAlmostAHeaderIsNone(String form) {
        String token = ISSUER.sign(claims());
        String header = form.formatted(token);

        Answer answer =
                RawHttp.get(server.root().getPort(), "/fhir/Organization?active=true", "Authorization: " + header);

        assertThat(answer.status()).isBetween(400, 401);
        Refusal.says(answer, token);
    }
}
