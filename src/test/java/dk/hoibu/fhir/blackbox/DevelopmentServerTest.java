package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.App.CLINIC;
import static dk.hoibu.fhir.blackbox.App.WARD;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static dk.hoibu.fhir.blackbox.TestServer.RIKKE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The development authorization server, from the record system's button to the child's data, and what it refuses. Ids are those of the security baseline. */
class DevelopmentServerTest {

    private static final String CALLBACK = "http://127.0.0.1:9000/callback";
    private static final String LAUNCH = "launch launch/patient openid fhirUser online_access patient/*.rs";
    private static final String EVIL = "evil.example.org";

    @TempDir
    private static Path folder;

    private static final MovedClock CLOCK = new MovedClock();
    private static TestServer server;
    private static App app;
    private static App vendor;

    @BeforeAll
    static void start(@TempDir Path more) throws IOException {
        Path clients = Files.writeString(more.resolve("clients.json"), """
                [{"client_id": "vendor", "token_endpoint_auth_method": "none",
                  "redirect_uris": ["https://app.vendor.example.org/back?keep=1"],
                  "origins": ["https://app.vendor.example.org"],
                  "grant_types": ["authorization_code", "refresh_token"],
                  "scope": "launch openid fhirUser online_access patient/EpisodeOfCare.rs user/Patient.rs"}]
                """);
        server = TestServer.startIn(
                folder, CLOCK, "access.development-server=true", "access.development-clients=" + clients);
        app = new App(server, "sample-epj", CALLBACK);
        vendor = new App(server, "vendor", "https://app.vendor.example.org/back?keep=1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void now() {
        CLOCK.ahead(Duration.ZERO);
    }

    private static String gpHandle() {
        return app.handle("gp-pandrup", CLINIC, LARS);
    }

    private static Answer launched() {
        Answer answer = app.login("gp-pandrup", LAUNCH, Optional.of(gpHandle()));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private static String text(Answer answer, String field) {
        return answer.json().path(field).asText();
    }

    /** A page that says no: nobody is sent anywhere, and nothing of what was sent is on it. */
    private static void assertPage(Answer answer, String... sent) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains("invalid_request");
        if (sent.length > 0) {
            assertThat(answer.body() + answer.headers()).doesNotContain(sent);
        }
        assertSafe(answer);
    }

    private static void assertSafe(Answer answer) {
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.header("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.body() + answer.headers())
                .doesNotContain("Exception", "dk.hoibu.", "\tat ", "nimbus", "Jetty", "Berggren", LARS, RIKKE);
    }

    /** An error at the application's address, with its state and our name. */
    private static void assertSentBack(Answer answer, String error) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
        assertThat(answer.header("Location").orElse("")).startsWith(CALLBACK + "?");
        Map<String, String> back = App.sentBack(answer);
        assertThat(back).containsEntry("error", error).doesNotContainKey("code");
        assertThat(back).containsEntry("iss", app.auth(""));
        assertSafe(answer);
    }

    private static void assertRefused(Answer answer, int status, String error, String... sent) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(text(answer, "error")).isEqualTo(error);
        assertThat(answer.json().has("access_token")).isFalse();
        assertThat(answer.header("Location")).isEmpty();
        if (sent.length > 0) {
            assertThat(answer.body() + answer.headers()).doesNotContain(sent);
        }
        assertSafe(answer);
        assertThat(answer.header("Pragma")).contains("no-cache");
    }

    private static Map<String, String> changed(Map<String, String> request, String name, String value) {
        Map<String, String> other = new LinkedHashMap<>(request);
        other.put(name, value);
        return other;
    }

    private static Map<String, String> without(Map<String, String> request, String name) {
        Map<String, String> other = new LinkedHashMap<>(request);
        other.remove(name);
        return other;
    }

    // ---- from the button to the data

