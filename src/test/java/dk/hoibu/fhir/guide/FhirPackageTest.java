package dk.hoibu.fhir.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;

/** That the package which the build makes is one to HL7's own reader, and holds the guide. */
class FhirPackageTest {

    private static final Path FILE = Path.of("target", "dk.hoibu.fhir.tgz");

    @Test
    void theLibraryReadsThePackageAndFindsTheWholeGuide() throws IOException {
        assumeTrue(Files.exists(FILE), FILE + " is not there; Maven makes it before the tests");
        NpmPackage read;
        try (InputStream in = Files.newInputStream(FILE)) {
            read = NpmPackage.fromPackage(in);
        }
        SortedMap<String, String> guide = Guide.texts(Guide.FOLDER);
        List<String> examples = guide.keySet().stream()
                .filter(file -> file.startsWith("example/"))
                .map(file -> file.substring("example/".length()))
                .toList();

        assertThat(read.name()).isEqualTo("dk.hoibu.fhir");
        assertThat(read.version()).isEqualTo(GuideConfig.read().version());
        assertThat(read.canonical()).isEqualTo("https://hoibu.dk/fhir");
        assertThat(read.list("example")).containsExactlyInAnyOrderElementsOf(examples);
        assertThat(read.listResources("StructureDefinition"))
                .contains("StructureDefinition-hoibu-patient.json")
                .allMatch(guide::containsKey);
        assertThat(read.hasCanonical("https://hoibu.dk/fhir/ImplementationGuide/dk.hoibu.fhir"))
                .isTrue();
    }
}
