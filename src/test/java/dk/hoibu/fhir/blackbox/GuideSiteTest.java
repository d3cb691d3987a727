package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.http.GuideSite;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide as a site at {@code /ig}: served when there is one, else said how to get one. */
class GuideSiteTest {

    private static final String PAGE = "<html><head><title>Forside</title></head><body>æøå</body></html>";

    private static TestServer server;

    @BeforeAll
    static void serveAFolder(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("index.html"), PAGE);
        Files.createDirectories(folder.resolve("assets/css"));
        Files.writeString(folder.resolve("assets/css/project.css"), "body { color: black }");
        Files.writeString(folder.resolve("Patient-lars.json"), "{}");
        Files.writeString(folder.resolveSibling("secret.txt"), "not for readers");
        server = TestServer.start("server.guide-folder=" + folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String at(String path) {
        return server.root().resolve(path).toString();
    }

    @Test
    void theFirstPageIsServedAsHtml() {
        Answer answer = server.get(at("/ig/index.html"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PAGE);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    }

    @Test
    void theBareAddressLeadsToTheFirstPageOfThisServer() {
        Answer answer = server.get(at("/ig"));

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location")).hasValue("/ig/index.html");
    }

    @Test
    void everyKindOfFileHasItsOwnContentType() {
        assertThat(server.get(at("/ig/assets/css/project.css")).header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/css"));
        assertThat(server.get(at("/ig/Patient-lars.json")).header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    }

    @Test
    void aPageMayRunNothingButItsOwnScripts() {
        Answer answer = server.get(at("/ig/index.html"));

        assertThat(answer.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("*"));
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void headGetsTheHeadersOnly() {
        Answer answer = server.head(at("/ig/index.html"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isEmpty();
    }

    @Test
    void aPageThatDidNotChangeIsNotSentAgain() {
        String tag = server.get(at("/ig/index.html")).header("ETag").orElseThrow();

        assertThat(server.get(at("/ig/index.html"), "If-None-Match", tag).status())
                .isEqualTo(304);
    }

    @Test
    void nothingIsWritten() {
        for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS"}) {
            Answer answer = server.send(at("/ig/index.html"), method, Optional.of(new byte[0]));

            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("Allow")).hasValue("GET, HEAD");
            assertThat(answer.issueCodes()).containsExactly("not-supported");
        }
    }

    @Test
    void aFolderIsNotListed() {
        Answer answer = server.get(at("/ig/assets/"));

        assertThat(answer.status()).isIn(403, 404);
        assertThat(answer.body()).doesNotContain("project.css");
    }

    @Test
    void aPageThatIsNotThereIsAnOperationOutcome() {
        Answer answer = server.get(at("/ig/no-such-page.html"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.issueCodes()).containsExactly("not-found");
    }

    @Test
    void nothingOutsideTheGuideIsServed() throws IOException {
        for (String path : new String[] {"/ig/../secret.txt", "/ig/%2e%2e/secret.txt", "/ig/..%2fsecret.txt"}) {
            // as it is: a client library would tidy it up
            assertThat(raw("GET " + path + " HTTP/1.1")).as(path).doesNotContain("not for readers");
        }
    }

    private static String raw(String requestLine) throws IOException {
        URI root = server.root();
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void withoutAGuideTheAnswerSaysHowToBuildIt() {
        assumeTrue(
                GuideSite.builtIn().root().isEmpty(),
                "the guide is built into this build: mvn clean to test without it");
        Answer answer = TestServer.shared()
                .get(TestServer.shared().root().resolve("/ig").toString());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.issueCodes()).containsExactly("not-found");
        assertThat(answer.body()).contains("mvn -Pig package");
    }

    @Test
    void aFolderWithoutAGuideStopsTheStart(@TempDir Path empty) {
        assertThatThrownBy(() -> TestServer.start("server.guide-folder=" + empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server.guide-folder");
    }
}
