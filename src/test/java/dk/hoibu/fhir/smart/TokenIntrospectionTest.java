package dk.hoibu.fhir.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Role;
import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.smart.TestIntrospection.Mischief;
import dk.hoibu.fhir.smart.TokenRefused.Reason;
import dk.hoibu.fhir.smart.TokenVerifier.Demands;
import dk.hoibu.fhir.source.SettableClock;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the authorization server says of a token counts, as strictly read as a JWT; its silence never does. */
class TokenIntrospectionTest {

    private static final String BASE = "https://facade.example.org/fhir";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String TOKEN = "b3BhcXVl-opaque~1";

    @TempDir
    private static Path folder;

    private final SettableClock clock = new SettableClock(NOW.toString());
    private final TestIntrospection server = new TestIntrospection();
    private final TokenIntrospection introspection = asking(server.url());

    @AfterEach
    void close() {
        server.close();
    }

    private TokenIntrospection asking(URI url) {
        return new TokenIntrospection(
                new TokenIntrospection.Endpoint(
                        url, server.client(), ClientSecret.inFile(server.writeSecret(folder)), TestIssuer.NAME),
                demands(),
                clock);
    }

    private static Demands demands() {
        return new Demands(Set.of(BASE), Set.of("at+jwt"), ClaimNames.standard());
    }

    private static Map<String, @Nullable Object> good() {
        Map<String, @Nullable Object> claims = TestIssuer.claims(BASE, NOW);
        claims.put("active", true);
        claims.put("token_type", "Bearer");
        return claims;
    }

    private static Map<String, @Nullable Object> with(String claim, @Nullable Object value) {
        Map<String, @Nullable Object> claims = good();
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return claims;
    }

    private void after(Duration time) {
        clock.set(NOW.plus(time).toString());
    }

