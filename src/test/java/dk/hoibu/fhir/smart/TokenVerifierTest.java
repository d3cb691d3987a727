package dk.hoibu.fhir.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.access.Register;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.smart.TokenRefused.Reason;
import dk.hoibu.fhir.smart.TokenVerifier.Demands;
import dk.hoibu.fhir.source.SettableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tokens are believed. The ids are those of the attacks in the security baseline. */
class TokenVerifierTest {

    private static final String BASE = "https://facade.example.org/fhir";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final TestIssuer STRANGER = new TestIssuer();

    @TempDir
    private static Path folder;

    private final SettableClock clock = new SettableClock(NOW.toString());
    private final TokenVerifier verifier = verifier(Set.of("at+jwt"));

    private TokenVerifier verifier(Set<String> types) {
        Path keys = ISSUER.writeKeys(folder.resolve("keys.json"));
        return new TokenVerifier(
                List.of(new TrustedIssuer(TestIssuer.NAME, new KeyLocation.InFile(keys))),
                new Demands(Set.of(BASE), types, ClaimNames.standard()),
                clock);
    }

    private static Map<String, @Nullable Object> good() {
        return TestIssuer.claims(BASE, NOW);
    }

    /** A token whose claim is another, or missing when {@code value} is null. */
    private static String with(String claim, @Nullable Object value) {
        Map<String, @Nullable Object> claims = good();
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return ISSUER.sign(claims);
    }

    private static String headed(UnaryOperator<JWSHeader.Builder> header) {
        return TestIssuer.sign(new Payload(good()), JWSAlgorithm.ES384, ISSUER.ec(), header);
    }

