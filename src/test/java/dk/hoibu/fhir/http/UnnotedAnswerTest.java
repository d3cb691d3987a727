package dk.hoibu.fhir.http;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Metadata;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IServerConformanceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import dk.hoibu.fhir.SettingsReader;
import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.Circumstances;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.Onlooker;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.TestIds;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last switch: an answer that went past everything that notes what is told is held back, and sounds an alarm. */
class UnnotedAnswerTest {

    private static final Ids IDS = TestIds.withKeyOf(3);

    /** Writes its answer itself, so that HAPI calls no interceptor for it. */
    public static final class PastEverything {

        @Operation(name = "$past", idempotent = true, manualResponse = true)
        public void past(HttpServletResponse response) throws IOException {
            response.setContentType("application/fhir+json");
            response.getWriter().write("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Hemmelig\"}]}");
        }
    }

    /** Whoever raises the alarm. */
    private record Heard(List<Circumstances> all) implements Onlooker {

        @Override
        public void kept(AccessFacts facts, Circumstances circumstances) {
            all.add(circumstances);
        }

        @Override
        public void tokenRefused(String address, String requestId) {
            throw new AssertionError("nobody was asked for a token");
        }
    }

    /** Says what any server must. */
    public static final class Capabilities implements IServerConformanceProvider<CapabilityStatement> {

        @Metadata
        @Override
        public CapabilityStatement getServerConformance(
                @Nullable HttpServletRequest request, @Nullable RequestDetails details) {
            return new CapabilityStatement();
        }

        @Override
        public void setRestfulServer(RestfulServer server) {
            // nothing to tell of it
        }
    }

    @Test
    void anAnswerThatNobodyNotedIsHeldBackAndCounted(@TempDir Path folder) throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Door door = new Door(new SettingsReader()
                .read(Optional.empty(), Map.of(), List.of("server.port=0", "server.stop-timeout=1s"))
                .listening());
        String base = "http://127.0.0.1:" + door.open() + "/fhir";
        Heard heard = new Heard(new CopyOnWriteArrayList<>());
        try (SqlAuditTrail trail =
                SqlAuditTrail.sqlite(folder.resolve("audit.db"), "node-1", Duration.ofSeconds(5), new SecureRandom())) {
            ChildMarks marks = ChildMarks.loadOrCreate(folder.resolve("audit.key"));
            door.start(
                    new Door.Fhir(
                            FhirContext.forR4(),
                            URI.create(base),
                            List.of(new PastEverything()),
                            new Capabilities(),
                            Set.of(),
                            Optional.empty()),
                    registry,
                    Map::of,
                    body -> {},
                    GuideSite.builtIn(),
                    new Door.Login(Authentication.none(), Optional.empty()),
                    new Recorder(
                            new Ledger(
                                    trail, marks, new FactsCodec(number -> IDS.ofPerson(Ids.Purpose.PATIENT, number))),
                            IDS,
                            new Words((type, link) -> Map.of(), body -> Map.of()),
                            false,
                            heard,
                            Clock.systemUTC(),
                            registry));

            HttpResponse<String> answer = get(base + "/$past");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
            assertThat(answer.body()).contains("OperationOutcome").doesNotContain("Hemmelig");
            assertThat(registry.scrape()).contains("hoibu_audit_without_facts_total 1.0");
            assertThat(heard.all()).extracting(Circumstances::unnoted).containsExactly(true);
            assertThat(trail.page(new AuditQuery(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), 10)))
                    .noneMatch(kept -> kept.entry().marks().outcome().equals("0"));
        } finally {
            door.stop();
        }
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("X-Request-Id", "unnoted-answer-test")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
