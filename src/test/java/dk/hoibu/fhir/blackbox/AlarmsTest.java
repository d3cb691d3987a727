package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.ALI;
import static dk.hoibu.fhir.blackbox.TestServer.BO;
import static dk.hoibu.fhir.blackbox.TestServer.GITTE;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static dk.hoibu.fhir.blackbox.TestServer.RIKKE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Unusual accesses over HTTP, and what an auditor and an operator find of them. Each test has users of its own. */
class AlarmsTest {

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final String CLINIC = "sor:9901911000016008";
    private static final String OTHER_CLINIC = "sor:9901711000016001";
    private static final String KIRSTEN = "2911829996";
    private static final String PROFILE = "https://hoibu.dk/fhir/StructureDefinition/hoibu-auditevent-alarm";

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.asking(
                ISSUER,
                "audit.alarm.children-per-hour=4",
                "audit.alarm.user-denials-per-hour=3",
                "audit.alarm.refused-tokens-per-hour=5",
                "audit.alarm.outside-area-children-per-day=2",
                "audit.alarm.areas=" + OTHER_CLINIC + " 0101");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String id(String number) {
        return server.ids()
                .ofPerson(Ids.Purpose.PATIENT, PersonNumber.parse(number).orElseThrow());
    }

    private static String token(String subject, Map<String, String> more) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.put("sub", subject);
        claims.putAll(more);
        return ISSUER.sign(claims);
    }

    private static Answer get(String path, String token, String... headers) {
        return server.get(
                path,
                Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(headers))
                        .toArray(String[]::new));
    }

    private static Answer reads(String number, String token, String... headers) {
        Answer answer = get("EpisodeOfCare?patient=" + id(number), token, headers);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private static List<JsonNode> alarms(String query) {
        Answer answer = get(
                "AuditEvent?type=110113&" + query,
                token("auditor-1", Map.of("role", "auditor", "organisation", "cvr:29190941")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.matches();
    }

    /** The one alarm there is, when it is there: nobody's answer waits for it. */
    private static JsonNode alarm(String query) {
        Instant end = Instant.now().plusSeconds(20);
        List<JsonNode> found = alarms(query);
        while (found.isEmpty() && Instant.now().isBefore(end)) {
            found = alarms(query);
        }
        assertThat(found).as(query).hasSize(1);
        return found.get(0);
    }

    private static String of(String subject) {
        return "agent:identifier=" + TestServer.encode(TestIssuer.NAME + "|" + subject);
    }

    private static double counted(String detector) {
        String line = "hoibu_audit_alarms_total{detector=\"" + detector + "\"} ";
        return server.get(server.root() + "metrics")
                .body()
                .lines()
                .filter(it -> it.startsWith(line))
                .mapToDouble(it -> Double.parseDouble(it.substring(line.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theAuditorFindsWhoReadTooManyChildren() throws IOException {
        double before = counted("many-children");
        String token = token("curious", Map.of());
        for (String number : List.of(LARS, ALI, BO)) {
            reads(number, token);
        }
        String last = "the-fourth-child-" + UUID.randomUUID();
        reads(GITTE, token, "X-Request-Id", last);
        reads(RIKKE, token);

        JsonNode event = alarm("subtype=many-children&" + of("curious"));

        assertThat(event.at("/meta/profile/0").asText()).isEqualTo(PROFILE);
        assertThat(event.at("/subtype/0/code").asText()).isEqualTo("many-children");
        assertThat(event.toString())
                .contains("curious", "test-client", "9901911000016008", last, "many-children?children=4&window=PT1H")
                .as("it is about many, so about none")
                .doesNotContain("Patient/");
        assertThat(R4Validator.plain().errorsIn(event.toString())).isEmpty();
        assertThat(counted("many-children")).isEqualTo(before + 1);
        String logged = Traffic.LOG.stream()
                .filter(line -> line.contains("an alarm was raised")
                        && line.contains(event.get("id").asText()))
                .findFirst()
                .orElseThrow();
        assertThat(logged)
                .contains("dk.hoibu.fhir.security", "WARN", "many-children", last)
                .doesNotContain("curious", "Testesen", LARS, ALI, BO, GITTE, RIKKE);
        assertThat(server.numbersLeftBehind()).isEmpty();
    }

    @Test
    void whoAsksWithTheirOwnNumberIsSeenAndTheNumberIsNowhere() throws IOException {
        reads(LARS, token("lars-himself", Map.of("cpr", "050515-9995")));

        JsonNode event = alarm("subtype=own-number&" + of("lars-himself"));

        assertThat(event.toString()).contains("Patient/" + id(LARS), "own-number?outcome=0");
        assertThat(R4Validator.plain().errorsIn(event.toString())).isEmpty();
        assertThat(alarms("patient=" + id(LARS) + "&subtype=own-number&" + of("lars-himself")))
                .hasSize(1);
        assertThat(server.numbersLeftBehind()).isEmpty();
        assertThat(Traffic.LOG).noneMatch(line -> line.contains(LARS) || line.contains("050515-9995"));
    }

    @Test
    void whoIsRefusedTheirOwnNumberIsSeenToo() {
        Answer answer = get(
                "EpisodeOfCare?patient=" + id(BO), token("bo-himself", Map.of("cpr", BO, "purpose_of_use", "HMARKT")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(alarm("subtype=own-number&" + of("bo-himself")).toString()).contains("own-number?outcome=8");
    }

    @Test
    void aParentIsSeen() {
        String mother = token("kirsten", Map.of("cpr", KIRSTEN));
        reads(BO, mother);
        reads(RIKKE, mother);

        JsonNode event = alarm("subtype=family&" + of("kirsten"));

        assertThat(event.toString()).contains("Patient/" + id(RIKKE)).doesNotContain(id(BO), KIRSTEN);
    }

    @Test
    void aClaimThatIsNoNumberKeepsNobodyOut() {
        reads(LARS, token("other", Map.of("cpr", "UKENDT")));
    }

    @Test
    void whoIsRefusedAgainAndAgainIsSeenOnce() {
        String outsider = token("outsider", Map.of("organisation", "cvr:29189382", "role", "ppr"));
        for (int i = 0; i < 5; i++) {
            assertThat(get("EpisodeOfCare?patient=" + id(LARS), outsider).status())
                    .isEqualTo(403);
        }

        assertThat(alarm("subtype=repeated-denials&" + of("outsider")).toString())
                .contains("repeated-denials?of=user&denials=3&window=PT1H");
    }

    @Test
    void tokensThatAreNotBelievedAreSeenByAddress() {
        String system = TestServer.encode("https://hoibu.dk/fhir/CodeSystem/hoibu-audit-alarm");
        for (int i = 0; i < 5; i++) {
            assertThat(get("EpisodeOfCare?patient=" + id(LARS), "a.b.c").status())
                    .isEqualTo(401);
        }

        JsonNode event = alarm("subtype=" + system + "%7Crefused-tokens");

        assertThat(event.at("/agent/0/network/address").asText()).isEqualTo("127.0.0.1");
        assertThat(R4Validator.plain().errorsIn(event.toString())).isEmpty();
    }

    @Test
    void whoReadsChildrenOfAnotherRegionIsSeen() {
        String far = token("far-away", Map.of("organisation", OTHER_CLINIC));
        String near = token("near-by", Map.of("role", "psychiatrist", "organisation", "sor:9900811000016001"));
        for (String number : List.of(LARS, ALI)) {
            reads(number, near);
            reads(number, token("nobody-knows-where", Map.of("organisation", CLINIC)));
        }
        // after the others, so that these have been looked at when it is there
        reads(LARS, far);
        reads(ALI, far);

        assertThat(alarm("subtype=outside-area&" + of("far-away")).toString()).contains("outside-area?children=2");
        assertThat(alarms("subtype=outside-area")).as("of nobody else").hasSize(1);
    }

    @Test
    void kindsOfEventsAreFoundByTheirSystemsToo() {
        String dicom = TestServer.encode("http://dicom.nema.org/resources/ontology/DCM");
        String rest = TestServer.encode("http://terminology.hl7.org/CodeSystem/audit-event-type");
        reads(LARS, token("found", Map.of("cpr", LARS)));
        alarm("subtype=own-number&" + of("found"));

        assertThat(alarms("type=" + dicom + "%7C110113&" + of("found"))).hasSize(1);
        assertThat(alarms("type=" + rest + "%7C110113&" + of("found"))).isEmpty();
    }
}
