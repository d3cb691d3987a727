package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.blackbox.KeptEvents.Kept;
import dk.hoibu.fhir.smart.TestIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the audit tells of single requests, beside {@link AuditModelTest}. */
class AuditedTest {

    static final int FORMS = 14;
    private static final String NO_CHILD = "";
    private static TestIssuer issuer;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        issuer = new TestIssuer();
        server = TestServer.asking(issuer);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String patientId(String number) {
        return server.ids()
                .ofPerson(
                        dk.hoibu.fhir.fhir.Ids.Purpose.PATIENT,
                        dk.hoibu.fhir.domain.PersonNumber.parse(number).orElseThrow());
    }

    private static String bearer(Map<String, String> more) {
        Map<String, @Nullable Object> claims = TestIssuer.claims(server.base(), Instant.now());
        claims.putAll(more);
        return "Bearer " + issuer.sign(claims);
    }

    private static List<Kept> of(Answer answer) {
        String id = answer.header("X-Request-Id").orElseThrow();
        return KeptEvents.in(server.folder()).all().stream()
                .filter(kept -> kept.requestId().equals(id))
                .toList();
    }

    private static Answer launch(String body, String bearer) {
        return server.sendUnrecorded(
                "$launch",
                "POST",
                Optional.of(body.getBytes(StandardCharsets.UTF_8)),
                "Authorization",
                bearer,
                "Content-Type",
                "application/fhir+json");
    }

    private static String launchOf(String number) {
        return """
                {"resourceType": "Parameters", "parameter": [
                 {"name": "patient", "valueIdentifier": {"system": "urn:oid:1.2.208.176.1.2", "value": "%s"}},
                 {"name": "user", "valueIdentifier": {"value": "inger"}},
                 {"name": "organization", "valueIdentifier": {"system": "urn:oid:1.2.208.176.1.1", "value": "9901911000016008"}},
                 {"name": "client", "valueString": "lps-app"},
                 {"name": "correlation", "valueString": "press-0042"}]}""".formatted(number);
    }

    @Test
    void aLaunchTellsTheChildTheUserAndTheRecordSystemsOwnId() {
        Answer answer = launch(
                launchOf(TestServer.LARS),
                bearer(Map.of("role", "ehr", "scope", "https://hoibu.dk/fhir/scope/launch.create")));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(of(answer)).singleElement().satisfies(kept -> {
            assertThat(kept.told("interaction")).isEqualTo("OPERATION");
            assertThat(kept.told("patient")).isEqualTo(patientId(TestServer.LARS));
            assertThat(kept.told("launch")).isEqualTo("press-0042");
            assertThat(kept.told("what"))
                    .contains("user=inger", "client=lps-app")
                    .doesNotContain(TestServer.LARS);
        });
    }

    @Test
    void aLaunchThatIsRefusedTellsTheChildToo() {
        Answer answer = launch(launchOf(TestServer.LARS), bearer(Map.of()));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(of(answer)).singleElement().satisfies(kept -> {
            assertThat(kept.outcome()).isEqualTo("8");
            assertThat(kept.told("patient")).isEqualTo(patientId(TestServer.LARS));
        });
    }

    @Test
    void laterRequestsTellWhichLaunchTheyCameFrom() {
        Answer answer = server.sendUnrecorded(
                "Patient/" + patientId(TestServer.LARS),
                "GET",
                Optional.empty(),
                "Authorization",
                bearer(Map.of("launch_correlation", "press-0042")));

        assertThat(of(answer)).extracting(kept -> kept.told("launch")).containsExactly("press-0042");
    }

    @Test
    void twoRequestsWithOneIdAreTwoEvents() {
        String bearer = bearer(Map.of());
        for (int i = 0; i < 2; i++) {
            server.sendUnrecorded(
                    "Patient/" + patientId(TestServer.BO),
                    "GET",
                    Optional.empty(),
                    "Authorization",
                    bearer,
                    "X-Request-Id",
                    "forged-again-1");
        }

        List<Kept> kept = KeptEvents.in(server.folder()).all().stream()
                .filter(it -> it.requestId().equals("forged-again-1"))
                .toList();
        assertThat(kept).hasSize(2).extracting(Kept::id).doesNotHaveDuplicates();
    }

    @Test
    void aPageOfSomebodyElsesTellsWhichChildItWouldBeOf() {
        String first = bearer(Map.of());
        Answer page = server.sendUnrecorded(
                "Appointment?_count=1&patient=" + patientId(TestServer.LARS),
                "GET",
                Optional.empty(),
                "Authorization",
                first);
        Optional<String> next = page.link("next");
        String link = next.orElseGet(() -> page.link("self").orElseThrow());
        Answer refused = server.sendUnrecorded(
                link, "GET", Optional.empty(), "Authorization", bearer(Map.of("sub", "another", "scope", "openid")));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(of(refused)).singleElement().satisfies(kept -> {
            assertThat(kept.told("patient")).isEqualTo(patientId(TestServer.LARS));
            assertThat(kept.told("what")).contains("patient=Patient/" + patientId(TestServer.LARS));
        });
    }

