package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.App.CLINIC;
import static dk.hoibu.fhir.blackbox.App.WARD;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The button in a record system, in a real Chromium and with a SMART client that others wrote (fhirclient): see
 * {@code src/test/browser/README.md}. Without Node, Chromium or the npm packages it is skipped.
 */
class LaunchInBrowserTest {

    private static final Path SCRIPTS = Path.of("src/test/browser");
    private static final MovedClock CLOCK = new MovedClock();

    @TempDir
    private static Path folder;

    private static int appPort;
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path more) throws IOException {
        assumeTrue(found("node"), "skipped: no Node on the path, so no launch in a browser");
        assumeTrue(
                Stream.of("chromium", "chromium-browser", "google-chrome").anyMatch(LaunchInBrowserTest::found),
                "skipped: no Chromium on the path, so no launch in a browser");
        assumeTrue(
                Files.isDirectory(SCRIPTS.resolve("node_modules/fhirclient")),
                "skipped: npm ci --prefix src/test/browser was not run, so no launch in a browser");
        appPort = freePort();
        Path clients = Files.writeString(more.resolve("clients.json"), """
                [{"client_id": "browser-app", "token_endpoint_auth_method": "none",
                  "redirect_uris": ["http://127.0.0.1:%1$d/index.html"],
                  "launch_uris": ["http://127.0.0.1:%1$d/launch.html"],
                  "origins": ["http://127.0.0.1:%1$d"],
                  "grant_types": ["authorization_code"],
                  "scope": "launch openid fhirUser patient/*.rs"}]
                """.formatted(appPort));
        server = TestServer.startIn(
                folder, CLOCK, "access.development-server=true", "access.development-clients=" + clients);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static boolean found(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the record system's server gets for an application that it wants to open. */
    private static String handle(String client, String user, String organisation) {
        return new App(server, client, "http://127.0.0.1:" + appPort + "/index.html").handle(user, organisation, LARS);
    }

    /** What the application saw, opened with that handle and signed in to as that user. */
    private static JsonNode opened(String handle, String user) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "browser", ".out");
        Process process = new ProcessBuilder(
                        "node",
                        SCRIPTS.resolve("launch.mjs").toString(),
                        Integer.toString(appPort),
                        server.base(),
                        handle,
                        user,
                        "browser-app")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(lines.toString()).isZero();
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    @Test
    void theApplicationReadsTheChildItWasOpenedFor() throws IOException, InterruptedException {
        JsonNode seen = opened(handle("browser-app", "bup-psychiatrist", WARD), "bup-psychiatrist");

        assertThat(seen.path("patient").asText()).as(seen.toString()).isNotEmpty();
        assertThat(seen.path("name").asText()).isEqualTo("Lars Test");
        assertThat(seen.path("cases").asInt()).isEqualTo(2);
        assertThat(seen.path("included").asInt()).isPositive();
        assertThat(seen.path("user").asText()).isEqualTo("PractitionerRole/bup-psychiatrist");
        assertThat(seen.path("banner").asBoolean()).isTrue();
        assertThat(seen.path("tenant").asText()).isEqualTo("sor:" + WARD);
        assertThat(seen.path("scope").asText()).contains("patient/*.rs");
        assertThat(seen.path("urls").toString()).doesNotContain(LARS);
    }

    @Test
    void aHandleWorksOnce() throws IOException, InterruptedException {
        String handle = handle("browser-app", "gp-pandrup", CLINIC);

        assertThat(opened(handle, "gp-pandrup").path("cases").asInt()).isEqualTo(2);
        assertRefused(opened(handle, "gp-pandrup"));
    }

    @Test
    void aHandleLivesAMinute() throws IOException, InterruptedException {
        String handle = handle("browser-app", "gp-pandrup", CLINIC);
        CLOCK.ahead(Duration.ofSeconds(61));
        try {
            assertRefused(opened(handle, "gp-pandrup"));
        } finally {
            CLOCK.ahead(Duration.ZERO);
        }
    }

    @Test
    void aHandleOfAnotherApplicationOrOfNobodyOpensNothing() throws IOException, InterruptedException {
        assertRefused(opened(handle("sample-epj", "gp-pandrup", CLINIC), "gp-pandrup"));
        assertRefused(opened("Zm9yIHN1cmUgdGhpcyBpcyBub3QgYSBoYW5kbGUgYXQ", "gp-pandrup"));
    }

    @Test
    void aHandleOfOneUserOpensNothingForAnother() throws IOException, InterruptedException {
        assertRefused(opened(handle("browser-app", "bup-psychiatrist", WARD), "gp-pandrup"));
    }

    private static void assertRefused(JsonNode seen) {
        assertThat(seen.path("error").asText()).as(seen.toString()).matches("(invalid_request|access_denied).*");
        assertThat(seen.has("patient")).isFalse();
        assertThat(seen.toString()).doesNotContain(LARS, "Berggren");
    }
}
