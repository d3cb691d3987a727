package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.ALI;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The disclosure policy as clients meet it: who sees what of Lars, and that what is hidden looks like nothing. */
class PolicyServedTest {

    private static final TestIssuer ISSUER = new TestIssuer();

    private static TestServer server;
    private static String lars;
    private static String ali;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.asking(ISSUER);
        lars = idOf(LARS);
        ali = idOf(ALI);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String idOf(String number) {
        return server.post(
                        "Patient/_search",
                        "identifier=" + TestServer.encode("urn:oid:1.2.208.176.1.2|" + number),
                        "Authorization",
                        "Bearer " + token("gp", "sor:9901911000016008", true, "TREAT"),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .ids()
                .get(0);
    }

    private static String token(String role, String organisation, boolean treats, @Nullable String purpose) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("role", role);
        claims.put("organisation", organisation);
        claims.put("treatment_relation", treats);
        claims.remove("purpose_of_use");
        if (purpose != null) {
            claims.put("purpose_of_use", purpose);
        }
        return ISSUER.sign(claims);
    }

    private static Answer get(String path, String token) {
        return server.get(path, "Authorization", "Bearer " + token);
    }

    private static String municipal(String cvr) {
        return token("ppr", "cvr:" + cvr, false, null);
    }

    @ParameterizedTest
    @CsvSource({
        "gp,               sor:9901911000016008, true,  TREAT, EpisodeOfCare, 2, true",
        "gp,               sor:9901911000016008, true,  TREAT, Appointment,   0, false",
        "gp,               sor:9901911000016008, true,  TREAT, CareTeam,      1, false",
        "psychiatrist,     sor:9900811000016001, true,  TREAT, EpisodeOfCare, 2, true",
        "ppr,              cvr:29189420,         false, ,      EpisodeOfCare, 0, false",
        "ppr,              cvr:29189420,         false, ,      Appointment,   1, true",
        "caseworker,       cvr:29189439,         false, ,      Appointment,   1, true",
        "municipal-system, cvr:29189420,         false, ,      Appointment,   1, true",
        "ppr,              cvr:29189463,         false, ,      Appointment,   0, false"
    })
    void everybodySeesWhatTheDirectionsSay(
            String role,
            String organisation,
            boolean treats,
            @Nullable String purpose,
            String type,
            int count,
            boolean whole) {
        Answer answer = get(type + "?patient=" + lars, token(role, organisation, treats, purpose));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.matches()).hasSize(count);
        // what is shown to them of no child is said, and then nothing is counted: an empty answer must not reassure
        assertThat(answer.total()).isEqualTo(whole ? Optional.of(count) : Optional.empty());
        assertThat(answer.body().contains("not-for-role")).isEqualTo(!whole);
    }

    @ParameterizedTest
    @CsvSource({
        "gp,              sor:9901911000016008, false, TREAT",
        "gp,              sor:9901911000016008, true, ",
        "gp,              sor:9901911000016008, true,  HRESCH",
        "gp,              sor:9901611000016007, true,  TREAT",
        "ppr,             cvr:29189382,         false, ",
        "message-handler, cvr:29190941,         true,  TREAT",
        "operator,        cvr:29189420,         true,  TREAT"
    })
    void whoeverMayAskNothingIsRefusedAlikeForEveryChildThereIsOrIsNot(
            String role, String organisation, boolean treats, @Nullable String purpose) {
        String token = token(role, organisation, treats, purpose);

        Answer aboutLars = get("EpisodeOfCare?patient=" + lars, token);
        Answer aboutAli = get("EpisodeOfCare?patient=" + ali, token);

        assertThat(aboutLars.status()).isEqualTo(403);
        assertThat(aboutLars.body()).isEqualTo(aboutAli.body()).doesNotContain("rule", "treatment", "purpose", role);
        assertThat(get("Patient/" + lars, token).status()).isEqualTo(403);
        assertThat(get("Patient/" + lars + "/$everything", token).status()).isEqualTo(403);
    }

    @Test
    void everythingOfAMunicipalityIsTheChildAndItsAppointments() {
        Answer answer = get("Patient/" + lars + "/$everything", municipal("29189420"));

        assertThat(answer.matches().stream()
                        .map(it -> it.path("resourceType").asText())
                        .toList())
                .contains("Patient", "Appointment")
                .doesNotContain("EpisodeOfCare", "PractitionerRole", "Practitioner");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gp  | Appointment?patient={id}
            gp  | Appointment?patient={id}&_summary=count
            gp  | Appointment?patient={id}&_include=Appointment:actor&_total=accurate
            gp  | Appointment?patient={id}&date=ge2000&_sort=date
            ppr | Appointment?patient={id}
            ppr | Appointment?patient={id}&_summary=count
            ppr | Appointment?patient={id}&_include=*
            ppr | EpisodeOfCare?patient={id}
            ppr | EpisodeOfCare?patient={id}&status=finished
            ppr | EpisodeOfCare?patient={id}&_include=EpisodeOfCare:care-manager
            ppr | CareTeam?patient={id}
            """)
    void whatIsHiddenLooksLikeWhatIsNotThere(String role, String request) {
        // Lars has all of these; Ali has none of them, and Rebild is not switched on
        String token = role.equals("gp") ? token("gp", "sor:9901911000016008", true, "TREAT") : municipal("29189463");

        Answer aboutLars = get(request.replace("{id}", lars), token);
        Answer aboutAli = get(request.replace("{id}", ali), token);

        assertThat(aboutLars.status()).isEqualTo(aboutAli.status());
        assertThat(aboutLars.body().replace(lars, "ID"))
                .isEqualTo(aboutAli.body().replace(ali, "ID"));
        assertThat(headers(aboutLars)).isEqualTo(headers(aboutAli));
    }

    @Test
    void anIdOfWhatIsHiddenIsTheIdOfNothing() {
        String id = get("EpisodeOfCare?patient=" + lars, token("gp", "sor:9901911000016008", true, "TREAT"))
                .ids()
                .get(0);

        Answer hidden = get("EpisodeOfCare/" + id, municipal("29189420"));
        Answer none = get("EpisodeOfCare/nothing", municipal("29189420"));

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(none.body());
    }

    private static Map<String, String> headers(Answer answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.headers().forEach((name, values) -> headers.put(name, values.toString()));
        // these differ between any two answers
        headers.computeIfPresent("etag", (name, value) -> "present");
        headers.computeIfPresent("content-length", (name, value) -> "present");
        headers.computeIfPresent("x-request-id", (name, value) -> "present");
        headers.remove("date");
        return headers;
    }
}
