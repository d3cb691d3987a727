package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static dk.hoibu.fhir.blackbox.TestServer.RIKKE;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.cli.TokenCommand;
import dk.hoibu.fhir.devauth.SampleUser;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.generate.Generator;
import dk.hoibu.fhir.source.folder.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The sample's users and the command that makes tokens for them, against a server told to believe it. */
class DevelopmentTokenTest {

    @TempDir
    private static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.startIn(folder, "access.development-server=true");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Run(int code, String out, String err) {}

    private static Run run(InstantSource time, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new TokenCommand(time))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(code, out.toString(), err.toString());
    }

    private static String token(InstantSource time, Path data, String user, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--as", user, "--data", data.toString(), "--base", server.base()));
        arguments.addAll(List.of(more));
        Run run = run(time, arguments.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run.out().strip();
    }

    private static String token(String user, String... more) {
        return token(Clock.systemUTC(), folder, user, more);
    }

    private static Answer cases(String number, String token) {
        return server.post(
                "EpisodeOfCare/_search",
                "patient.identifier=" + number,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    @Test
    void theTokenStandsAloneOnTheLastLineAndIsForTheServerOnThatPort() {
        int port = server.root().getPort();

        Run run = run(Clock.systemUTC(), "--as", "gp-pandrup", "--data", folder.toString(), "--port", "" + port);

        List<String> lines = run.out().lines().toList();
        String last = lines.get(lines.size() - 1);
        assertThat(last).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
        assertThat(cases(LARS, last).status()).isEqualTo(200);
    }

    @Test
    void everyUserOfTheSampleGetsATokenThatTheServerBelieves() {
        assertThat(SampleUser.all())
                .extracting(SampleUser::id)
                .containsExactly(
                        "gp-pandrup",
                        "bup-psychiatrist",
                        "ppr-aalborg",
                        "family-jammerbugt",
                        "sapa",
                        "msh",
                        "epj",
                        "lps-pandrup",
                        "gp-writer",
                        "auditor",
                        "operator",
                        "withdrawn");
        for (SampleUser user : SampleUser.all()) {
            boolean sees = user.scope().contains("user/*");
            assertThat(cases(LARS, token(user.id())).status()).as(user.id()).isEqualTo(sees ? 200 : 403);
        }
    }

    @Test
    void openedForOneChildTheTokenIsAboutThatChild() {
        String token = token("gp-pandrup", "--patient", LARS);

        assertThat(cases(LARS, token).status()).isEqualTo(200);
        assertThat(cases(RIKKE, token).status()).isEqualTo(403);
    }

    @Test
    void scopesCanBeNarrowedButTheWithdrawnGetNone() {
        assertThat(cases(LARS, token("gp-pandrup", "--scope", "user/Appointment.rs"))
                        .status())
                .isEqualTo(403);
        assertThat(cases(LARS, token("withdrawn", "--scope", "user/*.rs")).status())
                .isEqualTo(403);
    }

    @Test
    void theTokenNamesItsUserWhoCanBeRead() {
        Answer answer = server.get(
                "PractitionerRole/family-jammerbugt", "Authorization", "Bearer " + token("family-jammerbugt"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().at("/practitioner/display").asText()).isEqualTo("Mette Test Storgaard");
        assertThat(server.get("PractitionerRole/family-jammerbugt", "Authorization", "Bearer " + token("ppr-aalborg"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theSamplesRecordSystemsPrepareLaunches() {
        for (String[] system : new String[][] {{"epj", "9900811000016001"}, {"lps-pandrup", "9901911000016008"}}) {
            String body = """
                    {"resourceType":"Parameters","parameter":[
                    {"name":"patient","valueIdentifier":{"system":"urn:oid:1.2.208.176.1.2","value":"%s"}},
                    {"name":"user","valueIdentifier":{"value":"somebody"}},
                    {"name":"organization","valueIdentifier":{"system":"urn:oid:1.2.208.176.1.1","value":"%s"}},
                    {"name":"client","valueString":"sample-viewer"}]}""".formatted(LARS, system[1]);
            Answer answer = server.post(
                    "$launch",
                    body,
                    "Authorization",
                    "Bearer " + token(system[0]),
                    "Content-Type",
                    "application/fhir+json");

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }
    }

    @Test
    void aTokenOfAnotherFolderOrOfYesterdayIsNotBelieved(@TempDir Path other) {
        InstantSource yesterday = InstantSource.offset(Clock.systemUTC(), Duration.ofDays(-1));

        assertThat(cases(LARS, token(Clock.systemUTC(), other, "gp-pandrup")).status())
                .isEqualTo(401);
        assertThat(cases(LARS, token(yesterday, folder, "gp-pandrup")).status()).isEqualTo(401);
    }

    @Test
    void theKeyIsReadableByItsOwnerAlone() throws IOException {
        Path key = folder.resolve("keys").resolve("dev-issuer.json");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void aWrongUserOrNumberIsSaidAndTheNumberIsNotRepeated() {
        Run nobody = run(Clock.systemUTC(), "--as", "nobody", "--data", folder.toString());
        Run number = run(Clock.systemUTC(), "--as", "gp-pandrup", "--patient", "05051599", "--data", folder.toString());

        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("gp-pandrup").doesNotContain("nobody");
        assertThat(number.code()).isEqualTo(2);
        assertThat(number.err()).doesNotContain("05051599");
        assertThat(number.out()).isEmpty();
    }

    @Test
    void aServerOfOtherDataWithoutAccessConfigurationTellsWhatItCanDoAndRefusesAllElse(@TempDir Path data)
            throws IOException {
        new Generator(10, 1, data, written -> {}).generate();
        Files.delete(data.resolve("sources").resolve(DataFolder.TEST_DATA_MARK));
        try (TestServer closed = TestServer.startIn(data, "access.development-server=true")) {
            assertThat(closed.get("metadata").status()).isEqualTo(200);
            Answer discovery = closed.get(".well-known/smart-configuration");
            assertThat(discovery.status()).isEqualTo(200);
            assertThat(discovery.json().has("token_endpoint")).isFalse();
            String token = run(
                            Clock.systemUTC(), "--as", "gp-pandrup", "--data", data.toString(), "--base", closed.base())
                    .out()
                    .strip();
            for (String path : List.of("Organization", "Patient/x", "StructureDefinition", "api-docs", "nothing")) {
                assertThat(closed.get(path).status()).as(path).isEqualTo(401);
                assertThat(closed.get(path, "Authorization", "Bearer " + token).status())
                        .as(path)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void generatedTestDataAreServedToTheSamplesUsers(@TempDir Path data) {
        PersonNumber child =
                new Generator(10, 1, data, written -> {}).generate().example();
        try (TestServer generated = TestServer.startIn(data, "access.development-server=true")) {
            String token = run(
                            Clock.systemUTC(),
                            "--as",
                            "gp-pandrup",
                            "--data",
                            data.toString(),
                            "--base",
                            generated.base())
                    .out()
                    .strip();
            Answer answer = generated.post(
                    "EpisodeOfCare/_search",
                    "patient.identifier=" + child.value(),
                    "Authorization",
                    "Bearer " + token,
                    "Content-Type",
                    "application/x-www-form-urlencoded");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.matches()).isNotEmpty();
        }
    }
}
