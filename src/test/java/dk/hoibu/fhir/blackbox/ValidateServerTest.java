package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.cli.TokenCommand;
import dk.hoibu.fhir.cli.ValidateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code validate} on a running server. */
class ValidateServerTest {

    private final TestServer server = TestServer.shared();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void anAnswerToAGetIsValidated() {
        assertThat(run(server.base() + "/metadata")).as(out.toString()).isZero();

        assertThat(out.toString()).contains("/metadata: valid");
    }

    @Test
    void anAnswerToASearchByNumberIsValidatedWithoutTheNumberOnTheCommandLine() throws IOException {
        Path form = Files.writeString(
                folder.resolve("form"), "# Lars\nidentifier=urn:oid:1.2.208.176.1.2|" + TestServer.LARS + "\n");

        assertThat(run("--form", form.toString(), server.base() + "/Patient/_search"))
                .as(out.toString())
                .isZero();

        assertThat(out.toString()).contains("/Patient/_search: valid").doesNotContain(TestServer.LARS);
        assertThat(err.toString()).hasLineCount(1);
    }

    @Test
    void aServerThatAsksForATokenIsAskedWithOne() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        try (TestServer asking = TestServer.startIn(data, "access.development-server=true")) {
            StringWriter made = new StringWriter();
            new CommandLine(new TokenCommand(Clock.systemUTC()))
                    .setOut(new PrintWriter(made))
                    .execute("--as", "ppr-aalborg", "--data", data.toString(), "--base", asking.base());
            Path token = Files.writeString(folder.resolve("token"), made.toString());
            String url = asking.base() + "/Organization?_count=1";

            assertThat(run("--token", token.toString(), url)).as(out.toString()).isZero();
            assertThat(err.toString()).doesNotContain("answered 401");

            run(url);
            assertThat(err.toString()).contains("answered 401");
        }
    }

    @Test
    void aFileWithoutATokenIsSaidAndNotRepeated() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "not a token\n");

        assertThat(run("--token", token.toString(), server.base() + "/metadata"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no access token").doesNotContain("not a token");
    }

    @Test
    void anErrorIsAnAnswerTooAndItsStatusIsSaid() {
        assertThat(run(server.base() + "/Patient/nobody")).as(out.toString()).isZero();

        assertThat(err.toString()).contains("answered 404");
    }

    @Test
    void whatIsNotFhirCannotBeRead() {
        assertThat(run(server.root() + "metrics")).isEqualTo(2);

        assertThat(err.toString()).contains("not with FHIR");
    }

    private int run(String... arguments) {
        return new CommandLine(new ValidateCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
