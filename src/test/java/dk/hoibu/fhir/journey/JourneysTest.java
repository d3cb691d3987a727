package dk.hoibu.fhir.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exchanges that the pages of the guide show are those that this server has. */
class JourneysTest {

    private static final Path PAGES = Path.of("ig/input/pagecontent");
    private static final Pattern INCLUDED = Pattern.compile("include (exchange-[a-z-]+\\.html)");

    @TempDir
    static Path recorded;

    @BeforeAll
    static void record(@TempDir Path folder) throws IOException {
        RecordJourneys.recordAll(recorded, folder);
    }

    private static String page(String name) throws IOException {
        return Files.readString(recorded.resolve("exchange-" + name + ".html"));
    }

    @Test
    void everyPageShowsOnlyWhatIsRecordedAndAllOfItIsShown() throws IOException {
        Set<String> shown = new TreeSet<>();
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.toList()) {
                Matcher included = INCLUDED.matcher(Files.readString(page));
                while (included.find()) {
                    shown.add(included.group(1));
                }
            }
        }
        try (Stream<Path> files = Files.list(recorded)) {
            assertThat(shown)
                    .isEqualTo(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @Test
    void everyDanishPageHasAnEnglishOne() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            Set<String> names = pages.map(page -> page.getFileName().toString()).collect(Collectors.toSet());
            names.stream()
                    .filter(name -> !name.endsWith("-en.md"))
                    .forEach(name -> assertThat(names).contains(name.replace(".md", "-en.md")));
        }
    }

    @Test
    void theGpSeesBothCasesAndACompleteAnswer() throws IOException {
        assertThat(page("gp-cases")).contains("\"total\" : 2").doesNotContain("\"outcome\"");
    }

    @Test
    void anAnswerThatAMunicipalityIsMissingFromHasNoTotal() throws IOException {
        assertThat(page("partial-municipality")).contains("source-missing").doesNotContain("\"total\"");
    }

    @Test
    void theHiddenCaseLooksLikeNoCase() throws IOException {
        assertThat(withoutIds(page("hidden"))).isEqualTo(withoutIds(page("empty")));
    }

    private static String withoutIds(String page) {
        return page.replaceAll("patient=[A-Za-z0-9%]+", "patient=");
    }

    @Test
    void theProtectedChildHasNoNameAndNoSchool() throws IOException {
        assertThat(page("protected-child")).doesNotContain("\"name\"");
        assertThat(page("protected-network")).contains("\"protected\"").doesNotContain("\"skole\"");
    }

    @Test
    void recordingTwiceGivesTheSame(@TempDir Path again, @TempDir Path folder) throws IOException {
        RecordJourneys.recordAll(again, folder);

        try (Stream<Path> files = Files.list(recorded)) {
            for (Path file : files.toList()) {
                assertThat(again.resolve(file.getFileName())).hasSameTextualContentAs(file);
            }
        }
    }
}