    private void assertRefused(TokenCheck check, String token, Reason reason) {
        TokenRefused refused = catchThrowableOfType(TokenRefused.class, () -> check.identify(token));

        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.getMessage()).isEqualTo(reason.name());
    }

    // ---- what counts

    @Test
    void aTokenInForceTellsWhoAsks() {
        server.issue(TOKEN, with("patient", "abc"));

        Identity identity = introspection.identify(TOKEN);

        assertThat(identity.issuer()).isEqualTo(TestIssuer.NAME);
        assertThat(identity.subject()).isEqualTo("user-1");
        assertThat(identity.clientId()).isEqualTo("test-client");
        assertThat(identity.role()).isEqualTo(Role.GP);
        assertThat(identity.treatmentRelation()).isTrue();
        assertThat(identity.purpose()).contains("TREAT");
        assertThat(identity.patientContext()).contains("abc");
        assertThat(identity.scopes().cover("Patient", Action.READ)).isTrue();
    }

    static Stream<Arguments> rightAnswers() {
        return Stream.of(
                Arguments.of("no iss: the issuer that was set up is meant", with("iss", null)),
                Arguments.of("no aud: the server vouches that we may ask", with("aud", null)),
                Arguments.of("ours among several", with("aud", List.of("account", BASE))),
                Arguments.of("no token_type", with("token_type", null)),
                Arguments.of(
                        "expired 30 s ago, by clocks that differ",
                        with("exp", NOW.minusSeconds(30).getEpochSecond())),
                Arguments.of("scopes as a list", with("scope", List.of("user/*.rs", "openid"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rightAnswers")
    void aRightAnswerIsBelieved(String what, Map<String, @Nullable Object> answer) {
        server.issue(TOKEN, answer);

        Identity identity = introspection.identify(TOKEN);

        assertThat(identity.subject()).as(what).isEqualTo("user-1");
        assertThat(identity.issuer()).isEqualTo(TestIssuer.NAME);
    }

    static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                Arguments.of("not active, whatever else is told", with("active", false), Reason.INACTIVE),
                Arguments.of("another issuer", with("iss", "https://other.example.org"), Reason.ISSUER),
                Arguments.of("issuer is no text", with("iss", 7), Reason.CLAIMS),
                Arguments.of("J20 for another", with("aud", "https://other.example.org/fhir"), Reason.AUDIENCE),
                Arguments.of("J20 for nobody", with("aud", List.of()), Reason.AUDIENCE),
                Arguments.of("J20 aud is no text", with("aud", 7), Reason.CLAIMS),
                Arguments.of("exp missing", with("exp", null), Reason.CLAIMS),
                Arguments.of(
                        "J16 expired 61 s ago", with("exp", NOW.minusSeconds(61).getEpochSecond()), Reason.TIME),
                Arguments.of("J17 nbf in 61 s", with("nbf", NOW.plusSeconds(61).getEpochSecond()), Reason.TIME),
                Arguments.of("J19 exp is text", with("exp", "9999999999"), Reason.CLAIMS),
                Arguments.of("J19 exp is endless", with("exp", 1e18), Reason.CLAIMS),
                Arguments.of("J22 an id_token", with("typ", "ID"), Reason.TYPE),
                Arguments.of("a refresh token", with("typ", "Refresh"), Reason.TYPE),
                Arguments.of("bound to a key", with("token_type", "DPoP"), Reason.TYPE),
                Arguments.of("bound to a certificate", with("cnf", Map.of("x5t#S256", "abc")), Reason.TYPE),
                Arguments.of("subject missing", with("sub", null), Reason.CLAIMS),
                Arguments.of("client missing", with("client_id", null), Reason.CLAIMS),
                Arguments.of("role missing", with("role", null), Reason.CLAIMS),
                Arguments.of("role unknown", with("role", "king"), Reason.CLAIMS),
                Arguments.of("organisation missing", with("organisation", null), Reason.CLAIMS),
                Arguments.of("treatment relation is text", with("treatment_relation", "true"), Reason.CLAIMS),
                Arguments.of("scope is a number", with("scope", 5), Reason.CLAIMS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAnswers")
    void aWrongAnswerIsRefused(String what, Map<String, @Nullable Object> answer, Reason reason) {
        server.issue(TOKEN, answer);

        assertRefused(introspection, TOKEN, reason);
        assertRefused(introspection, TOKEN, reason);
        assertThat(server.asked()).as(what).hasSize(1);
    }

    @Test
    void anUnknownTokenIsNotInForceAndOneTooLongIsNotAskedAbout() {
        assertRefused(introspection, TOKEN, Reason.INACTIVE);
        assertRefused(introspection, "x".repeat(8193), Reason.TOO_LARGE);

        assertThat(server.asked()).containsExactly(TOKEN);
    }

    @Test
    void whatATokenHoldsIsAllPartOfTheToken() {
        String strange = "a+b/c~d=e&active=true";
        server.issue(strange, good());

        assertThat(introspection.identify(strange).subject()).isEqualTo("user-1");
    }

    // ---- how long it counts

    @Test
    void j28ATokenTakenBackCountsForThirtySecondsAtMost() {
        server.issue(TOKEN, good());
        introspection.identify(TOKEN);
        server.revoke(TOKEN);

        after(Duration.ofSeconds(29));
        assertThat(introspection.identify(TOKEN).subject()).isEqualTo("user-1");
        assertThat(server.asked()).hasSize(1);

        after(Duration.ofSeconds(30));
        assertRefused(introspection, TOKEN, Reason.INACTIVE);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void aTokenIsAskedAboutAgainWhenItEnds() {
        server.issue(TOKEN, with("exp", NOW.plusSeconds(10).getEpochSecond()));
        introspection.identify(TOKEN);
        server.revoke(TOKEN);

        after(Duration.ofSeconds(10));

        assertRefused(introspection, TOKEN, Reason.INACTIVE);
    }

    @Test
    void aTokenNotInForceIsAskedAboutAgainAfterTenSeconds() {
        assertRefused(introspection, TOKEN, Reason.INACTIVE);
        server.issue(TOKEN, good());

        after(Duration.ofSeconds(9));
        assertRefused(introspection, TOKEN, Reason.INACTIVE);
        assertThat(server.asked()).hasSize(1);

        after(Duration.ofSeconds(10));
        assertThat(introspection.identify(TOKEN).subject()).isEqualTo("user-1");
    }

    // ---- no answer

    static Stream<Arguments> noAnswers() {
        return Stream.of(
                noAnswer("status 500", exchange -> TestIntrospection.send(exchange, 500, "{\"active\":true}")),
                noAnswer("status 401", exchange -> TestIntrospection.send(exchange, 401, "{\"active\":true}")),
                noAnswer("status 204", exchange -> exchange.sendResponseHeaders(204, -1)),
                noAnswer("not JSON", exchange -> TestIntrospection.send(exchange, 200, "<html>")),
                noAnswer("empty", exchange -> TestIntrospection.send(exchange, 200, "")),
                noAnswer("null", exchange -> TestIntrospection.send(exchange, 200, "null")),
                noAnswer("a list", exchange -> TestIntrospection.send(exchange, 200, "[{\"active\":true}]")),
                noAnswer("no active", exchange -> TestIntrospection.send(exchange, 200, "{\"sub\":\"user-1\"}")),
                noAnswer("active is text", exchange -> TestIntrospection.send(exchange, 200, "{\"active\":\"true\"}")),
                noAnswer("active is 1", exchange -> TestIntrospection.send(exchange, 200, "{\"active\":1}")),
                noAnswer(
                        "active twice",
                        exchange -> TestIntrospection.send(exchange, 200, "{\"active\":false,\"active\":true}")),
                noAnswer("two answers", exchange -> TestIntrospection.send(exchange, 200, "{\"active\":true}{}")),
                noAnswer("deep", exchange -> TestIntrospection.send(exchange, 200, "{\"a\":".repeat(5000) + "1")),
                noAnswer(
                        "too long",
                        exchange -> TestIntrospection.send(
                                exchange,
                                200,
                                "{\"active\":true,\"f\":\"" + "x".repeat(TokenIntrospection.MAX_BYTES) + "\"}")),
                noAnswer("cut off", exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write("{\"active\":true".getBytes());
                }),
                noAnswer("J14 sent elsewhere", exchange -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                }));
    }

    private static Arguments noAnswer(String what, Mischief mischief) {
        return Arguments.of(what, mischief);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAnswers")
    void withoutAnAnswerNoTokenCounts(String what, Mischief mischief) {
        server.issue(TOKEN, good());
        server.misbehave(mischief);

        assertRefused(introspection, TOKEN, Reason.INTROSPECTION_UNAVAILABLE);

        assertThat(server.elsewhere()).as(what).isEmpty();
        server.behave();
        after(TokenIntrospection.PAUSE);
        assertThat(introspection.identify(TOKEN).subject()).isEqualTo("user-1");
    }

    @Test
    void aSlowAnswerIsGivenUpAfterThreeSecondsAndThenNothingIsAskedForASecond() {
        server.misbehave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            server.neverEnd();
        });
        long begin = System.nanoTime();

        assertRefused(introspection, TOKEN, Reason.INTROSPECTION_UNAVAILABLE);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(IssuerCall.PATIENCE, Duration.ofSeconds(8));
        assertRefused(introspection, "another", Reason.INTROSPECTION_UNAVAILABLE);
        assertThat(server.asked()).containsExactly(TOKEN);
    }

    @Test
    void aServerThatIsAwayIsNoAnswerAndAKnownTokenCountsToTheEndOfItsHalfMinute() {
        server.issue(TOKEN, good());
        introspection.identify(TOKEN);
        server.close();

        assertThat(introspection.identify(TOKEN).subject()).isEqualTo("user-1");
        assertRefused(introspection, "another", Reason.INTROSPECTION_UNAVAILABLE);

        after(TokenIntrospection.REMEMBERED);
        assertRefused(introspection, TOKEN, Reason.INTROSPECTION_UNAVAILABLE);
    }

    @Test
    void ofOneTokenOneQuestionIsUnderWayAndOfAllSixteen() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch full = new CountDownLatch(TokenIntrospection.QUESTIONS_AT_ONCE);
        server.misbehave(exchange -> {
            full.countDown();
            awaited(go);
            TestIntrospection.send(exchange, 200, "{\"active\":false}");
        });
        ExecutorService clients = Executors.newFixedThreadPool(40);

        List<Future<Reason>> told = IntStream.range(0, 40)
                .mapToObj(i -> clients.submit(() -> reason("random-" + i % 20)))
                .toList();
        awaited(full);
        // all seats are taken: whoever waits for one is sent away before the first comes free
        assertThat(reason("late")).isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);
        go.countDown();
        for (Future<Reason> answer : told) {
            assertThat(answer.get()).isIn(Reason.INACTIVE, Reason.INTROSPECTION_UNAVAILABLE);
        }

        assertThat(server.asked()).doesNotContain("late").doesNotHaveDuplicates();
        assertThat(server.asked().size()).isBetween(TokenIntrospection.QUESTIONS_AT_ONCE, 20);
        clients.shutdownNow();
    }

    private Reason reason(String token) {
        return catchThrowableOfType(TokenRefused.class, () -> introspection.identify(token))
                .reason();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- beside JWTs

    private TokenCheck byForm(TestIssuer issuer, boolean aboutAll) {
        Path keys = issuer.writeKeys(folder.resolve("by-form.json"));
        TokenVerifier jwts = new TokenVerifier(
                List.of(new TrustedIssuer(TestIssuer.NAME, new KeyLocation.InFile(keys))), demands(), clock);
        return new TokenCheckByForm(jwts, introspection, aboutAll);
    }

    @Test
    void aJwtIsVerifiedAndOnlyOtherTokensAreAskedAbout() {
        TestIssuer issuer = new TestIssuer();
        TokenCheck check = byForm(issuer, false);
        server.issue(TOKEN, good());

        assertThat(check.identify(issuer.sign(TestIssuer.claims(BASE, NOW))).subject())
                .isEqualTo("user-1");
        assertThat(check.identify(TOKEN).subject()).isEqualTo("user-1");
        assertRefused(check, new TestIssuer().sign(TestIssuer.claims(BASE, NOW)), Reason.SIGNATURE);

        assertThat(server.asked()).containsExactly(TOKEN);
    }

    @Test
    void j28WhereAllAreAskedAboutAJwtTakenBackEndsToo() {
        TestIssuer issuer = new TestIssuer();
        TokenCheck check = byForm(issuer, true);
        String jwt = issuer.sign(TestIssuer.claims(BASE, NOW));
        server.issue(jwt, Map.of("active", true, "exp", NOW.plusSeconds(300).getEpochSecond()));
        assertThat(check.identify(jwt).role()).isEqualTo(Role.GP);
        server.revoke(jwt);

        after(TokenIntrospection.REMEMBERED);

        assertRefused(check, jwt, Reason.INACTIVE);
        String forged = new TestIssuer().sign(TestIssuer.claims(BASE, NOW));
        assertRefused(check, forged, Reason.SIGNATURE);
        assertThat(server.asked()).containsExactly(jwt, jwt);
    }

    @Test
    void anAnswerAboutSomebodyElseIsNoAnswerAboutAJwt() {
        TestIssuer issuer = new TestIssuer();
        String jwt = issuer.sign(TestIssuer.claims(BASE, NOW));
        server.issue(jwt, with("sub", "user-2"));

        assertRefused(byForm(issuer, true), jwt, Reason.CLAIMS);
    }

    // ---- what is set up

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example.org/introspect",
                "file:/etc/passwd",
                "http://127.evil.example/i",
                "https:/x"
            })
    void nothingIsAskedInTheClear(String url) {
        assertThatThrownBy(() -> asking(URI.create(url))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSecretIsOneLineOfAFileAndNeverShown() throws Exception {
        ClientSecret secret = ClientSecret.inFile(server.writeSecret(folder));
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path two = Files.writeString(folder.resolve("two"), "one\ntwo\n");

        assertThat(new TokenIntrospection.Endpoint(server.url(), "c", secret, "i").toString())
                .doesNotContain(TestIntrospection.SECRET, "not+a");
        for (Path wrong : List.of(empty, two, folder.resolve("missing"), folder)) {
            assertThatThrownBy(() -> ClientSecret.inFile(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the file ");
        }
    }
}
