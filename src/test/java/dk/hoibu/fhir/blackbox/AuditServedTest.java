package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.ALI;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as auditors read it over FHIR, and nobody else. */
class AuditServedTest {

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final String CLINIC = "sor:9901911000016008";

    private static TestServer server;
    private static String lars;
    private static String ali;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.asking(ISSUER);
        lars = idOf(LARS);
        ali = idOf(ALI);
        get("EpisodeOfCare?patient=" + lars, gp("doctor-1"), "X-Request-Id", "the-question-of-the-doctor");
        get("Appointment?patient=" + lars, user("worker-1", "caseworker", "cvr:29189439"));
        get("EpisodeOfCare?patient=" + lars, user("outsider-1", "ppr", "cvr:29189382"));
        get("EpisodeOfCare?patient=" + ali, gp("doctor-2"));
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
                        "Bearer " + gp("searcher"))
                .ids()
                .get(0);
    }

    private static String gp(String subject) {
        return user(subject, "gp", CLINIC);
    }

    private static String auditor() {
        return user("auditor-1", "auditor", "cvr:29190941");
    }

    private static String user(String subject, String role, String organisation) {
        return user(subject, role, organisation, "user/*.rs");
    }

    private static String user(String subject, String role, String organisation, String scope) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("sub", subject);
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

    /** What the auditor finds. */
    private static List<JsonNode> events(String query) {
        Answer answer = get("AuditEvent?" + query, auditor());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.total()).as("millions are not counted").isEmpty();
        assertThat(answer.link("self")).isPresent();
        return answer.matches();
    }

    private static String agent(String system, String value) {
        return "agent:identifier=" + TestServer.encode(system + "|" + value);
    }

    @Test
    void theAuditorReadsWhoWasShownWhatOfTheChild() {
        JsonNode event = events("patient=Patient/" + lars + "&" + agent(TestIssuer.NAME, "doctor-1"))
                .get(0);

        assertThat(event.at("/meta/profile/0").asText()).endsWith("/hoibu-auditevent");
        assertThat(event.at("/outcome").asText()).isEqualTo("0");
        assertThat(event.at("/purposeOfEvent/0/coding/0/code").asText()).isEqualTo("TREAT");
        assertThat(event.toString())
                .contains("Patient/" + lars, "EpisodeOfCare/", "9901911000016008", "test-client", "doctor-1")
                .doesNotContain(LARS);
        assertThat(R4Validator.plain().errorsIn(event.toString())).isEmpty();
        Answer read = get("AuditEvent/" + event.get("id").asText(), auditor());
        assertThat(read.json()).isEqualTo(event);
    }

    @Test
    void whatWasRefusedIsThereAsRefused() {
        List<JsonNode> refused = events("patient=" + lars + "&outcome=8");

        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).toString()).contains("outsider-1").doesNotContain("EpisodeOfCare/");
        assertThat(events("outcome=8&patient=" + ali)).isEmpty();
    }

    @Test
    void eachParameterFindsWhatItSaysAndNothingElse() {
        assertThat(events("entity:identifier=the-question-of-the-doctor")).hasSize(1);
        assertThat(events("entity=Patient/" + lars + "&" + agent(TestIssuer.NAME, "worker-1")))
                .hasSize(1);
        assertThat(events(agent("http://cvr.dk", "29189439"))).hasSize(1);
        assertThat(events(agent("urn:oid:1.2.208.176.1.1", "9901911000016008") + "&patient=" + ali))
                .hasSize(2);
        assertThat(events(agent("", "test-client") + "&action=R&patient=" + ali))
                .isEmpty();
        assertThat(events("purpose=TREAT&patient=" + ali)).hasSize(2);
        assertThat(events("purpose=ETREAT")).isEmpty();
        assertThat(events("subtype=search-type&type=rest&patient=" + ali)).isNotEmpty();
        assertThat(events("subtype=%7Csearch-type")).isEmpty();
        assertThat(events("type=abc")).isEmpty();
        assertThat(events("date=lt2020")).isEmpty();
        assertThat(events("date=ge2020&date=ne2021&patient=" + ali)).isNotEmpty();
        assertThat(events("outcome=0,8&patient=" + lars + "&_count=1")).hasSize(1);
    }

    @Test
    void aNumberIsTakenInTheBodyAloneAndComesIntoNoLink() {
        Answer answer = server.post(
                "AuditEvent/_search",
                "patient.identifier=" + ALI + "&_count=1",
                "Authorization",
                "Bearer " + auditor());

        assertThat(answer.matches()).hasSize(1);
        assertThat(answer.body()).doesNotContain(ALI);
        assertThat(answer.link("self").orElseThrow()).contains("patient=Patient");
        assertThat(get(answer.link("next").orElseThrow(), auditor()).matches()).hasSize(1);
        assertThat(get("AuditEvent?patient.identifier=abc", auditor()).status()).isEqualTo(400);
    }

    @Test
    void anotherAuditorCannotFollowTheLink() {
        String next = get("AuditEvent?_count=1", auditor()).link("next").orElseThrow();

        assertThat(get(next, user("auditor-2", "auditor", "cvr:29190941")).status())
                .isEqualTo(403);
        assertThat(get(next.substring(0, next.length() - 2) + "aa", auditor()).status())
                .isEqualTo(400);
    }

    @Test
    void thatTheLogWasReadIsInTheLog() {
        String asked = "reading-of-the-log-" + UUID.randomUUID();
        Answer answer = get("AuditEvent?patient=" + ali + "&_count=2", auditor(), "X-Request-Id", asked);

        JsonNode event = events("entity:identifier=" + asked).get(0);

        assertThat(event.toString()).contains("auditor-1", "Patient/" + ali);
        answer.ids().forEach(id -> assertThat(event.toString()).contains("AuditEvent/" + id));
        assertThat(events("patient=" + ali + "&" + agent(TestIssuer.NAME, "auditor-1")))
                .extracting(it -> it.get("id").asText())
                .contains(event.get("id").asText());
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
        String token = user("somebody", role, organisation, "system/*.rs user/*.rs");
        String id = events("_count=1").get(0).get("id").asText();

        assertThat(get("AuditEvent?patient=" + lars, token).status()).isEqualTo(403);
        assertThat(get("AuditEvent/" + id, token).status()).isEqualTo(403);
        assertThat(get("AuditEvent/" + UUID.randomUUID(), token).status()).isEqualTo(403);
    }

    @Test
    void anAuditorIsHeldToTheScopes() {
        String id = events("patient=" + lars + "&outcome=0").get(0).get("id").asText();
        String refusals = user("auditor-1", "auditor", "cvr:29190941", "user/AuditEvent.rs?outcome=8");

        assertThat(get("AuditEvent?patient=" + lars, refusals).matches())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.get("outcome").asText()).isEqualTo("8"));
        assertThat(get("AuditEvent/" + id, refusals).status()).isEqualTo(404);
        assertThat(get("AuditEvent", user("auditor-1", "auditor", "cvr:29190941", "user/AuditEvent.r"))
                        .status())
                .isEqualTo(403);
        assertThat(get("EpisodeOfCare?patient=" + lars, auditor()).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_summary=count",
                "_count=0",
                "_total=accurate",
                "_sort=date",
                "_sort=type",
                "agent=Practitioner/1",
                "agent:identifier=doctor-1",
                "entity=EpisodeOfCare/abc",
                "outcome=9",
                "action=read",
                "date=yesterday",
                "type=http://example.org|rest",
                "agent-name=a",
                "_after=1",
                "patient:missing=true"
            })
    void whatCannotBeAnsweredRightIsRefused(String query) {
        assertThat(get("AuditEvent?" + query.replace("|", "%7C"), auditor()).status())
                .isEqualTo(400);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(get("AuditEvent/" + UUID.randomUUID(), auditor()).status()).isEqualTo(404);
        assertThat(get("AuditEvent/abc", auditor()).status()).isEqualTo(404);
        assertThat(events("_id=abc," + UUID.randomUUID())).isEmpty();
    }

    @Test
    void tenThousandEventsComeEachOnceAndNewestFirst(@TempDir Path folder) {
        PersonNumber child = PersonNumber.parse(LARS).orElseThrow();
        List<String> kept = fill(folder, child, 10_000);
        try (TestServer open = TestServer.startIn(folder)) {
            String id = open.patientId(LARS);
            List<String> seen = new ArrayList<>();
            Optional<String> next = Optional.of("AuditEvent?patient=" + id + "&_count=700&date=lt2026-01-02");
            while (next.isPresent()) {
                Answer page = open.sendUnrecorded(next.get(), "GET", Optional.empty());
                seen.addAll(page.ids());
                next = page.link("next");
            }
            assertThat(seen).containsExactlyElementsOf(kept);
        }
    }

    /** Gives the ids in the order in which they must come. Many are of the same millisecond. */
    private static List<String> fill(Path folder, PersonNumber child, int count) {
        ChildMarks marks = ChildMarks.loadOrCreate(folder.resolve("keys").resolve("audit.key"));
        List<String> ids = new ArrayList<>();
        try (SqlAuditTrail trail = SqlAuditTrail.sqlite(
                folder.resolve("audit").resolve("audit.db"), "node-2", Duration.ofSeconds(20), new SecureRandom())) {
            for (int from = 0; from < count; from += 1000) {
                List<AuditEntry> entries = new ArrayList<>();
                for (int at = from; at < from + 1000; at++) {
                    entries.add(entry(
                            marks.of(child),
                            Instant.parse("2026-01-01T12:00:00Z").plusMillis(at / 7)));
                    ids.add(0, entries.get(entries.size() - 1).id().toString());
                }
                trail.keep(entries);
            }
        }
        return ids;
    }

    private static AuditEntry entry(String mark, Instant when) {
        AccessFacts facts = new AccessFacts(
                when,
                new Asked(Asked.Interaction.SEARCH, "EpisodeOfCare"),
                Outcome.shown(),
                Told.nothing(200),
                Optional.of(new Child.Opaque("abc")),
                new Asker(new Asker.Client(Optional.of("client"), "192.0.2.1"), Optional.empty(), Optional.empty()),
                Optional.empty(),
                "request-1",
                Optional.empty());
        Marks marks = new Marks(
                Optional.of(mark),
                "rest",
                "search-type",
                "E",
                "0",
                Optional.empty(),
                Optional.of("client"),
                Optional.empty(),
                Optional.empty(),
                "request-1");
        String payload = new FactsCodec(number -> "abc").write(facts);
        return new AuditEntry(UUID.randomUUID(), when, marks, payload);
    }
}
