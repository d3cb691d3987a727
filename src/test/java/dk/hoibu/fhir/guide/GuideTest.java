package dk.hoibu.fhir.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That the guide in src/main/resources/ig is what regenerating makes. {@code -Dhoibu.write-guide=true} writes it, from what SUSHI left in
 * ig/fsh-generated: that is what ig/regenerate does.
 */
class GuideTest {

    private static final boolean WRITE = Boolean.getBoolean("hoibu.write-guide");
    private static final Path LEFT_BY_SUSHI = Path.of("ig", "fsh-generated", "resources");
    private static final String REMEDY = "src/main/resources/ig is not what its sources make; run ig/regenerate";

    private static final OfficialPackages PACKAGES = OfficialPackages.ofThisUser();

    @TempDir
    private static Path folder;

    private static List<Example> examples = List.of();

    @BeforeAll
    static void generate() throws Exception {
        examples = Examples.of(Files.createDirectory(folder.resolve("server")));
        if (WRITE) {
            assertThat(PACKAGES.missing()).as(PACKAGES.missingLine()).isEmpty();
            Guide.write(Guide.FOLDER, Guide.complete(Guide.published(LEFT_BY_SUSHI, PACKAGES), examples));
        }
    }

    @Test
    void examplesAndListsAreWhatTheServerAndTheResourcesMake() {
        assertSame(Guide.texts(Guide.FOLDER), Guide.complete(Guide.conformance(Guide.FOLDER), examples));
    }

    @Test
    void conformanceResourcesAreWhatSushiMakes() throws Exception {
        assumeTrue(PACKAGES.missing().isEmpty(), PACKAGES.missingLine());
        assumeTrue(
                WRITE || Sushi.canRun(),
                "Node or ig/node_modules is not there (npm ci --prefix ig); the guide is not compared with its FSH");
        Path made = WRITE ? LEFT_BY_SUSHI : Sushi.build(Files.createDirectory(folder.resolve("sushi")));

        assertSame(Guide.texts(Guide.FOLDER), Guide.complete(Guide.published(made, PACKAGES), examples));
    }

    @Test
    void theServerMakesTheSameExamplesAgain() throws Exception {
        assertThat(Examples.of(Files.createDirectory(folder.resolve("again")))).isEqualTo(examples);
    }

    @Test
    void everyExampleHasAnIdOfItsOwn() {
        assertThat(examples).extracting(Example::reference).doesNotHaveDuplicates();
    }

    @Test
    void everyProfileHasAnExample() {
        Set<String> profiles = new TreeSet<>();
        for (ObjectNode each : Guide.conformance(Guide.FOLDER).values()) {
            boolean extension = each.path("type").asText().equals("Extension");
            if (each.path("resourceType").asText().equals("StructureDefinition") && !extension) {
                profiles.add(each.path("url").asText());
            }
        }

        assertThat(examples).extracting(Example::profile).containsAll(profiles);
    }

    /** Compares file by file and shows the first difference of each: the whole guide is too long to read. */
    private static void assertSame(SortedMap<String, String> found, SortedMap<String, String> made) {
        Set<String> files = new TreeSet<>(found.keySet());
        files.addAll(made.keySet());
        SortedMap<String, String> differences = new TreeMap<>();
        for (String file : files) {
            String here = found.getOrDefault(file, "");
            String there = made.getOrDefault(file, "");
            if (!here.equals(there)) {
                differences.put(file, firstDifference(here, there));
            }
        }
        assertThat(differences).as(REMEDY).isEmpty();
    }

    private static String firstDifference(String found, String made) {
        if (found.isEmpty() || made.isEmpty()) {
            return found.isEmpty() ? "is not there" : "is there no more";
        }
        List<String> here = found.lines().toList();
        List<String> there = made.lines().toList();
        int line = 0;
        while (line < Math.min(here.size(), there.size()) && here.get(line).equals(there.get(line))) {
            line++;
        }
        return "line " + (line + 1) + ": found " + at(here, line) + ", made " + at(there, line);
    }

    private static String at(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line).strip() : "the end";
    }
}
