package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.ALI;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static dk.hoibu.fhir.blackbox.TestServer.RIKKE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.Payload;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that asks for tokens. The ids are those of the attacks in the security baseline; what tokens are believed, TokenVerifierTest tells. */
class TokenTest {

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final String NUMBER = "urn:oid:1.2.208.176.1.2|";

    private static TestServer server;
    private static String lars;
    private static String rikke;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.asking(ISSUER, "access.capabilities=launch-ehr");
        lars = idOf(LARS);
        rikke = idOf(RIKKE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String idOf(String number) {
        Answer answer = post("Patient/_search", "identifier=" + TestServer.encode(NUMBER + number), token("user/*.rs"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.ids().get(0);
    }

    private static Map<String, @Nullable Object> claims(String scope) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("scope", scope);
        return claims;
    }

    private static String token(String scope) {
        return ISSUER.sign(claims(scope));
    }

    /** For an application opened for that child. */
    private static String launched(String patient, String scope) {
        Map<String, @Nullable Object> claims = claims(scope);
        claims.put("patient", patient);
        return ISSUER.sign(claims);
    }

    private static Answer get(String path, String token) {
        return server.get(path, "Authorization", "Bearer " + token);
    }

    private static Answer post(String path, String form, String token) {
        return server.post(
                path, form, "Authorization", "Bearer " + token, "Content-Type", "application/x-www-form-urlencoded");
    }

    /** An error says what kind it is, and nothing of a child, of the program or of what was sent. */
    private static void assertRefused(Answer answer, int status, String... sent) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        List<String> never = new ArrayList<>(List.of(sent));
        never.addAll(List.of("Berggren", LARS, RIKKE, lars, rikke, "Exception", "dk.hoibu", "\tat ", "nimbus", "HAPI"));
        assertThat(answer.body() + answer.headers()).doesNotContain(never);
    }

    private static void assertUnauthenticated(Answer answer, boolean tokenSent, String... sent) {
        assertRefused(answer, 401, sent);
        assertThat(answer.json().at("/issue/0/code").asText()).isEqualTo("login");
        assertThat(answer.header("WWW-Authenticate"))
                .contains("Bearer realm=\"hoibu-fhir\"" + (tokenSent ? ", error=\"invalid_token\"" : ""));
    }

    private static void assertOutOfScope(Answer answer) {
        assertRefused(answer, 403);
        assertThat(answer.header("WWW-Authenticate").orElse("")).contains("error=\"insufficient_scope\"");
    }

    // ---- no token, wrong token

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Organization",
                "Patient/abc",
                "StructureDefinition",
                "api-docs",
                "swagger-ui/",
                "NoSuchType",
                "metadata/",
                "metadata;x=1",
                "%6detadata/x",
                "Patient/$everything",
                "AuditEvent"
            })
    void j01WithoutATokenThereIsNothing(String path) {
        assertUnauthenticated(server.get(path), false);
    }

    @Test
    void j02BasicIsNoToken() {
        assertUnauthenticated(server.get("Organization", "Authorization", "Basic dXNlcjpwYXNz"), false, "dXNlcjpwYXNz");
    }

    @Test
    void j04ATokenInTheBodyOrTheUrlIsNone() {
        String token = token("user/*.rs");

        assertUnauthenticated(server.get("Organization?access_token=" + token), false, token);
        assertUnauthenticated(server.post("Organization/_search", "access_token=" + token), false, token);
    }

    @Test
    void j05TwoHeadersAreOneTooMany() {
        String header = "Bearer " + token("user/*.rs");

        assertUnauthenticated(server.get("Organization", "Authorization", header, "Authorization", header), true);
    }

    static Stream<String> wrongTokens() {
        Map<String, @Nullable Object> foreign = claims("user/*.rs");
        foreign.put("aud", "https://other.example.org/fhir");
        Map<String, @Nullable Object> expired = claims("user/*.rs");
        expired.put("exp", Instant.now().minusSeconds(120).getEpochSecond());
        String good = token("user/*.rs");
        return Stream.of(
                "not-a-token",
                good.substring(0, good.length() - 10),
                new TestIssuer().sign(claims("user/*.rs")),
                ISSUER.sign(foreign),
                ISSUER.sign(expired),
                TestIssuer.sign(
                        new Payload(claims("user/*.rs")),
                        JWSAlgorithm.ES384,
                        ISSUER.ec(),
                        h -> h.type(JOSEObjectType.JWT)),
                TestIssuer.sign(
                        new Payload(claims("user/*.rs")),
                        JWSAlgorithm.ES384,
                        new TestIssuer().ec(),
                        h -> h.jwkURL(URI.create("http://127.0.0.1:9/keys"))),
                good + "a".repeat(9000));
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void j08AWrongTokenIsRefusedAndNotRepeated(String token) {
        assertUnauthenticated(get("Organization", token), true, token);
    }

    @Test
    void j25AHeaderBeyondAllMeasureIsRefusedByTheServerItself() {
        assertThat(get("Organization", "a".repeat(60_000)).status()).isEqualTo(431);
    }

    @Test
    void aRightTokenIsEnough() {
        Answer answer = post(
                "EpisodeOfCare/_search",
                "patient.identifier=" + LARS + "&_include=EpisodeOfCare:organization",
                token("user/*.rs"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.matches()).hasSize(2);
        assertThat(answer.included()).isNotEmpty();
    }

    // ---- what is open to all

    @Test
    void theSmartConfigurationIsJsonWhateverIsAskedFor() {
        for (String accept : List.of("application/fhir+xml", "text/html", "*/*", "application/json")) {
            Answer answer = server.get(
                    ".well-known/smart-configuration", "Accept", accept, "Origin", "https://app.example.org");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
            assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    @Test
    void theSmartConfigurationTellsWhereATokenIsToBeHad() {
        JsonNode document = server.get(".well-known/smart-configuration").json();

        assertThat(document.path("token_endpoint").asText()).isEqualTo("https://issuer.example.org/token");
        assertThat(document.path("authorization_endpoint").asText()).isEqualTo("https://issuer.example.org/authorize");
        assertThat(texts(document.path("grant_types_supported")))
                .containsExactlyInAnyOrder("authorization_code", "client_credentials");
        assertThat(texts(document.path("code_challenge_methods_supported"))).containsExactly("S256");
        assertThat(texts(document.path("capabilities")))
                .containsExactlyInAnyOrder(
                        "permission-patient", "permission-user", "permission-v1", "permission-v2", "launch-ehr");
        assertThat(document.has("issuer")).isFalse();
        for (String none :
                List.of("user_access_brand_bundle", "user_access_brand_identifier", "smart_app_state_endpoint")) {
            assertThat(document.has(none)).as(none).isFalse();
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void theCapabilityStatementNamesSmartOnlyWhereATokenIsAskedFor() {
        Answer answer = server.get("metadata", "Origin", "https://app.example.org");

        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.json().at("/rest/0/security/service/0/coding/0/code").asText())
                .isEqualTo("SMART-on-FHIR");
        assertThat(TestServer.shared()
                        .get("metadata")
                        .json()
                        .at("/rest/0/security/service")
                        .isMissingNode())
                .isTrue();
    }

    // ---- scopes

    @ParameterizedTest(name = "{0}: read {1}, search {2}")
    @CsvSource({
        "user/Organization.rs, 200, 200",
        "user/Organization.read, 200, 200",
        "user/*.cruds, 200, 200",
        "system/*.*, 200, 200",
        "user/Organization.r, 200, 403",
        "user/Organization.s, 403, 200",
        "user/Location.rs, 403, 403",
        "user/Organization.write, 403, 403",
        "user/Organization.dus, 403, 403",
        "user/Organization.sr, 403, 403",
        "user/Organization.R, 403, 403",
        "user/Organization.*rs, 403, 403",
        "user/Organization.rs?name:contains=a, 403, 403",
        "user/Organization.rs?nonsense=a, 403, 403",
        "user/Organization.rs?active=perhaps, 403, 403",
        "patient/Organization.rs, 403, 403",
        "openid fhirUser, 403, 403"
    })
    void s02S04S05S08ScopesAreHeldTo(String scope, int read, int search) {
        String id = get("Organization?active=true&_count=1", token("user/*.rs"))
                .ids()
                .get(0);

        Answer readAnswer = get("Organization/" + id, token(scope));
        Answer searchAnswer = get("Organization?active=true&_count=1", token(scope));

        assertThat(readAnswer.status()).isEqualTo(read);
        assertThat(searchAnswer.status()).isEqualTo(search);
        Stream.of(readAnswer, searchAnswer).filter(it -> it.status() == 403).forEach(TokenTest::assertOutOfScope);
    }

    @Test
    void s01WritingIsNotOnOffer() {
        Answer answer = server.send(
                "Patient",
                "POST",
                Optional.of("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "Authorization",
                "Bearer " + token("user/*.rs"),
                "Content-Type",
                "application/fhir+json");

        assertRefused(answer, 405);
    }

    @Test
    void s11MoreScopesThanATokenMayHoldAreTooMany() {
        assertUnauthenticated(get("Organization", token("user/*.rs " + "user/Patient.rs ".repeat(400))), true);
        assertThat(get("Organization", token("user/Patient.rs ".repeat(3000))).status())
                .isEqualTo(431);
    }

    @Test
    void s07AConstraintNarrowsSearchAndRead() {
        String search = "patient=Patient/" + lars + "&status=active,finished";
        Answer all = get("EpisodeOfCare?" + search, token("user/*.rs"));
        String closed = all.matches().stream()
                .filter(it -> it.path("status").asText().equals("finished"))
                .map(it -> it.path("id").asText())
                .findFirst()
                .orElseThrow();

        String onlyActive = token("user/EpisodeOfCare.rs?status=active");
        Answer narrowed = get("EpisodeOfCare?" + search, onlyActive);

        assertThat(narrowed.matches())
                .hasSizeLessThan(all.matches().size())
                .allSatisfy(it -> assertThat(it.path("status").asText()).isEqualTo("active"));
        // what the constraint leaves out, if anything, must not look like nothing
        for (Answer answer : List.of(narrowed, get("EpisodeOfCare?" + search + "&_summary=count", onlyActive))) {
            assertThat(answer.total()).isEmpty();
            assertThat(answer.body()).contains("not-in-scope");
        }
        assertThat(all.total()).contains(all.matches().size());
        assertRefused(get("EpisodeOfCare/" + closed, onlyActive), 404);
        assertThat(get("EpisodeOfCare/" + closed, token("user/EpisodeOfCare.rs?status=active user/EpisodeOfCare.r"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void includedResourcesNeedAScopeToo() {
        String search = "EpisodeOfCare?patient=Patient/" + lars
                + "&_include=EpisodeOfCare:organization&_include=EpisodeOfCare:patient";

        Answer answer = get(search, token("user/EpisodeOfCare.rs user/Patient.r"));

        assertThat(answer.included()).isNotEmpty();
        assertThat(answer.included())
                .allSatisfy(it -> assertThat(it.path("resourceType").asText()).isEqualTo("Patient"));
    }

    @Test
    void everythingIsWhatTheScopesLetBeRead() {
        Answer answer = get("Patient/" + lars + "/$everything", token("user/Patient.r user/EpisodeOfCare.r"));

        assertThat(new TreeSet<>(Stream.concat(answer.matches().stream(), answer.included().stream())
                        .map(it -> it.path("resourceType").asText())
                        .toList()))
                .containsExactly("EpisodeOfCare", "Patient");
        // appointments are not for this role, and the network is out of scope: no total says that this is all
        assertThat(answer.total()).isEmpty();
        assertThat(answer.body()).contains("not-for-role", "not-in-scope");
        assertOutOfScope(get("Patient/" + lars + "/$everything", token("user/EpisodeOfCare.rs")));
    }

    // ---- one child's context

    @Test
    void b01B02B25ATokenForOneChildReadsNoOther() {
        String all = token("user/*.rs");
        String episode =
                get("EpisodeOfCare?patient=Patient/" + rikke, all).ids().get(0);
        String forLars = launched(lars, "patient/*.rs");
        String neverIssued = "a".repeat(rikke.length());

        assertThat(get("Patient/" + lars, forLars).status()).isEqualTo(200);
        for (List<String> pair : List.of(
                List.of("Patient/" + rikke, "Patient/" + neverIssued),
                List.of("EpisodeOfCare/" + episode, "EpisodeOfCare/" + neverIssued),
                List.of("Patient/" + rikke + "/$everything", "Patient/" + neverIssued + "/$everything"))) {
            Answer other = get(pair.get(0), forLars);
            assertRefused(other, 404);
            assertThat(other.body()).isEqualTo(get(pair.get(1), forLars).body());
            assertThat(head(pair.get(0), forLars))
                    .isEqualTo(head(pair.get(1), forLars))
                    .startsWith("404 ");
            assertThat(server.head(pair.get(0)).status()).isEqualTo(401);
        }
    }

    /** B25: what a HEAD tells. */
    private static String head(String path, String token) {
        Answer answer = server.send(path, "HEAD", Optional.empty(), "Authorization", "Bearer " + token);
        return answer.status() + " " + answer.header("Content-Length").orElse("");
    }

    @Test
    void b01B17ATokenForOneChildFindsNoOtherAndDoesNotTellWhetherThereIsOne() {
        String forLars = launched(lars, "patient/*.rs");
        List<String> others = List.of(RIKKE, ALI, "0101019999");

        for (String type : List.of("EpisodeOfCare", "Appointment", "CareTeam")) {
            List<String> bodies = others.stream()
                    .map(number -> post(type + "/_search", "patient.identifier=" + number, forLars))
                    .peek(answer -> assertRefused(answer, 403, others.toArray(String[]::new)))
                    .map(Answer::body)
                    .distinct()
                    .toList();
            assertThat(bodies).hasSize(1);
        }
        List<String> bodies = Stream.concat(
                        others.stream().map(number -> post("Patient/_search", "identifier=" + number, forLars)),
                        Stream.of(get("Patient?_id=" + rikke, forLars), get("Patient?_id=abc", forLars)))
                .peek(answer -> assertRefused(answer, 403, others.toArray(String[]::new)))
                .map(Answer::body)
                .distinct()
                .toList();
        assertThat(bodies).hasSize(1);
    }

    @Test
    void b29WithoutAChildASearchIsAboutTheChildOfTheLaunch() {
        String forLars = launched(lars, "patient/*.rs");

        assertThat(get("EpisodeOfCare", forLars).ids())
                .isNotEmpty()
                .isEqualTo(get("EpisodeOfCare?patient=Patient/" + lars, token("user/*.rs"))
                        .ids());
        assertThat(get("Patient", forLars).ids()).containsExactly(lars);
    }

    @Test
    void b26APageOfOneChildIsNotForTheTokenOfAnother() {
        Answer page = get("EpisodeOfCare?_count=1", launched(lars, "patient/*.rs"));
        String next = StreamSupport.stream(page.json().path("link").spliterator(), false)
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText())
                .findFirst()
                .orElseThrow();

        assertThat(get(next, launched(lars, "patient/*.rs")).status()).isEqualTo(200);
        assertRefused(get(next, launched(rikke, "patient/*.rs")), 403);
    }

    @Test
    void inAChildsContextTheRegistersHoldOnlyWhomTheChildsDataNames() {
        String forLars = launched(lars, "patient/*.rs");
        Answer everything = get("Patient/" + lars + "/$everything", forLars);
        List<String> named = everything.included().stream()
                .filter(it -> it.path("resourceType").asText().equals("Organization"))
                .map(it -> it.path("id").asText())
                .toList();

        List<String> found = get("Organization?active=true", forLars).ids();

        assertThat(found).isNotEmpty().isSubsetOf(named);
        assertThat(get("Organization?active=true", token("user/*.rs")).ids()).hasSizeGreaterThan(found.size());
        assertThat(get("Organization/" + found.get(0), forLars).status()).isEqualTo(200);
    }

    @Test
    void b28StaffAreSearchedOnlyWithAScopeForThem() {
        assertOutOfScope(get("PractitionerRole?active=true", token("user/EpisodeOfCare.rs")));
        assertOutOfScope(get("PractitionerRole?active=true", launched("abc", "patient/*.rs")));
    }
}
