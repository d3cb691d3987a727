package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of bad input, a row each: it gets its status and an OperationOutcome with its code, no trace of Java, and no echo of what was
 * sent. {@code {lars}} stands for Lars' opaque id.
 */
class BadInputTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static Arguments get(String path, int status, String code) {
        return Arguments.of("GET", path, "", "", status, code);
    }

    private static Arguments post(String path, String body, int status, String code) {
        return Arguments.of("POST", path, FORM, body, status, code);
    }

    private static Arguments any(String method, String path, String type, String body, int status, String code) {
        return Arguments.of(method, path, type, body, status, code);
    }

    static Stream<Arguments> rows() {
        String cases = "EpisodeOfCare?patient={lars}&";
        return Stream.of(
                // a CPR number in a URL, however it is written
                get("Patient?identifier=" + LARS, 400, "security"),
                get("Patient?identifier=urn:oid:1.2.208.176.1.2%7C" + LARS, 400, "security"),
                get("Patient?identifier=050515-9995", 400, "security"),
                get("Patient?identifier=050515%2D9995", 400, "security"),
                get("Patient?identifier=%30%35%30515999%35", 400, "security"),
                get("Patient?identifier=%2530505159995", 400, "security"),
                get("Patient?identifier=050515+9995", 400, "security"),
                get("Patient/" + LARS, 400, "security"),
                get("Patient?_id=" + LARS, 400, "security"),
                get("EpisodeOfCare?patient.identifier=" + LARS, 400, "security"),
                get("EpisodeOfCare?patient:identifier=" + LARS, 400, "security"),
                get("EpisodeOfCare?patient=Patient/" + LARS, 400, "security"),
                get("Organization?name=" + LARS, 400, "security"),
                get("metadata?x=" + LARS, 400, "security"),
                post("Patient/_search?identifier=" + LARS, "", 400, "security"),
                get("Patient?identifier=0101241AB2", 400, "security"),
                // what only a body may hold
                get("Patient?identifier=x", 400, "security"),
                get("EpisodeOfCare?patient.identifier=x", 400, "security"),
                get("CareTeam?subject:identifier=x", 400, "security"),
                // no browsing, no searching across children
                get("Patient", 400, "required"),
                get("Patient?_count=5", 400, "required"),
                post("Patient/_search", "", 400, "required"),
                get("EpisodeOfCare", 400, "required"),
                get("EpisodeOfCare?status=active", 400, "required"),
                get("EpisodeOfCare?identifier=urn:ietf:rfc:3986%7Curn:uuid:x", 400, "required"),
                get("Appointment?date=ge2026", 400, "required"),
                get("CareTeam?status=active", 400, "required"),
                get("EpisodeOfCare?patient={lars},{lars}", 400, "required"),
                post("Patient/_search", "identifier=" + LARS + "," + LARS, 400, "required"),
                post("Patient/_search", "identifier=" + LARS + "&identifier=0505209996", 400, "required"),
                post(
                        "EpisodeOfCare/_search",
                        "patient.identifier=" + LARS + "&patient.identifier=0505209996",
                        400,
                        "required"),
                get("Patient?_id={lars},abc", 400, "required"),
                // numbers that are none
                post("Patient/_search", "identifier=123", 400, "invalid"),
                post("Patient/_search", "identifier=9999999999", 400, "invalid"),
                post("Patient/_search", "identifier=", 400, "invalid"),
                post("Patient/_search", "identifier=urn:oid:1.2.3|" + LARS, 400, "not-supported"),
                post("Patient/_search", "identifier:exact=" + LARS, 400, "not-supported"),
                post("EpisodeOfCare/_search", "patient.identifier=x|y|z", 400, "not-supported"),
                // unknown parameters, modifiers, prefixes, values
                get(cases + "foo=bar", 400, "not-supported"),
                get(cases + "_tag=x", 400, "not-supported"),
                get(cases + "_has:Observation:patient:code=1", 400, "not-supported"),
                get(cases + "_filter=status%20eq%20active", 400, "not-supported"),
                get(cases + "_text=x", 400, "not-supported"),
                get(cases + "_content=x", 400, "not-supported"),
                get(cases + "_list=x", 400, "not-supported"),
                get(cases + "_revinclude=CareTeam:patient", 400, "not-supported"),
                get(cases + "status:not=active", 400, "not-supported"),
                get(cases + "status:missing=true", 400, "not-supported"),
                get(cases + "status=aktiv", 400, "not-supported"),
                get(cases + "status=", 400, "invalid"),
                get(cases + "status=active,", 400, "invalid"),
                get(cases + "type=http://elsewhere.example%7Cppr", 400, "not-supported"),
                get(cases + "type=a%7Cb%7Cc", 400, "invalid"),
                get(cases + "date=xx2026", 400, "invalid"),
                get(cases + "date=2026-13-01", 400, "invalid"),
                get(cases + "date=2026-02-30", 400, "invalid"),
                get(cases + "date=0000", 400, "invalid"),
                get(cases + "date=2026-01-01T10:00%2B15:00", 400, "invalid"),
                get(cases + "date=tomorrow", 400, "invalid"),
                get(cases + "_lastUpdated=yesterday", 400, "invalid"),
                get(cases + "organization=Patient/x", 400, "invalid"),
                get(cases + "organization=https://elsewhere.example/fhir/Organization/1", 400, "invalid"),
                get(cases + "organization.name=x", 400, "not-supported"),
                get(cases + "care-manager:Patient=x", 400, "not-supported"),
                get("EpisodeOfCare?patient.name=x", 400, "not-supported"),
                get("EpisodeOfCare?patient:Group={lars}", 400, "not-supported"),
                get("EpisodeOfCare?patient=https://elsewhere.example/Patient/{lars}", 400, "invalid"),
                get("EpisodeOfCare?patient=Group/1", 400, "invalid"),
                get("Organization?name:missing=true", 400, "not-supported"),
                get("Organization?active=yes", 400, "not-supported"),
                get("PractitionerRole?specialty=x", 400, "not-supported"),
                // how to answer
                get(cases + "_count=-1", 400, "invalid"),
                get(cases + "_count=abc", 400, "invalid"),
                get(cases + "_count=1000000", 400, "too-costly"),
                get(cases + "_count=1&_count=2", 400, "invalid"),
                get(cases + "_sort=foo", 400, "not-supported"),
                get(cases + "_sort=", 400, "invalid"),
                get(cases + "_summary=most", 400, "not-supported"),
                get(cases + "_total=perhaps", 400, "not-supported"),
                get(cases + "_include=EpisodeOfCare:foo", 400, "not-supported"),
                get(cases + "_include=*", 400, "not-supported"),
                get(cases + "_include=Organization:partof", 400, "not-supported"),
                get(cases + "_include:recurse=EpisodeOfCare:patient", 400, "not-supported"),
                get(cases + "_format=pdf", 406, "not-supported"),
                get(cases + "_format=%3Cscript%3E", 406, "not-supported"),
                get(cases + "_pretty=maybe", 400, "invalid"),
                get(cases + "_elements=nonsense", 400, "not-supported"),
                get("Organization?" + "active=true&".repeat(101), 400, "too-costly"),
                // ids and pages that were not made here
                get("Patient/abcdefgh", 404, "not-found"),
                get("Patient/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 404, "not-found"),
                get("EpisodeOfCare/{lars}", 404, "not-found"),
                get("EpisodeOfCare/44444444-aaaa-4bbb-8ccc-000000000001", 404, "not-found"),
                get("Organization/00000000-0000-0000-0000-000000000000", 404, "not-found"),
                get("EpisodeOfCare?patient=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 404, "not-found"),
                get("Patient/aaaa/$everything", 404, "not-found"),
                get("Organization?_page=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 400, "invalid"),
                get("Organization?_page=x&name=y", 400, "invalid"),
                // what there is not
                get("Observation?patient={lars}", 404, "not-found"),
                get("Foo/1", 404, "not-found"),
                get("", 400, "not-supported"),
                get("_history", 400, "not-supported"),
                get("Patient/{lars}/_history", 400, "not-supported"),
                get("Patient/{lars}/_history/1", 400, "not-supported"),
                get("Patient/{lars}/EpisodeOfCare", 400, "not-supported"),
                get("Patient/$validate", 400, "not-supported"),
                get("Patient/{lars}/$everything?_since=2026", 400, "not-supported"),
                get("Patient/{lars}/$everything?foo=1", 400, "not-supported"),
                any("POST", "Patient/{lars}/$everything", "application/fhir+json", "{", 400, "structure"),
                any(
                        "POST",
                        "Patient/{lars}/$everything",
                        "application/fhir+json",
                        "{\"resourceType\":\"Patient\"}",
                        400,
                        "structure"),
                any(
                        "POST",
                        "Patient/{lars}/$everything",
                        "application/fhir+json",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"start\",\"valueDate\":\"2026-01-01\"}]}",
                        400,
                        "not-supported"),
                any("POST", "Patient/{lars}/$everything", "application/fhir+json", "[".repeat(5000), 400, "too-costly"),
                any(
                        "POST",
                        "Patient/{lars}/$everything",
                        "application/fhir+xml",
                        "<a>".repeat(5000),
                        400,
                        "too-costly"),
                any(
                        "POST",
                        "Patient/{lars}/$everything",
                        "application/fhir+xml",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Parameters xmlns=\"http://hl7.org/fhir\">&e;</Parameters>",
                        400,
                        "structure"),
                any("POST", "Patient/{lars}/$everything", "text/csv", "a;b", 415, "not-supported"),
                // methods and bodies
                any("POST", "EpisodeOfCare/_search", "application/json", "{}", 415, "not-supported"),
                any(
                        "POST",
                        "EpisodeOfCare",
                        "application/fhir+json",
                        "{\"resourceType\":\"EpisodeOfCare\"}",
                        405,
                        "not-supported"),
                any("POST", "", "application/fhir+json", "{\"resourceType\":\"Bundle\"}", 405, "not-supported"),
                any("PUT", "Patient/{lars}", "application/fhir+json", "{}", 405, "not-supported"),
                any("PATCH", "Patient/{lars}", "application/json-patch+json", "[]", 405, "not-supported"),
                any("DELETE", "Patient/{lars}", "", "", 405, "not-supported"),
                any("TRACE", "Patient/{lars}", "", "", 405, "not-supported"),
                any("PROPFIND", "Patient/{lars}", "", "", 405, "not-supported"));
    }

    @ParameterizedTest(name = "{0} {1} {3} is {4} {5}")
    @MethodSource("rows")
    void badInputIsRefusedWithWhatToDo(String method, String path, String type, String body, int status, String code) {
        TestServer server = TestServer.shared();
        String lars = server.patientId(LARS);
        Optional<byte[]> bytes = Optional.of(body)
                .filter(b -> !b.isEmpty() || method.equals("POST"))
                .map(b -> b.getBytes(StandardCharsets.UTF_8));
        String[] headers = type.isEmpty() ? new String[0] : new String[] {"Content-Type", type};

        Answer answer = server.send(path.replace("{lars}", lars), method, bytes, headers);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/fhir+json");
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.issueCodes()).contains(code);
        assertThat(answer.body())
                .doesNotContain("HAPI-", "java.", "Exception", "elsewhere.example", "script", "passwd");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Powered-By")).isEmpty();
        if (status == 405) {
            assertThat(answer.header("Allow")).isPresent();
        }
    }

    @Test
    void thereAreAtLeastSixtyKinds() {
        assertThat(rows().count()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() {
        Answer answer = TestServer.shared().post("Patient/_search", "identifier=" + "x".repeat(2_000_000));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.issueCodes()).containsExactly("too-long");
    }

    @Test
    void aCompressedBodyIsRefusedNotInflated() {
        Answer answer =
                TestServer.shared().post("Patient/_search", "x", "Content-Type", FORM, "Content-Encoding", "gzip");
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void aUrlWhoseEscapesAreBrokenIsRefused() throws Exception {
        TestServer server = TestServer.shared();
        try (Socket socket = new Socket("127.0.0.1", server.root().getPort())) {
            socket.getOutputStream()
                    .write("GET /fhir/Organization?name=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("OperationOutcome");
        }
    }

    @Test
    void headersThatAreTooLargeAreRefused() {
        Answer answer = TestServer.shared().get("metadata", "X-Long", "x".repeat(20_000));
        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.issueCodes()).containsExactly("too-long");
    }

    @Test
    void aFormatThatCannotBeGivenIsSaidSo() {
        Answer answer = TestServer.shared().get("metadata", "Accept", "application/pdf");
        assertThat(answer.status()).isEqualTo(406);
        assertThat(TestServer.shared()
                        .get("metadata", "Accept", "application/fhir+json; fhirVersion=3.0")
                        .status())
                .isEqualTo(406);
    }

    @Test
    void aRefusalIsWrittenInTheFormatAndLanguageAskedFor() {
        Answer xml = TestServer.shared().get("Patient", "Accept", "application/fhir+xml");
        assertThat(xml.header("Content-Type").orElse("")).startsWith("application/fhir+xml");
        assertThat(xml.body()).startsWith("<OperationOutcome");
        Answer english = TestServer.shared().get("Patient", "Accept-Language", "en-GB, da;q=0.5");
        assertThat(english.json().path("issue").path(0).path("diagnostics").asText())
                .startsWith("Patients cannot be browsed");
        Answer danish = TestServer.shared().get("Patient", "Accept-Language", "da");
        assertThat(danish.json().path("language").asText()).isEqualTo("da");
    }

    @Test
    void lenientHandlingIsNotOnOffer() {
        Answer answer = TestServer.shared().get("Organization?foo=bar", "Prefer", "handling=lenient");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Preference-Applied")).contains("handling=strict");
    }

    @Test
    void moreThanItsShareAtOnceIsTooManyForOneClient() {
        try (TestServer busy = TestServer.start("server.max-concurrent-per-client=0")) {
            Answer answer = busy.get("metadata");
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isPresent();
            assertThat(answer.issueCodes()).containsExactly("throttled");
        }
    }
}
