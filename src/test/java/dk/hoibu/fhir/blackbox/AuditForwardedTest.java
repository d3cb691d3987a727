package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dk.hoibu.fhir.blackbox.KeptEvents.Kept;
import dk.hoibu.fhir.cli.AuditCommand;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.forward.Receiver;
import dk.hoibu.fhir.forward.Receiver.Got;
import dk.hoibu.fhir.forward.Receiver.Said;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A whole server that gives its audit trail to others. */
@Timeout(120)
class AuditForwardedTest {

    private static final String ACCEPTED =
            "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>";

    @TempDir
    Path folder;

    private String said = "";

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static Said taken(Got got) {
        return got.path().equals("/minlog2") ? Said.of(200, "text/xml", ACCEPTED) : Said.status(201);
    }

    private TestServer server(Receiver receiver, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "audit.forward.atna.url=" + receiver.url("/fhir"),
                "audit.forward.minlog.url=" + receiver.url("/minlog2"),
                "audit.forward.pause=100ms"));
        settings.addAll(List.of(more));
        return TestServer.startIn(folder, settings.toArray(String[]::new));
    }

    private static List<Got> to(Receiver receiver, String path) {
        return receiver.all().stream().filter(got -> got.path().equals(path)).toList();
    }

    private static List<String> ids(List<Kept> events) {
        return events.stream().map(Kept::id).toList();
    }

    private static String idIn(Got got) {
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(got.body());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private static String metrics(TestServer server) {
        return server.get(server.root() + "metrics").body();
    }

    /** The value of a metric of one destination. */
    private static double metric(TestServer server, String name, String destination) {
        return metrics(server)
                .lines()
                .filter(line -> line.startsWith("hoibu_audit_forward_" + name + "{")
                        && line.contains("destination=\"" + destination + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void eventsGoToTheRepositoryAndAccessesToChildrenToTheCitizensLog() {
        try (Receiver receiver = new Receiver(AuditForwardedTest::taken);
                TestServer server = server(receiver, "audit.intent=true")) {
            String lars = server.patientId(TestServer.LARS);
            server.search("EpisodeOfCare", "patient", lars);
            server.get("EpisodeOfCare?patient=nobody");
            server.get("Organization");
            List<Kept> events = KeptEvents.in(folder).all().stream()
                    .filter(kept -> !kept.type().equals("intent"))
                    .toList();
            List<Kept> accesses = events.stream()
                    .filter(kept -> !kept.child().isEmpty() && kept.outcome().equals("0"))
                    .toList();
            assertThat(events).hasSize(4);
            assertThat(accesses).hasSize(2);
            await(() -> to(receiver, "/fhir/AuditEvent").size() >= events.size()
                    && to(receiver, "/minlog2").size() >= accesses.size());

            List<Got> feed = to(receiver, "/fhir/AuditEvent");
            assertThat(feed).hasSize(events.size());
            for (Got got : feed) {
                assertThat(got.body()).doesNotContain(TestServer.LARS);
                assertThat(R4Validator.plain().errorsIn(got.body())).isEmpty();
            }
            List<String> given = feed.stream().map(AuditForwardedTest::idIn).toList();
            assertThat(given).containsExactlyInAnyOrderElementsOf(ids(events));
            assertThat(given).as("in order for the child").containsSubsequence(ids(accesses));
            List<Got> citizens = to(receiver, "/minlog2");
            assertThat(citizens)
                    .hasSize(accesses.size())
                    .allSatisfy(got -> assertThat(got.body()).contains(">" + TestServer.LARS + "<"));
            await(() -> metric(server, "backlog", "atna") == 0 && metric(server, "backlog", "minlog") == 0);
            assertThat(metric(server, "delivered_total", "atna")).isEqualTo(4);
            assertThat(metric(server, "delivered_total", "minlog")).isEqualTo(2);
            assertThat(metric(server, "passed_total", "atna")).as("intents").isPositive();
            assertThat(metric(server, "age_seconds", "atna")).isLessThan(60);
            assertThat(metrics(server))
                    .contains("hoibu_audit_forward_dead{", "hoibu_audit_forward_held{")
                    .contains("hoibu_audit_forward_retried_total{", "hoibu_audit_forward_failures_total{");
        }
    }

    @Test
    void whoeverHangsHoldsUpNeitherAnswersNorReadinessNorTheEnd() {
        CountDownLatch over = new CountDownLatch(1);
        try (Receiver receiver = new Receiver(got -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Said.nothing();
        })) {
            try (TestServer server = server(receiver, "audit.forward.timeout=10m")) {
                server.patientId(TestServer.LARS);
                await(() -> receiver.all().size() == 2);
                for (int i = 0; i < 20; i++) {
                    assertThat(server.get("Patient/nobody").status()).isEqualTo(404);
                }
                assertThat(server.get(server.root() + "health/ready").status()).isEqualTo(200);
                assertThat(receiver.all()).as("still hanging").hasSize(2);
            } finally {
                over.countDown();
            }
        }
    }

    @Test
    void whatWaitsWhileOthersAreDownIsCountedAndGoesOnWithTheNextServer() throws IOException {
        int port;
        try (Receiver away = new Receiver(AuditForwardedTest::taken)) {
            port = away.port();
        }
        String url = "http://127.0.0.1:" + port;
        String[] settings = {
            "audit.forward.atna.url=" + url + "/fhir",
            "audit.forward.minlog.url=" + url + "/minlog2",
            "audit.forward.pause=100ms"
        };
        try (TestServer server = TestServer.startIn(folder, settings)) {
            server.patientId(TestServer.LARS);
            await(() -> metric(server, "backlog", "atna") == 1 && metric(server, "failures_total", "minlog") > 0);
            assertThat(server.get(server.root() + "health/ready").status()).isEqualTo(200);
        }
        try (Receiver back = new Receiver(port, AuditForwardedTest::taken);
                TestServer server = TestServer.startIn(folder, settings)) {
            await(() -> back.all().size() == 2);
            await(() -> metric(server, "backlog", "atna") + metric(server, "backlog", "minlog") == 0);
            assertThat(back.all()).extracting(Got::path).containsExactlyInAnyOrder("/fhir/AuditEvent", "/minlog2");
        }
    }

    @Test
    void nothingIsForwardedUnlessItIsSetUp() {
        try (TestServer server = TestServer.startIn(folder)) {
            server.patientId(TestServer.LARS);

            assertThat(metrics(server)).doesNotContain("hoibu_audit_forward");
        }
    }

    @Test
    void aServerThatCannotForwardAsItShouldDoesNotStart() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.xml"), "<broken/>");
        for (String wrong : List.of(
                "audit.forward.atna.url=http://repository.example/fhir",
                "audit.forward.minlog.url=http://minlog.example/register",
                "audit.forward.minlog.mapping-file=" + broken,
                "audit.forward.tls.authorities=" + broken,
                "audit.forward.tls.certificate=" + broken,
                "audit.forward.atna.leave-out=child=1",
                "audit.forward.atna.batch=0",
                "audit.forward.attempts=0",
                "audit.forward.also-logs=Not A Log")) {
            String setting = wrong.substring(0, wrong.indexOf('='));
            assertThatThrownBy(() -> TestServer.startIn(
                                    folder,
                                    "audit.forward.atna.url=https://repository.example/fhir",
                                    "audit.forward.minlog.url=https://minlog.example/register",
                                    wrong)
                            .close())
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            setting.startsWith("audit.forward.a") && setting.endsWith("s")
                                    ? "audit.forward"
                                    : setting.replaceFirst("\\.(url|mapping-file|authorities|certificate|batch)$", ""));
        }
    }

    private int audit(String... arguments) {
        List<String> all = new ArrayList<>(List.of("forward"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", folder.toString()));
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new AuditCommand());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int code = line.execute(all.toArray(String[]::new));
        said = out.toString();
        return code;
    }

    @Test
    void whatIsRefusedTooOftenIsShownTriedAgainAndDroppedByCommand() {
        AtomicInteger status = new AtomicInteger(422);
        try (Receiver receiver = new Receiver(got -> Said.status(status.get()));
                TestServer server = TestServer.startIn(
                        folder,
                        "audit.forward.atna.url=" + receiver.url("/fhir"),
                        "audit.forward.attempts=1",
                        "audit.forward.pause=100ms")) {
            server.patientId(TestServer.LARS);
            server.patientId(TestServer.BO);
            await(() -> metric(server, "dead", "atna") == 2);

            assertThat(audit("list")).isZero();
            assertThat(said)
                    .contains("atna, log node-1: 2 of 2 entries, 0 held, 2 dead")
                    .contains("dead 0, recorded 20", "refused 1 times: HTTP 422", "dead 1")
                    .doesNotContain(TestServer.LARS);
            assertThat(audit("retry", "--destination", "atna", "--sequence", "7"))
                    .isEqualTo(1);
            assertThat(audit(
                            "drop",
                            "--destination",
                            "atna",
                            "--sequence",
                            "1",
                            "--reason",
                            "x",
                            "--by",
                            TestServer.LARS))
                    .isEqualTo(2);
            assertThat(audit(
                            "drop",
                            "--destination",
                            "atna",
                            "--sequence",
                            "1",
                            "--reason",
                            "known",
                            "--by",
                            "operator"))
                    .as(said)
                    .isZero();
            status.set(201);
            assertThat(audit("retry", "--destination", "atna", "--all"))
                    .as(said)
                    .isZero();
            assertThat(said).contains("1 entries are tried again");
            await(() -> metric(server, "delivered_total", "atna") == 1);

            assertThat(audit("list", "--all")).isZero();
            assertThat(said)
                    .contains("0 held, 0 dead")
                    .contains("dropped 1, recorded 20", "dropped by operator: known (was: HTTP 422)");
        }
    }

    /** Acceptance of ITI-19: whoever takes events sees the server's certificate, and the server theirs. */
    @Test
    void bothShowACertificate() throws Exception {
        TestCertificate own = TestCertificate.make();
        TestCertificate theirs = TestCertificate.make();
        AtomicInteger taken = new AtomicInteger();
        HttpsServer repository = repository(own.trusting(theirs), taken);
        try {
            String url = "https://127.0.0.1:" + repository.getAddress().getPort() + "/fhir";
            try (TestServer server = TestServer.startIn(
                    folder,
                    "audit.forward.atna.url=" + url,
                    "audit.forward.tls.authorities=" + theirs.certificatePem(),
                    "audit.forward.pause=100ms")) {
                server.patientId(TestServer.LARS);
                await(() -> metric(server, "failures_total", "atna") > 0);
                assertThat(taken).as("without a certificate").hasValue(0);
            }
            try (TestServer server = TestServer.startIn(
                    folder,
                    "audit.forward.atna.url=" + url,
                    "audit.forward.tls.authorities=" + own.certificatePem(),
                    "audit.forward.tls.key-store=" + own.keyStore(),
                    "audit.forward.tls.password-file=" + own.passwordFile(),
                    "audit.forward.pause=100ms")) {
                await(() -> metric(server, "failures_total", "atna") > 0);
                assertThat(taken).as("to somebody unknown").hasValue(0);
            }
            try (TestServer server = TestServer.startIn(
                    folder,
                    "audit.forward.atna.url=" + url,
                    "audit.forward.tls.authorities=" + theirs.certificatePem(),
                    "audit.forward.tls.certificate=" + own.certificatePem(),
                    "audit.forward.tls.private-key=" + own.keyPem(),
                    "audit.forward.pause=100ms")) {
                await(() -> metric(server, "delivered_total", "atna") == 1);
                assertThat(taken).hasValue(1);
            }
        } finally {
            repository.stop(0);
        }
    }

    private static HttpsServer repository(SSLContext context, AtomicInteger taken) throws IOException {
        HttpsServer repository = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        repository.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters needed = context.getDefaultSSLParameters();
                needed.setNeedClientAuth(true);
                parameters.setSSLParameters(needed);
            }
        });
        repository.createContext("/fhir/AuditEvent", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                taken.incrementAndGet();
                exchange.sendResponseHeaders(201, -1);
            }
        });
        repository.start();
        return repository;
    }
}