    private static String hmac(byte[] secret) {
        try {
            JWSObject jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(new JOSEObjectType("at+jwt"))
                            .keyID("rsa")
                            .build(),
                    new Payload(good()));
            jws.sign(new MACSigner(secret));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String unsigned(String header) {
        return part(header) + "." + part(new Payload(good()).toString()) + ".";
    }

    /** Payload text that no map of claims can say, rightly signed. */
    private static String signedText(String payload) {
        return TestIssuer.sign(new Payload(payload), JWSAlgorithm.ES384, ISSUER.ec(), header -> header);
    }

    private static String goodText(String claim, String json) {
        Map<String, @Nullable Object> claims = good();
        claims.remove(claim);
        String text = new Payload(claims).toString();
        return text.substring(0, text.length() - 1) + ",\"" + claim + "\":" + json + "}";
    }

    private static String[] halves(String token) {
        return token.split("\\.");
    }

    static Stream<Arguments> wrongTokens() throws Exception {
        String genuine = ISSUER.sign(good());
        String[] parts = halves(genuine);
        char flipped = parts[2].charAt(9) == 'A' ? 'B' : 'A';
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(ISSUER.rsa().toRSAPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return Stream.of(
                Arguments.of("no token at all", "abc", Reason.MALFORMED),
                Arguments.of("two parts", parts[0] + "." + parts[1], Reason.MALFORMED),
                Arguments.of("five parts (encrypted)", "a.b.c.d.e", Reason.MALFORMED),
                Arguments.of("J06 alg none", unsigned("{\"alg\":\"none\",\"typ\":\"at+jwt\"}"), Reason.MALFORMED),
                Arguments.of(
                        "J06 alg nOnE", unsigned("{\"alg\":\"nOnE\",\"typ\":\"at+jwt\"}") + "AAAA", Reason.ALGORITHM),
                Arguments.of(
                        "J07 HS256 with the public key's PEM",
                        hmac(pem.getBytes(StandardCharsets.UTF_8)),
                        Reason.ALGORITHM),
                Arguments.of(
                        "J07 HS256 with the public key's JWK",
                        hmac(ISSUER.rsa().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)),
                        Reason.ALGORITHM),
                Arguments.of("J08 signature left out", parts[0] + "." + parts[1] + ".", Reason.MALFORMED),
                Arguments.of("J08 signature cut", genuine.substring(0, genuine.length() - 8), Reason.SIGNATURE),
                Arguments.of(
                        "J08 signature changed",
                        parts[0] + "." + parts[1] + "." + parts[2].substring(0, 9) + flipped + parts[2].substring(10),
                        Reason.SIGNATURE),
                Arguments.of(
                        "J31 claims changed",
                        parts[0] + "." + halves(with("sub", "user-2"))[1] + "." + parts[2],
                        Reason.SIGNATURE),
                Arguments.of("signature of zeros", parts[0] + "." + parts[1] + "." + "A".repeat(128), Reason.SIGNATURE),
                Arguments.of("J10 key id is a path", headed(h -> h.keyID("../../etc/passwd")), Reason.KEY),
                Arguments.of("J10 key id is SQL", headed(h -> h.keyID("' OR 1=1")), Reason.KEY),
                Arguments.of("J10 key id is long", headed(h -> h.keyID("k".repeat(300))), Reason.KEY),
                Arguments.of("J10 key id is huge", headed(h -> h.keyID("k".repeat(100_000))), Reason.TOO_LARGE),
                Arguments.of("no key id", headed(h -> h.keyID(null)), Reason.KEY),
                Arguments.of(
                        "a key of another kind, named by its id",
                        TestIssuer.sign(new Payload(good()), JWSAlgorithm.ES384, ISSUER.ec(), h -> h.keyID("rsa")),
                        Reason.SIGNATURE),
                Arguments.of("signed by a stranger", STRANGER.sign(good()), Reason.SIGNATURE),
                Arguments.of(
                        "J11 a stranger's key in the header",
                        TestIssuer.sign(
                                new Payload(good()),
                                JWSAlgorithm.ES384,
                                STRANGER.ec(),
                                h -> h.jwk(STRANGER.ec().toPublicJWK())),
                        Reason.SIGNATURE),
                Arguments.of(
                        "J13 jku and x5u of a stranger",
                        TestIssuer.sign(
                                new Payload(good()),
                                JWSAlgorithm.ES384,
                                STRANGER.ec(),
                                h -> h.jwkURL(URI.create("http://127.0.0.1:9/keys"))
                                        .x509CertURL(URI.create("http://127.0.0.1:9/cert"))),
                        Reason.SIGNATURE),
                Arguments.of(
                        "crit that must be understood",
                        headed(h -> h.criticalParams(Set.of("exp")).customParam("exp", 1)),
                        Reason.MALFORMED),
                Arguments.of("J22 an id_token", headed(h -> h.type(JOSEObjectType.JWT)), Reason.TYPE),
                Arguments.of("no type", headed(h -> h.type(null)), Reason.TYPE),
                Arguments.of("unknown issuer", with("iss", "https://other.example.org"), Reason.ISSUER),
                Arguments.of("issuer with a slash more", with("iss", TestIssuer.NAME + "/"), Reason.ISSUER),
                Arguments.of("issuer missing", with("iss", null), Reason.CLAIMS),
                Arguments.of("issuer is no text", with("iss", 7), Reason.CLAIMS),
                Arguments.of("J16 expired 61 s ago", with("exp", epoch(-61)), Reason.TIME),
                Arguments.of("exp missing", with("exp", null), Reason.CLAIMS),
                Arguments.of("J17 nbf in 61 s", with("nbf", epoch(61)), Reason.TIME),
                Arguments.of("J17 iat in 61 s", with("iat", epoch(61)), Reason.TIME),
                Arguments.of("J19 exp is text", with("exp", "9999999999"), Reason.CLAIMS),
                Arguments.of("J19 exp is 1e400", signedText(goodText("exp", "1e400")), Reason.MALFORMED),
                Arguments.of("J19 exp is 1e18", signedText(goodText("exp", "1e18")), Reason.CLAIMS),
                Arguments.of("J19 exp is negative", with("exp", -1), Reason.CLAIMS),
                Arguments.of("J20 aud missing", with("aud", null), Reason.AUDIENCE),
                Arguments.of("J20 aud of another", with("aud", "https://other.example.org/fhir"), Reason.AUDIENCE),
                Arguments.of("J20 aud begins as ours", with("aud", BASE + ".evil.example.org"), Reason.AUDIENCE),
                Arguments.of("J20 aud is no text", with("aud", 7), Reason.CLAIMS),
                Arguments.of(
                        "J23 a client assertion", with("aud", "https://issuer.example.org/token"), Reason.AUDIENCE),
                Arguments.of("J25 9 kB", with("filler", "x".repeat(9000)), Reason.TOO_LARGE),
                Arguments.of(
                        "J26 nested claims",
                        signedText(goodText("deep", "[".repeat(1500) + "]".repeat(1500))),
                        Reason.MALFORMED),
                Arguments.of("claims are a list", signedText("[]"), Reason.CLAIMS),
                Arguments.of("claims are no JSON", signedText("hello"), Reason.MALFORMED),
                Arguments.of("J22 an id_token, told in its claims", with("typ", "ID"), Reason.TYPE),
                Arguments.of("bound to a key", with("cnf", Map.of("jkt", "abc")), Reason.TYPE),
                Arguments.of("subject missing", with("sub", null), Reason.CLAIMS),
                Arguments.of("client missing", with("client_id", null), Reason.CLAIMS),
                Arguments.of("role missing", with("role", null), Reason.CLAIMS),
                Arguments.of("role unknown", with("role", "king"), Reason.CLAIMS),
                Arguments.of("organisation missing", with("organisation", null), Reason.CLAIMS),
                Arguments.of("organisation of no register", with("organisation", "9901911000016008"), Reason.CLAIMS),
                Arguments.of("organisation of an unknown register", with("organisation", "x:12345678"), Reason.CLAIMS),
                Arguments.of("organisation number too short", with("organisation", "cvr:1234567"), Reason.CLAIMS),
                Arguments.of("treatment relation is text", with("treatment_relation", "true"), Reason.CLAIMS),
                Arguments.of("patient is a list", with("patient", List.of("a")), Reason.CLAIMS),
                Arguments.of("scope is a number", with("scope", 5), Reason.CLAIMS));
    }

    private static long epoch(int seconds) {
        return NOW.plusSeconds(seconds).getEpochSecond();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTokens")
    void aWrongTokenIsRefused(String what, String token, Reason reason) {
        TokenRefused refused = catchThrowableOfType(TokenRefused.class, () -> verifier.identify(token));

        assertThat(refused).as(what).isNotNull();
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.getMessage()).isEqualTo(reason.name());
    }

    @Test
    void aGoodTokenTellsWhoAsks() {
        Map<String, @Nullable Object> claims = good();
        claims.put("patient", "abc");
        claims.put("purpose_of_use", "TREAT");

        Identity identity = verifier.identify(ISSUER.sign(claims));

        assertThat(identity.issuer()).isEqualTo(TestIssuer.NAME);
        assertThat(identity.subject()).isEqualTo("user-1");
        assertThat(identity.clientId()).isEqualTo("test-client");
        assertThat(identity.name()).contains("Test Testesen");
        assertThat(identity.role()).isEqualTo(Role.GP);
        assertThat(identity.organisation()).isEqualTo(new Organisation(Register.SOR, "9901911000016008"));
        assertThat(identity.treatmentRelation()).isTrue();
        assertThat(identity.scopes().cover("Patient", Action.READ)).isTrue();
        assertThat(identity.patientContext()).contains("abc");
        assertThat(identity.purpose()).contains("TREAT");
    }

    @Test
    void whatAnIssuerDoesNotTellIsEmpty() {
        Map<String, @Nullable Object> claims = good();
        List.of("name", "scope", "treatment_relation", "iat").forEach(claims::remove);

        Identity identity = verifier.identify(ISSUER.sign(claims));

        assertThat(identity.name()).isEmpty();
        assertThat(identity.patientContext()).isEqualTo(Optional.empty());
        assertThat(identity.treatmentRelation()).isFalse();
        assertThat(identity.scopes().cover("Patient", Action.READ)).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rightTokens")
    void aRightTokenIsBelieved(String what, String token) {
        assertThat(verifier.identify(token).subject()).as(what).isEqualTo("user-1");
    }

    static Stream<Arguments> rightTokens() {
        return Stream.of(
                Arguments.of("J16 expired 30 s ago", with("exp", epoch(-30))),
                Arguments.of("J17 begins in 60 s", with("nbf", epoch(60))),
                Arguments.of("J20 ours among several audiences", with("aud", List.of("https://other", BASE))),
                Arguments.of("type with its prefix", headed(h -> h.type(new JOSEObjectType("application/at+jwt")))),
                Arguments.of("type in capitals", headed(h -> h.type(new JOSEObjectType("AT+JWT")))),
                Arguments.of("scopes as a list", with("scope", List.of("user/*.rs", "openid"))),
                Arguments.of("client told as azp", azp()),
                Arguments.of("RS256", rsa(JWSAlgorithm.RS256)),
                Arguments.of("RS384", rsa(JWSAlgorithm.RS384)),
                Arguments.of("PS256", rsa(JWSAlgorithm.PS256)));
    }

    private static String rsa(JWSAlgorithm algorithm) {
        return TestIssuer.sign(new Payload(good()), algorithm, ISSUER.rsa(), header -> header);
    }

    private static String azp() {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(good());
        claims.put("azp", claims.remove("client_id"));
        return ISSUER.sign(claims);
    }

    @Test
    void plainJwtIsATypeOnlyWhereItIsSetUp() {
        String token = headed(h -> h.type(JOSEObjectType.JWT));

        assertThat(verifier(Set.of("at+jwt", "JWT")).identify(token).subject()).isEqualTo("user-1");
    }

    @Test
    void aTokenKnownFromBeforeEndsWhenItEnds() {
        String token = ISSUER.sign(good());
        verifier.identify(token);
        clock.set(NOW.plusSeconds(359).toString());
        assertThat(verifier.identify(token).subject()).isEqualTo("user-1");

        clock.set(NOW.plusSeconds(361).toString());

        assertThatThrownBy(() -> verifier.identify(token)).isInstanceOf(TokenRefused.class);
    }

    @Test
    void aKeyTakenOutOfUseCountsForFiveMinutesAtMost() throws Exception {
        TestIssuer.write(
                folder.resolve("rotating.json"), new JWKSet(List.of(ISSUER.ec().toPublicJWK())));
        TokenVerifier rotating = new TokenVerifier(
                List.of(new TrustedIssuer(TestIssuer.NAME, new KeyLocation.InFile(folder.resolve("rotating.json")))),
                new Demands(Set.of(BASE), Set.of("at+jwt"), ClaimNames.standard()),
                clock);
        String token = with("exp", epoch(7200));
        rotating.identify(token);
        var fresh = new ECKeyGenerator(Curve.P_256).keyID("fresh").generate();
        TestIssuer.write(folder.resolve("rotating.json"), new JWKSet(List.of(fresh.toPublicJWK())));

        clock.set(NOW.plus(TokenVerifier.REMEMBERED).plusSeconds(1).toString());

        assertThatThrownBy(() -> rotating.identify(token))
                .isInstanceOfSatisfying(
                        TokenRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.KEY));
        Map<String, @Nullable Object> claims = TestIssuer.claims(BASE, clock.instant());
        String next = TestIssuer.sign(new Payload(claims), JWSAlgorithm.ES256, fresh, header -> header);
        assertThat(rotating.identify(next).subject()).isEqualTo("user-1");
    }

    @Test
    void unknownKeysAreLookedForOnceInHalfAMinuteAtMost() {
        CountedKeys counted = new CountedKeys();
        IssuerKeys keys = new IssuerKeys(counted.location(folder), clock);

        for (int i = 0; i < 1000; i++) {
            assertThat(keys.find("unknown-" + i)).isEmpty();
        }
        assertThat(keys.find("ec")).isPresent();
        assertThat(counted.requests()).isEqualTo(1);

        clock.set(NOW.plus(Duration.ofSeconds(31)).toString());
        keys.find("unknown");
        assertThat(counted.requests()).isEqualTo(2);
        counted.stop();
    }

    @Test
    void whileTheIssuerIsAwayItsKeysAreGoodForAnHourAndThenNothingIsBelieved() {
        CountedKeys counted = new CountedKeys();
        IssuerKeys keys = new IssuerKeys(counted.location(folder), clock);
        keys.find("ec");
        counted.stop();

        clock.set(NOW.plus(Duration.ofMinutes(59)).toString());
        assertThat(keys.find("ec")).isPresent();

        clock.set(NOW.plus(Duration.ofMinutes(61)).toString());
        assertThatThrownBy(() -> keys.find("ec"))
                .isInstanceOfSatisfying(
                        TokenRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.KEYS_UNAVAILABLE));
    }

    @Test
    void j14ARedirectToElsewhereIsNotFollowed() {
        CountedKeys counted = new CountedKeys();
        IssuerKeys keys = new IssuerKeys(counted.redirecting(), clock);

        assertThatThrownBy(() -> keys.find("ec")).isInstanceOf(TokenRefused.class);
        assertThat(counted.requests()).isZero();
        counted.stop();
    }

    @Test
    void keysAreNotFetchedInTheClearFromElsewhere() {
        for (String url : List.of("http://issuer.example.org/keys", "file:/etc/passwd", "http://127.evil.example/k")) {
            assertThatThrownBy(() -> new KeyLocation.AtUrl(URI.create(url)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aKeyIdThatTwoKeysHaveIsNobodys() throws Exception {
        var one = new ECKeyGenerator(Curve.P_256).keyID("same").generate();
        var two = new ECKeyGenerator(Curve.P_256).keyID("same").generate();
        Path file = TestIssuer.write(
                folder.resolve("twins.json"), new JWKSet(List.of(one.toPublicJWK(), two.toPublicJWK())));

        assertThat(new IssuerKeys(new KeyLocation.InFile(file), clock).find("same"))
                .isEmpty();
    }
}
