package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;

/** What FHIR asks of HTTP: formats, ETag, HEAD, compression, CORS, and what operators need. */
class HttpTest {

    private final TestServer server = TestServer.shared();
    private final String lars = server.patientId(LARS);

    @Test
    void jsonAndXmlSayTheSame() {
        String search = "EpisodeOfCare?patient=" + lars + "&_include=EpisodeOfCare:organization";
        FhirContext context = FhirContext.forR4Cached();
        Bundle json = context.newJsonParser()
                .parseResource(Bundle.class, server.get(search).body());
        Answer xml = server.get(search, "Accept", "application/fhir+xml");
        assertThat(xml.header("Content-Type").orElse("")).startsWith("application/fhir+xml");
        Bundle fromXml = context.newXmlParser().parseResource(Bundle.class, xml.body());
        assertThat(fromXml.equalsDeep(json)).isTrue();
    }

    @Test
    void formatInTheUrlBeatsAccept() {
        assertThat(server.get("Patient/" + lars + "?_format=xml", "Accept", "application/fhir+json")
                        .body())
                .startsWith("<Patient");
        assertThat(server.get("Patient/" + lars + "?_format=application/fhir%2Bjson", "Accept", "application/fhir+xml")
                        .body())
                .startsWith("{");
        assertThat(server.get("Patient/" + lars + "?_pretty=true").body()).contains("\n  ");
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() {
        for (String path : new String[] {
            "Patient/" + lars, "EpisodeOfCare?patient=" + lars, "Patient/" + lars + "/$everything", "metadata"
        }) {
            Answer first = server.get(path);
            String tag = first.header("ETag").orElseThrow();
            assertThat(server.get(path).header("ETag")).contains(tag);
            Answer again = server.get(path, "If-None-Match", tag);
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.bytes()).isEmpty();
            assertThat(again.header("ETag")).contains(tag);
            assertThat(server.get(path, "If-None-Match", "W/\"other\"").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTimeOfChangeIsNotTrustedBecauseACaseMayCloseWithoutOne() {
        assertThat(server.get("Patient/" + lars, "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void headIsGetWithoutTheBody() {
        Answer get = server.get("Patient/" + lars);
        Answer head = server.head("Patient/" + lars);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Length")).contains(Integer.toString(get.bytes().length));
        assertThat(server.head("Patient/abc").status()).isEqualTo(404);
    }

    @Test
    void answersAreCompressedForWhoAsks() throws Exception {
        Answer plain = server.get("metadata");
        Answer compressed = server.get("metadata", "Accept-Encoding", "gzip");
        assertThat(compressed.header("Content-Encoding")).contains("gzip");
        byte[] inflated = new GZIPInputStream(new ByteArrayInputStream(compressed.bytes())).readAllBytes();
        assertThat(inflated).isEqualTo(plain.bytes());
    }

    @Test
    void nothingMayBeStoredOnTheWay() {
        Answer answer = server.get("Patient/" + lars);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Content-Security-Policy").orElse("")).contains("default-src 'none'");
        assertThat(answer.header("Vary").orElse("")).contains("Accept-Language");
    }

    @Test
    void browserApplicationsOfAllowedOriginsMayAsk() {
        Answer preflight = server.send(
                "EpisodeOfCare/_search",
                "OPTIONS",
                Optional.empty(),
                "Origin",
                "http://localhost:3000",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).contains("http://localhost:3000");
        Answer allowed = server.get("metadata", "Origin", "http://localhost:3000");
        assertThat(allowed.header("Access-Control-Allow-Origin")).contains("http://localhost:3000");
        Answer foreign = server.get("metadata", "Origin", "https://elsewhere.example");
        assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void theRequestIdComesBackUnlessItIsUnfit() {
        assertThat(server.get("metadata", "X-Request-Id", "abcdefgh-1234").header("X-Request-Id"))
                .contains("abcdefgh-1234");
        String replaced = server.get("metadata", "X-Request-Id", "id-" + LARS)
                .header("X-Request-Id")
                .orElseThrow();
        assertThat(replaced).doesNotContain(LARS);
    }

    @Test
    void theBaseUrlIsTheServersOwnWhateverHostIsNamed() {
        Answer answer = server.get("Organization?_count=1", "X-Forwarded-Host", "elsewhere.example");
        assertThat(answer.link("self").orElseThrow()).startsWith(server.base());
        assertThat(answer.body()).doesNotContain("elsewhere.example");
    }

    @Test
    void healthAndMetricsAreThere() {
        assertThat(server.get(server.root() + "health/live").status()).isEqualTo(200);
        Answer ready = server.get(server.root() + "health/ready");
        assertThat(ready.json().path("status").asText()).isEqualTo("up");
        assertThat(ready.json().path("sources").size()).isEqualTo(6);
        server.search("EpisodeOfCare", "patient.identifier", LARS);
        String metrics = server.get(server.root() + "metrics").body();
        assertThat(metrics)
                .contains(
                        "http_server_requests_seconds_count{method=\"POST\",route=\"EpisodeOfCare search\",status=\"200\"}");
        assertThat(metrics).contains("hoibu_source_calls_seconds_count{outcome=\"ok\",source=\"case-index\"}");
    }

    @Test
    void whatIsNotFhirIsNotFound() {
        assertThat(server.get(server.root() + "actuator").status()).isEqualTo(404);
        assertThat(server.get(server.root() + ".git/config").status()).isEqualTo(404);
        assertThat(server.get(server.root().toString()).status()).isEqualTo(404);
    }
}