    @Test
    void whatTheServerTellsOfItselfIsAboutNobodyHoweverItIsSpelt() {
        String bearer = bearer(Map.of());
        for (String path : List.of("metadata", "metadata/", "metadata?_format=json", "%6Detadata", "$versions")) {
            Answer answer = server.sendUnrecorded(path, "GET", Optional.empty(), "Authorization", bearer);
            assertThat(answer.status()).as(answer.toString()).isNotEqualTo(500);
            assertThat(of(answer)).allMatch(kept -> kept.told("patient").equals(NO_CHILD));
        }
    }

    /** Written twice, with letters, with digits too many: it may be anything, and it is not kept. */
    @Test
    void whatStandsInTheNumbersPlaceIsNeverKept() {
        String bearer = bearer(Map.of());
        for (String written : List.of(
                TestServer.LARS + TestServer.LARS,
                "urn:oid:1.2.208.176.1.2|" + TestServer.LARS + "12345",
                "urn:oid:1.2.208.176.1.2|x",
                "0505a15b9995cc12")) {
            Answer answer = server.sendUnrecorded(
                    "EpisodeOfCare/_search",
                    "POST",
                    Optional.of(("patient.identifier=" + TestServer.encode(written)).getBytes(StandardCharsets.UTF_8)),
                    "Authorization",
                    bearer,
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            assertThat(of(answer))
                    .singleElement()
                    .satisfies(kept -> assertThat(kept.told("what"))
                            .startsWith("EpisodeOfCare?patient.identifier=")
                            .endsWith("[number]"));
        }
    }

    /** Acceptance: no number in any column, in whatever form somebody writes it, wherever they put it. */
    @Test
    void noNumberGetsIntoAnyColumn() throws IOException {
        SplittableRandom random = new SplittableRandom(Long.getLong("hoibu.seed", 5));
        String bearer = bearer(Map.of());
        for (int i = 0; i < 200; i++) {
            String written = TestServer.encode(written(TestServer.LARS, random.nextInt(FORMS)));
            String again = random.nextBoolean() ? written : TestServer.encode(written);
            String pair = List.of("status", "nonsense", "patient.identifier", "identifier", "_id", "_sort", "x" + again)
                            .get(random.nextInt(7))
                    + "="
                    + List.of("", "urn:oid:1.2.208.176.1.2%7C", "a", "Patient/").get(random.nextInt(4)) + again;
            String type = List.of("Patient", "EpisodeOfCare", "Organization").get(random.nextInt(3));
            server.sendUnrecorded(
                    type + "/_search",
                    "POST",
                    Optional.of(pair.getBytes(StandardCharsets.UTF_8)),
                    "Authorization",
                    bearer,
                    "Content-Type",
                    "application/x-www-form-urlencoded");
        }

        List<Kept> kept = KeptEvents.in(server.folder()).all();
        assertThat(kept).hasSizeGreaterThan(150);
        assertThat(kept).allSatisfy(it -> assertThat(forms()).noneMatch(it.text()::contains));
        assertThat(server.numbersLeftBehind()).isEmpty();
    }

    private static Stream<String> forms() {
        return Stream.iterate(0, i -> i < FORMS, i -> i + 1).map(i -> written(TestServer.LARS, i));
    }

    /** {@code number} in one of {@link #FORMS} forms. */
    static String written(String number, int form) {
        String day = number.substring(0, 2);
        String month = number.substring(2, 4);
        String year = number.substring(4, 6);
        String serial = number.substring(6);
        return switch (form) {
            case 0 -> number;
            case 1 -> day + month + year + "-" + serial;
            case 2 -> day + month + year + " " + serial;
            case 3 -> day + " " + month + " " + year + " " + serial;
            case 4 -> day + "." + month + "." + year + "-" + serial;
            case 5 -> day + "-" + month + "-20" + year + "-" + serial;
            case 6 -> day + month + "20" + year + "-" + serial;
            case 7 -> day + month + year + " - " + serial;
            case 8 -> day + month + year + "\u2013" + serial;
            case 9 -> day + "/" + month + "/" + year + "/" + serial;
            case 10 ->
                number.chars()
                        .collect(
                                StringBuilder::new,
                                (b, c) -> b.append((char) (c - '0' + 0xFF10)),
                                StringBuilder::append)
                        .toString();
            case 11 -> number + "4";
            case 12 -> "7" + day + month + year + "-" + serial;
            default -> day + "\u00a0" + month + "\u00a0" + year + "\u00a0" + serial;
        };
    }
}
