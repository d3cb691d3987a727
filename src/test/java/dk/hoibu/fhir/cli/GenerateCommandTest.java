package dk.hoibu.fhir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class GenerateCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void tellsWhatItWroteAndWhatToDoWithIt() {
        assertThat(run("--children", "20", "--out", folder.toString())).isZero();

        assertThat(folder.resolve("sources/sager.json")).isNotEmptyFile();
        assertThat(out.toString())
                .contains("personer.json", "sor.csv", "serve --data " + folder)
                .containsPattern("to try.*: [0-9]{10}\\R");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1200001", "many"})
    void refusesANumberOfChildrenThatCannotBe(String children) {
        assertThat(run("--children", children, "--out", folder.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("--children");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void mustBeToldHowManyAndWhere() {
        assertThat(run("--out", folder.toString())).isEqualTo(2);
        assertThat(run("--children", "20")).isEqualTo(2);
    }

    @Test
    void doesNotWriteOverAFolderInUse() throws IOException {
        Path own = Files.createDirectories(folder.resolve("sources")).resolve("sager.json");
        Files.writeString(own, "[]");

        assertThat(run("--children", "20", "--out", folder.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("--force");
        assertThat(own).hasContent("[]");
    }

    @Test
    void writesOverItWhenForcedAndLeavesOtherFilesAlone() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Files.writeString(sources.resolve("sager.json"), "[]");
        Files.writeString(sources.resolve("notes.txt"), "mine");

        assertThat(run("--children", "20", "--out", folder.toString(), "--force"))
                .isZero();

        assertThat(sources.resolve("sager.json")).content().contains("UUIDIdentifikator");
        assertThat(sources.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void saysWhenTheFilesCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThat(run("--children", "20", "--out", file.toString())).isEqualTo(1);

        assertThat(err.toString()).contains("cannot write the data folder").doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        return new CommandLine(new GenerateCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
