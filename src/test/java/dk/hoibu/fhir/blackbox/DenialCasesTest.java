package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The attack cases about denial of service and parsing, by their ids (D01 and on). Slow clients are in {@link SlowClientsTest}, rates in
 * {@link RateLimitsTest}. {@code {lars}} stands for Lars' opaque id.
 */
class DenialCasesTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";
    private static final String MARK = "offending-value";

    private final TestServer server = TestServer.shared();
    private final String lars = server.patientId(LARS);

    static Stream<Arguments> bodies() {
        String parameters = "{\"resourceType\":\"Parameters\"";
        return Stream.of(
                row("D04", JSON, "[".repeat(100_000), 400, "too-costly"),
                row("D04", JSON, "{\"a\":".repeat(100_000), 400, "too-costly"),
                row("D04", XML, "<a>".repeat(100_000), 400, "too-costly"),
                row("D05", JSON, parameters + ",\"parameter\":[" + "1,".repeat(400_000) + "1]}", 400, "too-costly"),
                row("D05", JSON, "[" + "1,".repeat(1_000_000) + "1]", 413, "too-long"),
                row(
                        "D05",
                        XML,
                        "<Parameters xmlns=\"http://hl7.org/fhir\">" + "<parameter/>".repeat(50_000) + "</Parameters>",
                        400,
                        "too-costly"),
                row("D07", XML, laughs(), 400, "structure"),
                row(
                        "D08",
                        XML,
                        "<!DOCTYPE Parameters SYSTEM \"file:///etc/" + MARK
                                + "\"><Parameters xmlns=\"http://hl7.org/fhir\"/>",
                        400,
                        "structure"),
                row(
                        "D08",
                        XML,
                        "<!DOCTYPE x [<!ENTITY % e SYSTEM \"file:///etc/" + MARK
                                + "\"> %e;]><Parameters xmlns=\"http://hl7.org/fhir\"/>",
                        400,
                        "structure"),
                row("D10", JSON, bundle(10_000), 400, "too-costly"),
                row("D10", JSON, bundle(30_000), 413, "too-long"),
                row("D19", JSON, parameters + ",\"id\":\"a\",\"id\":\"" + MARK + "\"}", 400, "structure"),
                row("D19", JSON, parameters + ",\"resourceType\":\"Parameters\"}", 400, "structure"),
                row("D19", JSON, parameters + ",\"meta\":{\"versionId\":\"1\",\"versionId\":\"2\"}}", 400, "structure"),
                row("D20", JSON, parameters + "}" + MARK, 400, "structure"),
                row("D20", JSON, parameters + "}{}", 400, "structure"),
                row("D20", JSON, parameters + "}]", 400, "structure"),
                row("D20", XML, "<Parameters xmlns=\"http://hl7.org/fhir\"/><" + MARK + "/>", 400, "structure"),
                row("D22", JSON, parameters + ",\"id\":\"\\ud800" + MARK + "\"}", 400, "structure"),
                row("D22", JSON, parameters + ",\"\\udc00\":1}", 400, "structure"),
                row("D23", JSON, value("valueDate", "2020-13-01"), 400, "structure"),
                row("D23", JSON, value("valueDateTime", "0000-01-01"), 400, "not-supported"),
                row("D23", JSON, value("valueDateTime", "2026-01-01T10:00:00+15:00"), 400, "not-supported"),
                row("D26", JSON, parameters + ",\"id\":\"" + MARK, 400, "structure"));
    }

    private static Arguments row(String id, String type, String body, int status, String code) {
        return Arguments.of(id, type, body, status, code);
    }

    private static String laughs() {
        StringBuilder text = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"" + MARK + "\">");
        for (int i = 1; i < 20; i++) {
            text.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return text + "]><Parameters xmlns=\"http://hl7.org/fhir\"><id value=\"&a19;\"/></Parameters>";
    }

    private static String bundle(int entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                + "{\"request\":{\"method\":\"GET\",\"url\":\"Patient\"}},".repeat(entries)
                + "{}]}";
    }

    private static String value(String name, String value) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"x\",\"" + name + "\":\"" + value + "\"}]}";
    }

    @ParameterizedTest(name = "{0}: a body in {1} is {3} {4}")
    @MethodSource("bodies")
    void aBodyThatIsAnAttackIsRefused(String id, String type, String body, int status, String code) {
        Answer answer = server.send(
                "Patient/" + lars + "/$everything",
                "POST",
                Optional.of(body.getBytes(StandardCharsets.UTF_8)),
                "Content-Type",
                type);

        Refusal.is(answer, status, code, MARK, "2020-13-01", "+15:00");
    }

    static Stream<Arguments> urls() {
        String cases = "EpisodeOfCare?patient={lars}&";
        return Stream.of(
                Arguments.of("D11", cases + "_count=1000000", 400, "too-costly"),
                Arguments.of("D11", cases + "_count=-1", 400, "invalid"),
                Arguments.of("D11", cases + "_count=abc", 400, "invalid"),
                Arguments.of("D11", cases + "_count=99999999999999999999", 400, "invalid"),
                Arguments.of("D13", cases + "status=active&".repeat(500), 400, "too-costly"),
                Arguments.of("D14", "EpisodeOfCare?patient=http://169.254.169.254/Patient/{lars}", 400, "invalid"),
                Arguments.of("D14", cases + "organization=http://169.254.169.254/latest", 400, "invalid"),
                Arguments.of("D22", "Organization?name=%ED%A0%80", 400, "invalid"),
                Arguments.of("D22", "Organization?name=%FF%FE", 400, "invalid"),
                Arguments.of("D22", "Organization?name=a%00b", 400, "invalid"),
                Arguments.of("D23", cases + "date=2020-13-01", 400, "invalid"),
                Arguments.of("D23", cases + "date=0000-01-01", 400, "invalid"),
                Arguments.of("D23", cases + "date=2026-01-01T10:00:00%2B15:00", 400, "invalid"),
                Arguments.of("D23", cases + "date=ge10000-01-01", 400, "invalid"),
                Arguments.of("D25", cases + "_format=text/csv", 406, "not-supported"));
    }

    @ParameterizedTest(name = "{0}: {1} is {2} {3}")
    @MethodSource("urls")
    void aUrlThatIsAnAttackIsRefused(String id, String path, int status, String code) {
        Answer answer = server.get(path.replace("{lars}", lars));

        Refusal.is(answer, status, code, "169.254", "2020-13", "csv", "1000000;", "9999999");
    }

    @Test
    void d01ACompressedBombIsNotInflated() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int megabyte = 0; megabyte < 100; megabyte++) {
                gzip.write(zeros);
            }
        }
        for (String path : new String[] {"Patient/_search", "Patient/" + lars + "/$everything"}) {
            String type = path.endsWith("_search") ? FORM : JSON;
            for (String encoding : new String[] {"gzip", "x-gzip", "deflate", "br", "identity, gzip"}) {
                Answer answer = server.send(
                        path,
                        "POST",
                        Optional.of(bomb.toByteArray()),
                        "Content-Type",
                        type,
                        "Content-Encoding",
                        encoding);
                Refusal.is(answer, 415, "not-supported", encoding);
            }
        }
    }

    @Test
    void d02ABodyOf200MegabytesIsRefusedBeforeItHasCome() {
        Answer announced = Wire.send(
                server,
                "POST /fhir/Patient/_search HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + FORM
                        + "\r\nContent-Length: 200000000\r\n\r\n" + "x".repeat(20_000));
        Refusal.is(announced, 413, "too-long", "200000000");
        Answer unannounced = Wire.send(
                server,
                "POST /fhir/Patient/_search HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + FORM
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n" + "x".repeat(0x200000) + "\r\n0\r\n\r\n");
        Refusal.is(unannounced, 413, "too-long");
    }

    @Test
    void d13FiveHundredParametersInABodyAreTooMany() {
        Answer answer = server.post("EpisodeOfCare/_search", "patient=" + lars + "&status=active".repeat(500));
        Refusal.is(answer, 400, "too-costly");
    }

    @Test
    void d08D14NothingThatARequestNamesIsFetched() throws IOException {
        try (ServerSocket elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/";
            String[] bodies = {
                value("valueUri", url),
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"x\",\"valueAttachment\":{\"url\":\"" + url
                        + "\"}}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"x\",\"valueReference\":{\"reference\":\""
                        + url + "Patient/1\"}}]}",
                "<!DOCTYPE x SYSTEM \"" + url + "\"><Parameters xmlns=\"http://hl7.org/fhir\"/>",
                "<Parameters xmlns=\"http://hl7.org/fhir\" xmlns:xi=\"http://www.w3.org/2001/XInclude\"><parameter>"
                        + "<name value=\"x\"/><xi:include href=\"" + url + "\"/></parameter></Parameters>"
            };
            for (String body : bodies) {
                Answer answer = server.send(
                        "Patient/" + lars + "/$everything",
                        "POST",
                        Optional.of(body.getBytes(StandardCharsets.UTF_8)),
                        "Content-Type",
                        body.startsWith("<") ? XML : JSON);
                assertThat(answer.status()).isEqualTo(400);
                Refusal.says(answer, url);
            }
            Refusal.is(server.get("EpisodeOfCare?patient=" + url + "Patient/" + lars), 400, "invalid", url);
            elsewhere.setSoTimeout(1);
            assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void d22TextInAnyScriptIsSearchedForAsItIs() {
        for (String name : new String[] {"\uD83D\uDE00", "\u202Egnirts", "Ångström", "北京", "a\u0301"}) {
            Answer answer = server.get("Organization?name=" + TestServer.encode(name));
            assertThat(answer.status()).as(name).isEqualTo(200);
        }
    }

    @Test
    void d25AFormatThatCannotBeGivenIsRefused() {
        for (String accept : new String[] {"application/pdf", "text/html", "application/fhir+json;fhirVersion=5.0"}) {
            Refusal.is(server.get("Patient/" + lars, "Accept", accept), 406, "not-supported", accept);
        }
    }

    @Test
    void d26ABodyThatEndsTooSoonIsNotAnswered() {
        for (String path : new String[] {"Patient/_search", "Patient/" + lars + "/$everything"}) {
            String type = path.endsWith("_search") ? FORM : JSON;
            Answer counted = Wire.send(
                    server,
                    "POST /fhir/" + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                            + "\r\nContent-Length: 100\r\n\r\nidentifier=" + LARS);
            Refusal.is(counted, 400, "invalid");
            Answer chunked = Wire.send(
                    server,
                    "POST /fhir/" + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n15\r\nidentifier=" + LARS + "\r\n");
            Refusal.is(chunked, 400, "invalid");
        }
    }
}
