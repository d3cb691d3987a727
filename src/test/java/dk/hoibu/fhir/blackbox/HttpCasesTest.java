package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The attack cases about HTTP and configuration, by their ids (H01 and on). H10, about TLS, is in {@link TlsTest}. */
class HttpCasesTest {

    private static final String EVIL = "evil.example";

    private final TestServer server = TestServer.shared();
    private final String lars = server.patientId(LARS);

    @Test
    void h01AHostThatIsNotOursIsRefusedAndNeverReflected() {
        int port = server.root().getPort();
        for (String path : new String[] {"/fhir/metadata", "/fhir/Organization", "/health/live", "/metrics", "/ig/"}) {
            for (String host :
                    new String[] {EVIL, EVIL + ":" + port, "127.0.0.1." + EVIL, "localhost." + EVIL, "10.0.0.1"}) {
                Answer answer = Wire.send(
                        server, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
                Refusal.is(answer, 421, "not-supported", EVIL);
            }
        }
        Refusal.is(
                Wire.send(
                        server,
                        "GET http://" + EVIL
                                + "/fhir/metadata HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
                400,
                "invalid",
                EVIL);
        Refusal.is(Wire.send(server, "GET /fhir/metadata HTTP/1.1\r\nConnection: close\r\n\r\n"), 400, "invalid", EVIL);
        Refusal.is(
                Wire.send(
                        server,
                        "GET /fhir/metadata HTTP/1.1\r\nHost: localhost\r\nHost: " + EVIL
                                + "\r\nConnection: close\r\n\r\n"),
                400,
                "invalid",
                EVIL);
        for (String host : new String[] {"localhost", "LOCALHOST:" + port, "127.0.0.1"}) {
            assertThat(Wire.send(server, "GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void h02WhatAProxyMightSayIsNotBelieved() {
        for (String[] header : List.of(
                new String[] {"X-Forwarded-Host", EVIL},
                new String[] {"X-Forwarded-Proto", "https"},
                new String[] {"X-Forwarded-Port", "4711"},
                new String[] {"X-Forwarded-Prefix", "/evil"},
                new String[] {"X-Forwarded-Server", EVIL},
                new String[] {"Forwarded", "host=" + EVIL + ";proto=https"},
                new String[] {"X-Original-URL", "/metrics"},
                new String[] {"X-Rewrite-URL", "/metrics"})) {
            Answer answer = server.get("Organization?_count=1", header);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.link("self").orElseThrow()).startsWith(server.base());
            assertThat(answer.link("next").orElseThrow()).startsWith(server.base());
            assertThat(answer.body() + answer.headers()).doesNotContain(EVIL, "4711", "https://127", "/evil");
        }
    }

    @Test
    void h04OtherMethodsAreRefusedEverywhere() {
        for (String method :
                new String[] {"TRACE", "TRACK", "DEBUG", "PROPFIND", "MOVE", "LINK", "evil", "PUT", "PATCH", "DELETE"
                }) {
            for (String path :
                    new String[] {"/fhir/Patient/" + lars, "/fhir/metadata", "/health/live", "/metrics", "/ig/", "/"}) {
                Answer answer = Wire.ask(server, method + " " + path, "X-Echo: " + EVIL);
                Refusal.is(answer, 405, "not-supported", EVIL);
                assertThat(answer.header("Allow").orElse("")).contains("GET");
            }
        }
        Answer connect = Wire.ask(server, "CONNECT " + EVIL + ":443");
        assertThat(connect.status()).isIn(400, 405, 421);
        Refusal.is(connect, connect.status(), connect.issueCodes().get(0), EVIL);
    }

    @Test
    void h05AMethodIsWhatTheRequestLineSays() {
        for (String header : new String[] {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"}) {
            Answer get = server.get("Patient/" + lars, header, "DELETE");
            assertThat(get.status()).isEqualTo(200);
            Refusal.is(server.post("Patient/" + lars, "", header, "GET"), 405, "not-supported");
            Refusal.is(server.post("Patient/" + lars + "?_method=GET", "_method=GET"), 405, "not-supported");
        }
    }

    @Test
    void h07ARequestIdThatIsNoneIsReplaced() {
        for (String id : new String[] {
            "abc\r\nX-Evil: 1",
            "abcdefgh%0d%0aX-Evil: 1",
            "abcdefgh\rX-Evil: 1",
            "abcdefgh\nX-Evil: 1",
            "<script>alert</script>",
            "x".repeat(500),
            "abcdefgh\u0000ijkl",
            "abcdefgh ijkl"
        }) {
            Answer answer = Wire.ask(server, "GET /fhir/Nothing", "X-Request-Id: " + id);
            assertThat(answer.status()).isIn(400, 404);
            Refusal.says(answer, "script", "xxxx", "%0d");
            assertThat(answer.header("X-Evil")).isEmpty();
            answer.header("X-Request-Id").ifPresent(own -> assertThat(own).matches("[0-9a-f-]{36}|abcdefgh"));
        }
    }

    @Test
    void h08ABrowserIsNotServedHtml() {
        String browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        Answer answer = server.get("Patient/" + lars, "Accept", browser);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/fhir+");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Content-Security-Policy").orElse("")).contains("default-src 'none'");
        for (String format : new String[] {"html", "text/html", "html/json", "xhtml"}) {
            Refusal.is(server.get("Patient/" + lars + "?_format=" + format), 406, "not-supported");
        }
    }

    @Test
    void h11ThereIsNothingButWhatThereIs() {
        for (String path : new String[] {
            "actuator",
            "actuator/env",
            ".git/config",
            ".env",
            "swagger",
            "swagger-ui/",
            "api-docs",
            "v3/api-docs",
            "openapi.json",
            "admin",
            "console",
            "h2-console",
            "jolokia",
            "server-status",
            "WEB-INF/web.xml",
            "META-INF/MANIFEST.MF",
            "",
            "fhir/../metrics/..;/actuator",
            "robots.txt"
        }) {
            Answer answer = Wire.ask(server, "GET /" + path);
            assertThat(answer.status()).as(path).isIn(400, 404);
            Refusal.is(answer, answer.status(), answer.status() == 404 ? "not-found" : "invalid");
        }
    }

    @Test
    void h11MetricsAreForThoseWhoMayReadThemAndNeverThroughAProxy() {
        for (String header : new String[] {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"}) {
            Refusal.is(Wire.ask(server, "GET /metrics", header + ": 127.0.0.1"), 404, "not-found");
        }
        try (TestServer closed = TestServer.start("server.metrics-readers=192.0.2.0/24")) {
            Refusal.is(closed.get(closed.root() + "metrics"), 404, "not-found");
        }
        try (TestServer open = TestServer.start("server.metrics-readers=127.0.0.0/8")) {
            assertThat(open.get(open.root() + "metrics").status()).isEqualTo(200);
        }
    }

    @Test
    void h13WhatJettyRefusesTellsNothingOfJetty() {
        String[] requests = {
            "GET /fhir/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /fhir/%2fPatient HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /fhir/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /fhir/..%2f..%2fetc HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /fhir/Patient;jsessionid=1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /fhir/" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /fhir/metadata HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n",
            "GET /fhir/metadata HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n\r\n",
            "GET /fhir/metadata HTTP/9.9\r\nHost: localhost\r\n\r\n",
            "POST /fhir/Patient/_search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /fhir/Patient/_search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            "POST /fhir/Patient/_search HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\nhello",
            "GET /nothing/here HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "nonsense\r\n\r\n"
        };
        for (String request : requests) {
            Answer answer = Wire.send(server, request);
            assertThat(answer.status()).as(answer.toString()).isBetween(400, 505);
            assertThat(answer.status()).as(answer.toString()).isNotEqualTo(500);
            assertThat(answer.issueCodes()).isNotEmpty();
            Refusal.is(answer, answer.status(), answer.issueCodes().get(0), "%zz", "jsessionid", "aaaa", "No colon");
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void h14NoAnswerMayBeStored() {
        for (String path : new String[] {
            "metadata",
            "Patient/" + lars,
            "EpisodeOfCare?patient=" + lars,
            "Patient/" + lars + "/$everything",
            "Patient",
            "Nothing",
            "api-docs"
        }) {
            assertThat(server.get(path).header("Cache-Control")).as(path).contains("no-store");
            assertThat(server.head(path).header("Cache-Control")).as(path).contains("no-store");
        }
        Answer tagged = server.get("metadata");
        Answer unchanged =
                server.get("metadata", "If-None-Match", tagged.header("ETag").orElseThrow());
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.header("Cache-Control")).contains("no-store");
        assertThat(server.search("Patient", "identifier", LARS).header("Cache-Control"))
                .contains("no-store");
    }
}
