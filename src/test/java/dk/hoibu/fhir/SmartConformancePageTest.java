package dk.hoibu.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** That docs/smart-conformance.md names tests that there are, and leaves out no requirement and no attack. */
class SmartConformancePageTest {

    private static final Path PAGE = Path.of("docs/smart-conformance.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path SHARED = Path.of(System.getProperty("hoibu.shared", "../shared"));
    /** What may be in the first column: ids of requirements, or of attacks. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ((?:\\d+|[A-Z]\\d\\d)(?:, (?:\\d+|[A-Z]\\d\\d))*) \\| (.*)$");

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.([^`]*))?`");

    private static String page;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(PAGE);
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Map<String, Set<String>> named = new TreeMap<>();
        TEST.matcher(page)
                .results()
                .forEach(it -> named.computeIfAbsent(it.group(1), any -> new TreeSet<>())
                        .add(it.group(2) == null ? "" : it.group(2)));

        assertThat(named).hasSizeGreaterThan(25);
        for (String type : named.keySet()) {
            // a class that is named alone
            named.get(type).remove("");
            assertThat(tests(type)).as(type).isNotEmpty().containsAll(named.get(type));
        }
    }

    @Test
    void everyRowNamesATestOrSaysWhyNot() {
        assertThat(rows()).hasSizeGreaterThan(150).allSatisfy(row -> {
            String shownBy = row.group(2).substring(row.group(2).lastIndexOf(" | ") + 1);
            assertThat(shownBy).containsPattern(TEST.pattern() + "|\\b(?:Not|not|None|See)\\b");
        });
    }

    @Test
    void everyObligationIsThereAndNoIdTwice() throws IOException {
        Path file = SHARED.resolve("smart22_server_requirements.csv");
        assumeTrue(
                Files.isRegularFile(file),
                "skipped: smart22_server_requirements.csv is not there; name its folder with -Dhoibu.shared=FOLDER");
        Set<String> all = new TreeSet<>();
        Set<String> obligations = new TreeSet<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : csv) {
                all.add(row.getField("id"));
                if (row.getField("conformance").startsWith("SHALL")) {
                    obligations.add(row.getField("id"));
                }
            }
        }

        assertThat(all).hasSize(263);
        assertThat(obligations).hasSize(172);
        assertThat(ids("\\d+")).doesNotHaveDuplicates().containsAll(obligations).isSubsetOf(all);
    }

    @Test
    void everyAttackIsThereAndNoIdTwice() throws IOException {
        Path file = SHARED.resolve("security.md");
        assumeTrue(
                Files.isRegularFile(file),
                "skipped: security.md is not there; name its folder with -Dhoibu.shared=FOLDER");
        String text = Files.readString(file);
        String cases = text.substring(text.indexOf("### 5.2"), text.indexOf("### 6.1"));
        Set<String> attacks = new TreeSet<>();
        Pattern.compile("\\b[JBSOLDH]\\d\\d\\b").matcher(cases).results().forEach(it -> attacks.add(it.group()));

        assertThat(attacks).hasSizeGreaterThan(90);
        assertThat(ids("[A-Z]\\d\\d")).doesNotHaveDuplicates().containsAll(attacks);
    }

    private static List<MatchResult> rows() {
        return ROW.matcher(page).results().toList();
    }

    private static List<String> ids(String form) {
        return rows().stream()
                .flatMap(row -> Stream.of(row.group(1).split(", ")))
                .filter(id -> id.matches(form))
                .toList();
    }

    /** The tests of the class with that name. */
    private static List<String> tests(String name) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            List<Path> found =
                    files.filter(file -> file.endsWith(name + ".java")).toList();
            assertThat(found).as(name).hasSize(1);
            String path = TESTS.relativize(found.get(0)).toString();
            Class<?> type = Class.forName(
                    path.substring(0, path.length() - ".java".length()).replace('/', '.'));
            List<String> tests = new ArrayList<>();
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                    .map(Method::getName)
                    .forEach(tests::add);
            return tests;
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
