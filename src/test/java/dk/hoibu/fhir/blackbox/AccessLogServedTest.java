package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.ALI;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.smart.TestIssuer;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The citizen's log over FHIR: told in Danish, with those concealed who are to be, to auditors alone. */
class AccessLogServedTest {

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final String CLINIC = "sor:9901911000016008";
    private static final String SALT = "c2FsdGZyYUlkc2Fz";

    /** Everything by which somebody concealed could be told: name, subject, unit, and the request id they chose. */
    private static final List<String> SECRET = List.of(
            "Inger", "Hemmelig", "Klit", "doctor-1", "Skjult", "worker-2", "29189420", "Aalborg", "klit-request-1");

    private static TestServer server;
    private static Path salt;
    private static String lars;
    private static String ali;

    @BeforeAll
    static void start() throws IOException {
        salt = Files.createTempFile("hoibu", "salt");
        server = TestServer.asking(
                ISSUER,
                "audit.citizen.conceal=" + CLINIC,
                "audit.citizen.conceal-units=cvr:29189420",
                "audit.citizen.salt-file=" + salt);
        lars = idOf(LARS);
        ali = idOf(ALI);
        String doctor = user("doctor-1", "Inger Hemmelig Klit", "gp", CLINIC);
        get("EpisodeOfCare?patient=" + lars, doctor, "X-Request-Id", "klit-request-1");
        get("Patient/" + lars + "/$everything", doctor);
        get("EpisodeOfCare?patient=" + ali, doctor);
        get("Appointment?patient=" + lars, user("worker-1", "Ole Test Larsen", "caseworker", "cvr:29189439"));
        get("Appointment?patient=" + lars, user("worker-2", "Pia Skjult", "ppr", "cvr:29189420"));
        get("Appointment?patient=" + lars, user("outsider-1", "Bo Test Fremmed", "ppr", "cvr:29189382"));
        get(
                "Appointment?patient=" + lars + "&status=nonsense",
                user("worker-1", "Ole Test Larsen", "caseworker", "cvr:29189439"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void sameSalt() throws IOException {
        Files.writeString(salt, SALT);
    }

    private static String idOf(String number) {
        return server.post(
                        "Patient/_search",
                        "identifier=" + TestServer.encode("urn:oid:1.2.208.176.1.2|" + number),
                        "Authorization",
                        "Bearer " + user("doctor-1", "Inger Hemmelig Klit", "gp", CLINIC))
                .ids()
                .get(0);
    }

    private static String auditor() {
        return user("auditor-1", "Else Test Kontrol", "auditor", "cvr:29190941");
    }

    private static String user(String subject, String name, String role, String organisation) {
        return user(subject, name, role, organisation, "user/*.rs");
    }

    private static String user(String subject, String name, String role, String organisation, String scope) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("sub", subject);
        claims.put("name", name);
        claims.put("role", role);
        claims.put("organisation", organisation);
        claims.put("scope", scope);
        if (!role.equals("gp")) {
            claims.remove("purpose_of_use");
            claims.remove("treatment_relation");
        }
        return ISSUER.sign(claims);
    }

    private static Answer get(String path, String token, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(List.of(headers));
        return server.get(path, all.toArray(String[]::new));
    }

    private static Answer log(String child, String... parameters) {
        String query = parameters.length == 0 ? "" : "?" + String.join("&", parameters);
        Answer answer = get("Patient/" + child + "/$access-log" + query, auditor());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private static Answer post(String path, String body, String token) {
        return server.post(path, body, "Authorization", "Bearer " + token, "Content-Type", "application/fhir+json");
    }

    private static String text(JsonNode event) {
        return event.at("/text/div").asText();
    }

    /** How those of the doctor's clinic are called to whom something was shown: one doctor. */
    private static Set<String> pseudonyms(Answer answer) {
        Set<String> found = new HashSet<>();
        for (JsonNode event : answer.matches()) {
            if (event.get("outcome").asText().equals("0") && text(event).contains("Lægerne i Pandrup")) {
                found.add(event.at("/agent/0/who/identifier/value").asText());
            }
        }
        assertThat(found).allMatch(value -> value.startsWith("urn:uuid:"));
        return found;
    }

    @Test
    void theCitizenIsToldWhoLookedAtWhatForWhomAndWhy() {
        Answer answer = log(lars);

        assertThat(answer.total()).isEmpty();
        List<String> texts =
                answer.matches().stream().map(AccessLogServedTest::text).toList();
        assertThat(texts)
                .anySatisfy(it -> assertThat(it)
                        .contains(
                                "Ole Test Larsen, Sagsbehandler",
                                "Jammerbugt Kommune",
                                "Vist: ",
                                "Formål: Ikke oplyst"))
                .anySatisfy(it -> assertThat(it)
                        .contains("Sløret identitet ", "Praktiserende læge", "Lægerne i Pandrup", "Alle oplysninger"))
                .anySatisfy(it -> assertThat(it).contains("Bo Test Fremmed", "Afvist. Intet blev vist."))
                .anySatisfy(it -> assertThat(it).contains("Kunne ikke besvares. Intet blev vist."))
                .anySatisfy(it -> assertThat(it).contains("Sløret enhed", "Medarbejder i PPR"))
                .allSatisfy(it -> assertThat(it).contains(" kl. ").contains("lang=\"da\""));
        assertThat(answer.matches())
                .extracting(it -> it.path("recorded").asText())
                .as("newest first")
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void nothingOfThoseConcealedNorOfTheRulesIsAnywhereInTheAnswer() {
        String answer = wholeAnswer(log(lars)) + wholeAnswer(log(lars, "_format=xml")) + wholeAnswer(log(ali));

        assertThat(answer).contains("urn:uuid:").doesNotContain(SECRET);
        assertThat(answer)
                .as("what rules did, programs and addresses")
                .doesNotContain(
                        "participating-organisation", "outcomeDesc", "hidden", "test-client", "127.0.0.1\"", LARS, ALI);
    }

    private static String wholeAnswer(Answer answer) {
        return answer.headers() + answer.body();
    }

    @Test
    void itIsValidAndClaimsItsProfile() {
        assertThat(R4Validator.plain().errorsIn(log(lars).body())).isEmpty();
        assertThat(R4Validator.plain().errorsIn(log(ali, "_format=xml").body())).isEmpty();
        assertThat(log(lars).matches())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.at("/meta/profile").toString())
                        .isEqualTo("[\"https://hoibu.dk/fhir/StructureDefinition/hoibu-accesslog-entry\"]"));
    }

    @Test
    void aPseudonymIsOnePersonsForOneChildUntilTheSaltChanges() throws IOException {
        Set<String> ofLars = pseudonyms(log(lars));
        assertThat(ofLars).as("one doctor, several accesses").hasSize(1).isEqualTo(pseudonyms(log(lars)));
        assertThat(pseudonyms(log(ali))).hasSize(1).doesNotContainAnyElementsOf(ofLars);
        assertThat(log(lars).matches().stream()
                        .filter(event -> event.toString().contains("PSEUDED"))
                        .toList())
                .hasSizeGreaterThan(1)
                .allSatisfy(event ->
                        assertThat(event.at("/agent/0/who").has("display")).isFalse());

        Files.writeString(salt, "YW5kZXQ=");
        assertThat(pseudonyms(log(lars))).hasSize(1).doesNotContainAnyElementsOf(ofLars);
    }

    @Test
    void withoutTheSaltThereIsNoLog() throws IOException {
        Files.writeString(salt, " ");
        Answer answer = get("Patient/" + lars + "/$access-log", auditor());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain(SECRET);
    }

    @Test
    void whoMayBeMeantIsConcealedWhileARegisterIsSilent() {
        server.faults().set(SourceId.HEALTH_ORGANISATION, new Faults.Fault(Faults.Mode.ERROR, Duration.ZERO));
        try {
            assertThat(wholeAnswer(log(lars))).doesNotContain("Ole Test").doesNotContain(SECRET);
        } finally {
            server.faults().clear();
        }
    }

    @Test
    void pagesGoOnWhereTheLastEnded() {
        String before = "date=lt" + Instant.now().plusMillis(1);
        List<String> whole = log(lars, before).ids();
        List<String> paged = new ArrayList<>();
        Optional<String> next = Optional.of("Patient/" + lars + "/$access-log?_count=2&" + before);
        while (next.isPresent()) {
            Answer page = get(next.get(), auditor());
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            assertThat(page.ids().size()).isLessThanOrEqualTo(2);
            paged.addAll(page.ids());
            next = page.link("next");
        }
        assertThat(paged).hasSizeGreaterThan(4).containsExactlyElementsOf(whole);
        assertThat(log(lars, "date=lt2020").matches()).isEmpty();
    }

    @Test
    void aLinkIsOneAuditorsOneChildsAndThisOperations() {
        String next = log(lars, "_count=1").link("next").orElseThrow();
        String page = next.substring(next.indexOf('?'));

        assertThat(get(next, user("auditor-2", "Eva Test", "auditor", "cvr:29190941"))
                        .status())
                .isEqualTo(403);
        assertThat(get("Patient/" + ali + "/$access-log" + page, auditor()).status())
                .isEqualTo(400);
        assertThat(get("AuditEvent" + page, auditor()).status()).isEqualTo(400);
        String ofSearch = get("AuditEvent?_count=1&patient=" + lars, auditor())
                .link("next")
                .orElseThrow();
        assertThat(get("Patient/" + lars + "/$access-log" + ofSearch.substring(ofSearch.indexOf('?')), auditor())
                        .status())
                .isEqualTo(400);
    }

    private static String body(String number, String more) {
        return """
                {"resourceType": "Parameters", "parameter": [
                {"name": "patient", "valueIdentifier": {"system": "urn:oid:1.2.208.176.1.2", "value": "%s"}}%s]}""".formatted(number, more);
    }

    @Test
    void theNumberIsTakenInABodyAndComesIntoNoLink() {
        String more =
                ", {\"name\": \"_count\", \"valueInteger\": 1}, {\"name\": \"date\", \"valueString\": \"ge2020\"}";
        Answer answer = post("Patient/$access-log", body(LARS, more), auditor());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.matches()).hasSize(1);
        assertThat(answer.link("self").orElseThrow()).contains("Patient/" + lars + "/$access-log?");
        assertThat(wholeAnswer(answer)).doesNotContain(LARS).doesNotContain(SECRET);
        assertThat(get(answer.link("next").orElseThrow(), auditor()).matches()).hasSize(1);
        assertThat(post("Patient/" + lars + "/$access-log", "", auditor()).status())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        for (String query :
                List.of("_count=0", "_sort=date", "outcome=8", "date=yesterday", "_summary=count", "patient=" + ali)) {
            assertThat(get("Patient/" + lars + "/$access-log?" + query, auditor())
                            .status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(get("Patient/$access-log", auditor()).status()).isEqualTo(400);
        assertThat(get("Patient/abc/$access-log", auditor()).status()).isEqualTo(404);
        assertThat(post("Patient/$access-log", body("123", ""), auditor()).status())
                .isEqualTo(422);
        assertThat(post("Patient/$access-log", "{\"resourceType\": \"Parameters\"}", auditor())
                        .status())
                .isEqualTo(400);
        assertThat(post("Patient/" + lars + "/$access-log", body(ALI, ""), auditor())
                        .status())
                .isEqualTo(400);
        assertThat(get("Patient/" + LARS + "/$access-log", auditor()).status()).isEqualTo(400);
    }

    @Test
    void thatItWasReadIsOneEventAboutThatChild() {
        String asked = "reading-the-citizens-log-" + UUID.randomUUID();
        Answer answer = get("Patient/" + lars + "/$access-log?_count=2", auditor(), "X-Request-Id", asked);

        List<JsonNode> events =
                get("AuditEvent?entity:identifier=" + asked, auditor()).matches();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).at("/subtype/0/code").asText()).isEqualTo("operation");
        assertThat(events.get(0).toString()).contains("Patient/" + lars, "auditor-1", "$access-log");
        answer.ids().forEach(id -> assertThat(events.get(0).toString()).contains("AuditEvent/" + id));
        assertThat(log(lars).matches())
                .anySatisfy(event -> assertThat(text(event))
                        .contains("Else Test Kontrol, Kontrol af loggen", "Denne log", "Vist: 2 opslag i loggen."));
    }

    @ParameterizedTest
    @CsvSource({
        "gp, sor:9901911000016008",
        "psychiatrist, sor:9900811000016001",
        "ppr, cvr:29189420",
        "caseworker, cvr:29189439",
        "municipal-system, cvr:29189420",
        "message-handler, cvr:29190941",
        "ehr, sor:9901911000016008",
        "operator, cvr:29190941"
    })
    void nobodyElseReadsIt(String role, String organisation) {
        String token = user("somebody", "Test Testesen", role, organisation, "system/*.rs user/*.rs");

        assertThat(get("Patient/" + lars + "/$access-log", token).status()).isEqualTo(403);
        assertThat(get("Patient/abc/$access-log", token).status()).isEqualTo(403);
        assertThat(post("Patient/$access-log", body(LARS, ""), token).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/AuditEvent.s", "user/Patient.rs", "patient/AuditEvent.rs"})
    void anAuditorNeedsAScopeThatReadsTheLog(String scope) {
        String token = user("auditor-1", "Else Test Kontrol", "auditor", "cvr:29190941", scope);

        assertThat(get("Patient/" + lars + "/$access-log", token).status()).isEqualTo(403);
    }

    @Test
    void aConstraintOfTheScopeHolds() {
        String refusals =
                user("auditor-1", "Else Test Kontrol", "auditor", "cvr:29190941", "user/AuditEvent.rs?outcome=8");

        assertThat(get("Patient/" + lars + "/$access-log", refusals).matches())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.get("outcome").asText()).isEqualTo("8"));
    }
}