    @Test
    void theButtonOpensTheChildsDataForWhoPressedIt() {
        String episode =
                app.get("EpisodeOfCare", text(launched(), "access_token")).ids().get(0);
        Answer answer = app.login(
                "gp-pandrup", LAUNCH, Optional.of(app.handle("gp-pandrup", CLINIC, LARS, "EpisodeOfCare/" + episode)));

        JsonNode response = answer.json();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Pragma")).contains("no-cache");
        assertThat(response.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(response.get("expires_in").asInt()).isEqualTo(3600);
        assertThat(response.get("scope").asText()).isEqualTo(LAUNCH);
        assertThat(response.get("fhirContext")).hasToString("[{\"reference\":\"EpisodeOfCare/" + episode + "\"}]");
        assertThat(response.has("encounter")).isFalse();
        assertThat(response.get("need_patient_banner").isBoolean()).isTrue();
        assertThat(response.get("intent").asText()).isEqualTo("overview");
        assertThat(response.get("tenant").asText()).isEqualTo("sor:" + CLINIC);
        String token = response.get("access_token").asText();
        Answer child = app.get("Patient/" + response.get("patient").asText(), token);
        assertThat(child.status()).isEqualTo(200);
        assertThat(child.body()).contains(LARS);
        assertThat(app.get("EpisodeOfCare", token).ids()).contains(episode);
        assertThat(token.length()).isLessThan(8192);
    }

    @Test
    void aTokenOfALaunchShowsNoOtherChild() {
        String lars = text(launched(), "access_token");
        String rikke =
                text(app.login("gp-pandrup", LAUNCH, Optional.of(app.handle("gp-pandrup", CLINIC, RIKKE))), "patient");

        assertThat(app.get("Patient/" + rikke, lars).status()).isEqualTo(404);
        assertThat(app.get("EpisodeOfCare?patient=Patient/" + rikke, lars).status())
                .isEqualTo(403);
    }

    @Test
    void theStyleIsAtAnAddressOfItsOwnContent() {
        Answer style = server.get(text(launched(), "smart_style_url"), "Origin", "https://" + EVIL);

        assertThat(style.status()).isEqualTo(200);
        assertThat(style.request()).matches(".*/auth/style-[A-Za-z0-9_-]{16}\\.json");
        assertThat(style.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(style.json().has("color_background")).isTrue();
    }

    @Test
    void theIdentityTokenTellsWhoTheUserIs() throws ParseException, JOSEException {
        Answer answer = launched();
        SignedJWT identity = SignedJWT.parse(text(answer, "id_token"));
        JWKSet keys = JWKSet.parse(server.get(app.auth("/jwks")).body());

        assertThat(identity.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(identity.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(identity.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(keys.getKeys()).allSatisfy(key -> {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.getX509CertChain()).isNull();
        });
        assertThat(identity.getJWTClaimsSet().getIssuer()).isEqualTo(app.auth(""));
        assertThat(identity.getJWTClaimsSet().getAudience()).containsExactly("sample-epj");
        assertThat(identity.getJWTClaimsSet().getClaim("nonce")).isEqualTo("nonce-1");
        assertThat(identity.getJWTClaimsSet().getClaim("fhirUser"))
                .isEqualTo(server.base() + "/PractitionerRole/gp-pandrup");
    }

    @Test
    void whoTheUserIsCanBeReadWithTheToken() throws ParseException {
        Answer answer = launched();
        String user = SignedJWT.parse(text(answer, "id_token"))
                .getJWTClaimsSet()
                .getClaim("fhirUser")
                .toString();

        Answer read = app.get(user, text(answer, "access_token"));

        assertThat(read.status()).as(read.toString()).isEqualTo(200);
        assertThat(text(read, "resourceType")).isEqualTo("PractitionerRole");
        assertThat(read.body()).contains("Inger Test Klit");
    }

    @Test
    void whoIsNoResourceHereIsNotGrantedFhirUser() throws ParseException {
        Answer answer = app.login("auditor", "openid fhirUser", Optional.empty());

        assertThat(text(answer, "scope")).isEqualTo("openid");
        assertThat(SignedJWT.parse(text(answer, "id_token")).getJWTClaimsSet().getClaim("fhirUser"))
                .isNull();
    }

    @Test
    void j22AnIdentityTokenIsNoAccessToken() {
        assertThat(app.get("Organization", text(launched(), "id_token")).status())
                .isEqualTo(401);
    }

    @Test
    void authorizeTakesAPostToo() {
        Answer page = app.post("/authorize", app.request(LAUNCH, Optional.of(gpHandle())));

        Map<String, String> back = App.sentBack(app.signIn(page, "gp-pandrup"));

        assertThat(app.token(app.exchange(back.get("code"))).status()).isEqualTo(200);
    }

    @Test
    void theResourceParameterMayStandForAud() {
        Map<String, String> request = without(app.request("user/*.rs", Optional.empty()), "aud");
        request.put("resource", server.base());

        assertThat(App.sentBack(app.signIn(app.authorize(request), "gp-pandrup")))
                .containsKey("code");
    }

    @Test
    void withoutALaunchThereIsNoChildAndNoPatientScope() {
        Answer answer = app.login("gp-pandrup", "openid patient/*.rs user/*.rs", Optional.empty());

        assertThat(text(answer, "scope")).isEqualTo("openid user/*.rs");
        assertThat(answer.json().has("patient")).isFalse();
        assertThat(answer.json().has("need_patient_banner")).isFalse();
        assertThat(app.get("Organization?active=true&_count=1", text(answer, "access_token"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "user/*.read, user/*.read",
        "user/*.*, user/*.read",
        "user/*.cruds, user/*.rs",
        "user/Appointment.rs?status=booked, user/Appointment.rs?status=booked",
        "user/Patient.sr user/Patient.r, user/Patient.r",
        "user/Patient.r nonsense offline_access, user/Patient.r",
        "user/Patient.r system/*.rs, user/Patient.r"
    })
    void grantedIsWhatApplicationAndUserBothMay(String asked, String granted) {
        Answer answer = app.login("gp-pandrup", asked, Optional.empty());

        assertThat(text(answer, "scope")).isEqualTo(granted);
    }

    @Test
    void anApplicationGetsNoMoreThanItWasRegisteredWith() {
        Answer answer = vendor.login("gp-pandrup", "user/*.rs", Optional.empty());

        assertThat(text(answer, "scope")).isEqualTo("user/Patient.rs");
        assertThat(app.get("Organization?active=true", text(answer, "access_token"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoseRightsWereTakenAwayGetsNothing() {
        assertSentBack(
                app.signIn(app.authorize(app.request("user/*.rs", Optional.empty())), "withdrawn"), "access_denied");
    }

    @Test
    void theUserMaySayNo() {
        Answer page = app.authorize(app.request("user/*.rs", Optional.empty()));
        Answer answer = server.post(
                app.auth("/signin"),
                "attempt=" + App.attempt(page) + "&cancel=cancel",
                "Cookie",
                App.cookie(page),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertSentBack(answer, "access_denied");
        assertThat(App.sentBack(answer)).containsEntry("state", App.STATE);
    }

    // ---- the sign-in page

    @Test
    void o32TheSignInPageSaysWhatItIsAndTellsNobodyElse() {
        Answer page = app.authorize(app.request(LAUNCH, Optional.of(gpHandle())));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("UDVIKLINGSSERVER", "DEVELOPMENT SERVER", "gp-pandrup", "bup-psychiatrist")
                .doesNotContain("<script", "value=\"sapa\"", "value=\"epj\"");
        assertThat(page.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(page.header("Set-Cookie").orElse("")).contains("HttpOnly", "SameSite=Lax", "Path=/auth");
        assertThat(page.header("Content-Security-Policy").orElse(""))
                .contains("form-action 'self' http://127.0.0.1:9000;");
        assertSafe(page);
        Answer back = app.signIn(page, "gp-pandrup");
        assertThat(back.header("Location").orElse("")).startsWith(CALLBACK + "?code=");
        assertSafe(back);
    }

    @Test
    void theFormIsGoodOnceAndInItsBrowserAlone() {
        Answer page = app.authorize(app.request("user/*.rs", Optional.empty()));
        Answer other = app.authorize(app.request("user/*.rs", Optional.empty()));
        String form = "attempt=" + App.attempt(page) + "&user=gp-pandrup";
        String attempt = App.attempt(page);

        assertPage(server.post(app.auth("/signin"), form), attempt);
        assertPage(app.signIn(page, "gp-pandrup"), attempt);
        assertPage(
                server.post(
                        app.auth("/signin"),
                        "attempt=" + App.attempt(other) + "&user=gp-pandrup",
                        "Cookie",
                        App.cookie(page),
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                attempt);
        Answer third = app.authorize(app.request("user/*.rs", Optional.empty()));
        assertPage(app.signIn(third, "sapa"), App.attempt(third));
    }

    // ---- authorization requests

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9000/callback.evil.example.org",
                "http://127.0.0.1:9000.evil.example.org/callback",
                "http://127.0.0.1:9000@evil.example.org/callback",
                "http://127.0.0.1:9000\\@evil.example.org/callback",
                "http://evil.example.org/callback",
                "http://127.0.0.1:9000/callback?evil.example.org",
                "http://127.0.0.1:9000/callback#evil.example.org",
                "http://127.0.0.1:9000/callback/../evil.example.org",
                "http://127.0.0.1:9009/callback",
                "https://127.0.0.1:9000/callback",
                "HTTP://127.0.0.1:9000/callback",
                "http://127.0.0.1:9000/callback/",
                "http://127.0.0.1:9000/callbac",
                "http://127.0.0.1:9000/%63allback",
                "javascript:alert(1)",
                ""
            })
    void o01AnAddressThatIsNotRegisteredIsNeverGoneTo(String redirect) {
        Answer answer = app.authorize(changed(app.request("user/*.rs", Optional.empty()), "redirect_uri", redirect));

        assertPage(answer, EVIL, "9009", "javascript:", "%63");
    }

    @Test
    void o01AnUnknownApplicationOrNoAddressIsNeverGoneTo() {
        Map<String, String> request = app.request("user/*.rs", Optional.empty());

        assertPage(app.authorize(changed(request, "client_id", "nobody-i-know")), "nobody-i-know");
        assertPage(app.authorize(changed(request, "client_id", "sample-sapa")), "sample-sapa");
        assertPage(app.authorize(without(request, "client_id")));
        assertPage(app.authorize(without(request, "redirect_uri")));
        assertPage(server.get(app.auth("/authorize")));
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "response_type, id_token, unsupported_response_type",
        "response_type, code token, unsupported_response_type",
        "response_type, , invalid_request",
        "response_mode, fragment, invalid_request",
        "response_mode, form_post, invalid_request",
        "code_challenge, , invalid_request",
        "code_challenge, short, invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, , invalid_request",
        "aud, https://evil.example.org/fhir, invalid_request",
        "aud, , invalid_request",
        "scope, , invalid_scope",
        "scope, nonsense, invalid_scope",
        "scope, launch user/*.rs, invalid_request",
        "launch, no-such-handle, invalid_request",
        "prompt, none, login_required",
        "request, e30.e30., request_not_supported",
        "request_uri, https://evil.example.org/r, request_uri_not_supported"
    })
    void o02AWrongRequestIsToldToTheApplication(String name, String value, String error) {
        Map<String, String> right = app.request("user/*.rs", Optional.empty());
        Map<String, String> request = value == null ? without(right, name) : changed(right, name, value);
        Answer asked = app.authorize(request);
        // which scopes are granted is known when the user is
        Answer answer = asked.status() == 200 ? app.signIn(asked, "gp-pandrup") : asked;

        assertSentBack(answer, error);
        assertThat(App.sentBack(answer)).containsEntry("state", App.STATE);
        assertThat(answer.header("Location").orElse("")).doesNotContain(EVIL, "no-such-handle");
    }

    @Test
    void o10TheStateComesBackToTheLetter() {
        String state = "<>&\"'%20 +=#?/\\æøå€😀";
        Answer answer = app.signIn(
                app.authorize(changed(app.request("user/*.rs", Optional.empty()), "state", state)), "gp-pandrup");
        Answer error = app.authorize(
                changed(changed(app.request("user/*.rs", Optional.empty()), "state", state), "response_type", "token"));

        assertThat(App.sentBack(answer)).containsEntry("state", state).containsKey("code");
        assertThat(App.sentBack(error)).containsEntry("state", state);
        assertThat(answer.header("Location").orElse("")).doesNotContain("<", ">", "\"", " ");
        assertSentBack(app.authorize(without(app.request("user/*.rs", Optional.empty()), "state")), "invalid_request");
    }

    @Test
    void o16TheAnswerSaysWhoseItIs() {
        Map<String, String> back =
                App.sentBack(app.signIn(app.authorize(app.request("user/*.rs", Optional.empty())), "gp-pandrup"));

        assertThat(back)
                .containsEntry(
                        "iss",
                        server.get(app.auth("/.well-known/openid-configuration"))
                                .json()
                                .get("issuer")
                                .asText());
    }

    @Test
    void o28AParameterThatComesTwiceIsRefused() {
        String query = TestServer.query(app.request("user/*.rs", Optional.empty()));
        for (String twice :
                List.of("client_id=" + EVIL, "redirect_uri=http://" + EVIL, "state=" + EVIL, "launch=x&launch=y")) {
            assertPage(server.get(app.auth("/authorize") + "?" + query + "&" + twice), EVIL);
        }
        String form = TestServer.query(app.exchange("code-x"));
        assertRefused(server.post(app.auth("/token"), form + "&client_id=" + EVIL), 400, "invalid_request", EVIL);
        assertRefused(server.post(app.auth("/token"), form + "&grant_type=x"), 400, "invalid_request", "code-x");
    }

    @Test
    void o31NoOtherParameterSendsAnybodyAnywhere() {
        Map<String, String> request = app.request("user/*.rs", Optional.empty());
        for (String name : List.of("post_logout_redirect_uri", "error_uri", "return_to", "next", "target_link_uri")) {
            Answer page = app.authorize(changed(request, name, "https://" + EVIL));
            Answer back = app.signIn(page, "gp-pandrup");
            assertThat(page.body() + page.headers() + back.headers()).doesNotContain(EVIL);
            assertThat(back.header("Location").orElse("")).startsWith(CALLBACK + "?code=");
        }
        for (String path : List.of("/logout", "/end_session", "/register", "/nothing", "/signin")) {
            Answer answer = server.get(app.auth(path) + "?post_logout_redirect_uri=https://" + EVIL);
            assertThat(answer.status()).as(path).isIn(404, 405);
            assertThat(answer.header("Location")).isEmpty();
            assertThat(answer.body()).doesNotContain(EVIL);
        }
    }

    @Test
    void theAddressKeepsTheQueryItWasRegisteredWith() {
        Answer answer = vendor.signIn(vendor.authorize(vendor.request("user/*.rs", Optional.empty())), "gp-pandrup");

        assertThat(answer.header("Location").orElse("")).startsWith("https://app.vendor.example.org/back?keep=1&");
    }

    // ---- launches

    @Test
    void o11AHandleIsGoodForOneAttempt() {
        String handle = gpHandle();

        assertThat(app.authorize(app.request(LAUNCH, Optional.of(handle))).status())
                .isEqualTo(200);
        assertSentBack(app.authorize(app.request(LAUNCH, Optional.of(handle))), "invalid_request");
    }

    @Test
    void o11AHandleIsSpentAlsoWhenTheRestIsWrong() {
        String handle = gpHandle();
        String other = gpHandle();

        assertSentBack(
                app.authorize(changed(app.request(LAUNCH, Optional.of(handle)), "aud", "https://" + EVIL)),
                "invalid_request");
        assertPage(app.authorize(changed(app.request(LAUNCH, Optional.of(other)), "redirect_uri", "https://" + EVIL)));
        assertSentBack(app.authorize(app.request(LAUNCH, Optional.of(handle))), "invalid_request");
        assertSentBack(app.authorize(app.request(LAUNCH, Optional.of(other))), "invalid_request");
    }

    @Test
    void aHandleIsGoodForAMinute() {
        String handle = gpHandle();
        CLOCK.ahead(Duration.ofSeconds(61));

        assertSentBack(app.authorize(app.request(LAUNCH, Optional.of(handle))), "invalid_request");
    }

    @Test
    void o13AHandleIsForOneApplication() {
        String handle = gpHandle();
        Answer foreign = vendor.authorize(vendor.request("launch patient/*.rs", Optional.of(handle)));

        assertThat(App.sentBack(foreign))
                .containsEntry("error", "invalid_request")
                .doesNotContainKey("code");
        assertSentBack(app.authorize(app.request(LAUNCH, Optional.of(handle))), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bup-psychiatrist", "ppr-aalborg", "auditor", "withdrawn"})
    void o14AHandleIsForOneUser(String other) {
        Answer page = app.authorize(app.request(LAUNCH, Optional.of(gpHandle())));

        assertSentBack(app.signIn(page, other), "access_denied");
    }

    @Test
    void o14AHandleIsForOneOrganisation() {
        String handle = app.handle("gp-pandrup", WARD, LARS);

        assertSentBack(
                app.signIn(app.authorize(app.request(LAUNCH, Optional.of(handle))), "gp-pandrup"), "access_denied");
    }

    // ---- codes

    @Test
    void o04ACodeNeedsItsVerifier() {
        for (String verifier : List.of(
                "", " ", App.challenge(App.VERIFIER), App.VERIFIER + "x", "short", "ø".repeat(50), "a".repeat(200))) {
            String code = app.code("gp-pandrup", "user/*.rs", Optional.empty());
            assertRefused(
                    app.token(changed(app.exchange(code), "code_verifier", verifier)), 400, "invalid_grant", code);
            // the code is spent
            assertRefused(app.token(app.exchange(code)), 400, "invalid_grant", code);
        }
        String code = app.code("gp-pandrup", "user/*.rs", Optional.empty());
        assertRefused(app.token(without(app.exchange(code), "code_verifier")), 400, "invalid_grant", code);
    }

    @Test
    void o05ACodeThatComesTwiceEndsTheSession() {
        String code = app.code("gp-pandrup", LAUNCH, Optional.of(gpHandle()));
        JsonNode tokens = app.token(app.exchange(code)).json();
        String access = tokens.get("access_token").asText();
        assertThat(app.get("EpisodeOfCare", access).status()).isEqualTo(200);

        assertRefused(app.token(app.exchange(code)), 400, "invalid_grant", code);

        assertThat(app.get("EpisodeOfCare", access).status()).isEqualTo(401);
        assertRefused(app.refresh(tokens.get("refresh_token").asText()), 400, "invalid_grant");
    }

    @Test
    void o07ACodeIsGoodForAMinute() {
        String inTime = app.code("gp-pandrup", "user/*.rs", Optional.empty());
        String late = app.code("gp-pandrup", "user/*.rs", Optional.empty());
        CLOCK.ahead(Duration.ofSeconds(50));
        assertThat(app.token(app.exchange(inTime)).status()).isEqualTo(200);
        CLOCK.ahead(Duration.ofSeconds(61));

        assertRefused(app.token(app.exchange(late)), 400, "invalid_grant", late);
    }

    @Test
    void o08ACodeIsForTheAddressItWasSentTo() {
        String code = app.code("gp-pandrup", "user/*.rs", Optional.empty());
        assertRefused(
                app.token(changed(app.exchange(code), "redirect_uri", "http://localhost:9000/callback")),
                400,
                "invalid_grant",
                code);
        String other = app.code("gp-pandrup", "user/*.rs", Optional.empty());
        assertRefused(app.token(without(app.exchange(other), "redirect_uri")), 400, "invalid_grant", other);
    }

    @Test
    void aCodeIsForTheApplicationThatAskedForIt() {
        String code = app.code("gp-pandrup", "user/*.rs", Optional.empty());

        assertRefused(app.token(changed(app.exchange(code), "client_id", "vendor")), 400, "invalid_grant", code);
        assertRefused(app.token(app.exchange("no-such-code")), 400, "invalid_grant", "no-such-code");
    }

    // ---- refresh

    @Test
    void aRefreshTokenGivesTheSameAgain() {
        JsonNode first = launched().json();
        Answer answer = app.refresh(first.get("refresh_token").asText());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        for (String same : List.of("scope", "patient", "tenant", "token_type", "expires_in")) {
            assertThat(answer.json().get(same)).isEqualTo(first.get(same));
        }
        assertThat(text(answer, "refresh_token"))
                .isNotEqualTo(first.get("refresh_token").asText());
        assertThat(app.get("EpisodeOfCare", text(answer, "access_token")).status())
                .isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void withoutOnlineAccessThereIsNoRefreshToken() {
        assertThat(app.login("gp-pandrup", "user/*.rs", Optional.empty()).json().has("refresh_token"))
                .isFalse();
    }

    @Test
    void o25ARefreshTokenThatComesTwiceEndsTheSession() {
        JsonNode first = launched().json();
        Answer second = app.refresh(first.get("refresh_token").asText());
        assertThat(second.status()).isEqualTo(200);

        assertRefused(app.refresh(first.get("refresh_token").asText()), 400, "invalid_grant");

        assertRefused(app.refresh(text(second, "refresh_token")), 400, "invalid_grant");
        for (String token : List.of(first.get("access_token").asText(), text(second, "access_token"))) {
            assertThat(app.get("EpisodeOfCare", token).status()).isEqualTo(401);
        }
    }

    @Test
    void o25ARefreshTokenOfAnotherApplicationEndsTheSession() {
        JsonNode first = launched().json();
        String refresh = first.get("refresh_token").asText();

        assertRefused(vendor.refresh(refresh), 400, "invalid_grant", refresh);

        assertRefused(app.refresh(refresh), 400, "invalid_grant", refresh);
        assertThat(app.get("EpisodeOfCare", first.get("access_token").asText()).status())
                .isEqualTo(401);
    }

    @Test
    void o26ARefreshTokenGivesNoMoreThanBefore() {
        String refresh = launched().json().get("refresh_token").asText();

        assertRefused(app.refresh(refresh, "scope", "user/*.rs"), 400, "invalid_scope", refresh);
        assertRefused(app.refresh(refresh, "scope", LAUNCH + " user/*.rs"), 400, "invalid_scope", refresh);
        Answer less = app.refresh(refresh, "scope", "patient/*.rs");
        assertThat(text(less, "scope")).isEqualTo("patient/*.rs");
        assertThat(text(app.refresh(text(less, "refresh_token")), "scope")).isEqualTo(LAUNCH);
    }

    @Test
    void aSessionEndsWithTheWorkingDay() {
        String refresh = launched().json().get("refresh_token").asText();
        CLOCK.ahead(Duration.ofHours(8).plusSeconds(1));

        assertRefused(app.refresh(refresh), 400, "invalid_grant", refresh);
    }

    // ---- discovery and other applications' pages

    @Test
    void theSmartConfigurationTellsAllThatIsTestedHere() {
        Answer refused = server.get("Organization");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).contains(".well-known/smart-configuration");
        JsonNode document = server.get(".well-known/smart-configuration").json();

        assertThat(words(document, "capabilities"))
                .containsExactlyInAnyOrder(
                        "permission-patient",
                        "permission-user",
                        "permission-v1",
                        "permission-v2",
                        "permission-online",
                        "launch-ehr",
                        "authorize-post",
                        "client-public",
                        "client-confidential-asymmetric",
                        "sso-openid-connect",
                        "context-banner",
                        "context-style",
                        "context-ehr-patient");
        assertThat(words(document, "grant_types_supported"))
                .containsExactlyInAnyOrder("authorization_code", "refresh_token", "client_credentials");
        assertThat(words(document, "code_challenge_methods_supported")).containsExactly("S256");
        assertThat(words(document, "response_types_supported")).containsExactly("code");
        assertThat(words(document, "token_endpoint_auth_methods_supported")).containsExactly("private_key_jwt");
        assertThat(words(document, "token_endpoint_auth_signing_alg_values_supported"))
                .containsExactly("ES384", "RS384");
        assertThat(words(document, "scopes_supported")).contains("launch", "openid", "fhirUser", "online_access");
        for (String none :
                List.of("user_access_brand_bundle", "user_access_brand_identifier", "smart_app_state_endpoint")) {
            assertThat(document.has(none)).as(none).isFalse();
        }
        for (String url : List.of(
                "issuer",
                "jwks_uri",
                "authorization_endpoint",
                "token_endpoint",
                "introspection_endpoint",
                "revocation_endpoint")) {
            assertThat(text(server.get(".well-known/smart-configuration"), url)).startsWith(server.root() + "auth");
        }
    }

    private static List<String> words(JsonNode document, String field) {
        return StreamSupport.stream(document.path(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void openIdDiscoveryAgrees() {
        JsonNode ours = server.get(".well-known/smart-configuration").json();
        Answer answer = server.get(app.auth("/.well-known/openid-configuration"), "Origin", "https://" + EVIL);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        for (String same : List.of("issuer", "jwks_uri", "authorization_endpoint", "token_endpoint")) {
            assertThat(answer.json().get(same)).isEqualTo(ours.get(same));
        }
        assertThat(words(answer.json(), "id_token_signing_alg_values_supported"))
                .containsExactly("RS256");
        assertThat(answer.json()
                        .get("authorization_response_iss_parameter_supported")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void everyScopeThatIsListedCanBeHad() {
        List<String> listed =
                words(server.get(".well-known/smart-configuration").json(), "scopes_supported");
        String launched = text(launched(), "scope");
        String user = text(app.login("gp-pandrup", "user/*.rs user/Patient.rs", Optional.empty()), "scope");

        for (String scope : listed) {
            if (scope.startsWith("system/") || scope.startsWith("https://")) {
                assertThat(backends()
                                .filter(id -> app.token(App.with(App.service(scope), app.assertion(id, app.key(id))))
                                                .status()
                                        == 200))
                        .as(scope)
                        .isNotEmpty();
            } else if (scope.startsWith("user/")) {
                assertThat(List.of(user.split(" "))).contains(scope);
            } else if (!scope.equals("patient/EpisodeOfCare.rs")) {
                assertThat(List.of(launched.split(" "))).contains(scope);
            }
        }
    }

    private static java.util.stream.Stream<String> backends() {
        return java.util.stream.Stream.of(
                "sample-sapa", "sample-msh", "sample-epj-backend", "sample-lps-backend", "sample-operations");
    }

    @Test
    void o29PagesOfRegisteredApplicationsMayAskAndNoOthers() {
        String code = vendor.code("gp-pandrup", "user/*.rs", Optional.empty());
        String origin = "https://app.vendor.example.org";
        Answer answer = vendor.token(vendor.exchange(code), "Origin", origin);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(origin);
        String token = "Bearer " + text(answer, "access_token");
        assertThat(server.get("Patient", "Authorization", token, "Origin", origin)
                        .header("Access-Control-Allow-Origin"))
                .contains(origin);

        for (String other : List.of("https://" + EVIL, origin + "." + EVIL, "https://appxvendor.example.org", "null")) {
            Answer refused = vendor.token(vendor.exchange("x"), "Origin", other);
            assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(refused.header("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(server.get("Patient", "Authorization", token, "Origin", other)
                            .header("Access-Control-Allow-Origin"))
                    .isEmpty();
            Answer preflight = server.send(
                    app.auth("/token"),
                    "OPTIONS",
                    Optional.empty(),
                    "Origin",
                    other,
                    "Access-Control-Request-Method",
                    "POST");
            assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void formsHaveASizeAndAType() {
        String large = "grant_type=" + "a".repeat(70_000);

        assertRefused(server.post(app.auth("/token"), large), 413, "invalid_request", "aaaa");
        assertRefused(
                server.send(
                        app.auth("/token"),
                        "POST",
                        Optional.of("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        "Content-Type",
                        "application/json"),
                415,
                "invalid_request");
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH")) {
            Answer answer = server.send(app.auth("/token"), method, Optional.empty());
            assertThat(answer.status()).isEqualTo(405);
            // methods that are nowhere on offer are refused before the token endpoint is asked
            assertThat(answer.header("Allow").orElse("")).contains("POST");
        }
        assertThat(server.get(app.auth("/token")).header("Allow")).contains("POST");
    }
}
