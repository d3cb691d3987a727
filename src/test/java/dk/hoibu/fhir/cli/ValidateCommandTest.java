package dk.hoibu.fhir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code validate} says of files; of a running server see ValidateServerTest. No published package is at hand here. */
class ValidateCommandTest {

    private static final String GOOD = """
            {"resourceType":"Location","id":"a","meta":{"profile":["http://hl7.org/fhir/StructureDefinition/Location"]},
             "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Here</div>"},"name":"Here"}
            """;
    private static final String NAMELESS_CHILD = """
            {"resourceType":"Patient","id":"b","gender":"girl"}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path good;
    private Path broken;

    @BeforeEach
    void write() throws IOException {
        good = Files.writeString(folder.resolve("good.json"), GOOD);
        broken =
                Files.writeString(Files.createDirectory(folder.resolve("deep")).resolve("broken.json"), NAMELESS_CHILD);
    }

    @Test
    void aFileWithoutErrorsIsExitCode0() {
        assertThat(run(good.toString())).as(out.toString()).isZero();

        assertThat(out.toString()).contains("good.json: valid, 0 errors, 0 warnings", "1 validated, 0 invalid");
        assertThat(err.toString()).hasLineCount(1).startsWith("FHIR packages: none");
    }

    @Test
    void anErrorIsExitCode1AndSaysWhereItIs() {
        assertThat(run(broken.toString())).isEqualTo(1);

        assertThat(out.toString()).contains("broken.json: INVALID", "error Patient.gender (line 1, column ", "'girl'");
    }

    @Test
    void aFolderIsAllTheFhirInIt() throws IOException {
        Files.writeString(folder.resolve("package.json"), "{\"name\":\"not FHIR\"}");
        Files.writeString(
                folder.resolve("place.xml"),
                "<Location xmlns=\"http://hl7.org/fhir\"><nothing value=\"1\"/></Location>");

        assertThat(run(folder.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("place.xml: INVALID", "3 validated, 2 invalid")
                .doesNotContain("package.json");
    }

    @Test
    void asJsonEachInputHasAnOperationOutcomeThatNamesIt() {
        assertThat(run("--format", "json", good.toString(), broken.toString())).isEqualTo(1);

        Bundle bundle = FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, out.toString());
        assertThat(bundle.getEntry()).hasSize(2);
        OperationOutcome first = (OperationOutcome) bundle.getEntry().get(0).getResource();
        OperationOutcome second = (OperationOutcome) bundle.getEntry().get(1).getResource();
        assertThat(first.getExtension().get(0).getValue().primitiveValue()).isEqualTo(good.toString());
        assertThat(first.getIssue()).hasSize(1);
        assertThat(first.getIssueFirstRep().getSeverity()).isEqualTo(OperationOutcome.IssueSeverity.INFORMATION);
        assertThat(second.getIssue())
                .anySatisfy(issue ->
                        assertThat(issue.getExpression().get(0).getValue()).isEqualTo("Patient.gender"));
    }

    @Test
    void theLevelIsTheLeastThatIsWritten() {
        run("--level", "error", broken.toString());
        assertThat(out.toString()).doesNotContain("dom-6");

        run("--level", "warning", broken.toString());
        assertThat(out.toString()).contains("dom-6");
    }

    @Test
    void aProfileNamedHoldsForEveryResource() {
        String profile = "https://hoibu.dk/fhir/StructureDefinition/";

        assertThat(run("--profile", profile + "hoibu-location", good.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("INVALID", "hoibu-location");
    }

    @Test
    void aProfileThatNobodyKnowsIsExitCode2() {
        assertThat(run("--profile", "https://hoibu.dk/fhir/StructureDefinition/hoibu-nothing", good.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("unknown profile https://hoibu.dk/fhir/StructureDefinition/hoibu-nothing");
    }

    @Test
    void whatIsNoFhirIsAnError() throws IOException {
        Path text = Files.writeString(folder.resolve("text.json"), "good morning");
        Path cut = Files.writeString(folder.resolve("cut.json"), GOOD.substring(0, 60));

        assertThat(run(text.toString())).isEqualTo(1);
        assertThat(run(cut.toString())).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsExitCode2() throws IOException {
        Path bytes = Files.write(folder.resolve("bytes.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(run(folder.resolve("nowhere.json").toString())).isEqualTo(2);
        assertThat(run(bytes.toString(), good.toString())).isEqualTo(2);
        assertThat(run("--form", folder.resolve("nowhere").toString(), "http://127.0.0.1:1/fhir/Patient/_search"))
                .isEqualTo(2);
        assertThat(run("http://127.0.0.1:1/fhir/metadata")).isEqualTo(2);
        assertThat(run("http://not a url")).isEqualTo(2);

        assertThat(err.toString()).contains("nowhere.json", "bytes.json", "the form", "cannot reach", "not a URL");
        assertThat(out.toString()).contains("good.json: valid");
    }

    @Test
    void calledWronglyIsExitCode2() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--format", "yaml", good.toString())).isEqualTo(2);
        assertThat(run("--level", "bad", good.toString())).isEqualTo(2);
    }

    @Test
    void aNumberInAUrlIsRefusedAndNotRepeated() {
        assertThat(run("http://127.0.0.1:1/fhir/Patient?identifier=0505159995")).isEqualTo(2);
        assertThat(run("http://127.0.0.1:1/fhir/Patient?identifier=050515%2D9995"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("--form").doesNotContain("9995");
    }

    private int run(String... arguments) {
        return new CommandLine(new ValidateCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(withoutPackages(arguments));
    }

    private String[] withoutPackages(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--packages=" + folder.resolve("no-packages");
        return all;
    }
}
