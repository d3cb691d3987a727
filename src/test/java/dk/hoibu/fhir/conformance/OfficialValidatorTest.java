package dk.hoibu.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What HL7's own validator says of the guide, of what the server answered in the black-box run, and of the broken examples.
 * {@code -Dhoibu.official-validator} names a command that takes our package in {@code EXTRA}, files as arguments, and writes for each file
 * a line with its name, then a line for each message (docs/conformance.md). It takes minutes, so it is not part of the build.
 */
@EnabledIfSystemProperty(
        named = "hoibu.official-validator",
        matches = ".+",
        disabledReason = "no command of the official validator in -Dhoibu.official-validator")
class OfficialValidatorTest {

    private static final Pattern FILE = Pattern.compile("^(\\S+\\.(?:json|xml)): .*");
    private static final Pattern MESSAGE = Pattern.compile("^ {3}(error|fatal|warning|information) @ (.*)$");

    @Test
    void theGuideAndItsExamplesHaveNoErrorsAndOnlyExplainedWarnings() throws Exception {
        Path guide = Path.of("src", "main", "resources", "ig");
        List<Path> files = new ArrayList<>(in(guide.resolve("example")));
        in(guide).stream()
                .filter(file -> file.getFileName().toString().matches("[A-Z].*"))
                .forEach(files::add);
        isClean(files);
    }

    @Test
    void everyRecordedAnswerHasNoErrorsAndOnlyExplainedWarnings() throws Exception {
        List<Path> files = in(Path.of("target", "recorded"));
        assertThat(files).as("run the black-box tests first").hasSizeGreaterThan(500);
        assertThat(files).anyMatch(file -> file.toString().endsWith(".xml"));
        isClean(files);
    }

    @Test
    void everyBrokenExampleIsRefusedForTheRightReason() throws Exception {
        List<Broken> broken = new BrokenExamples(new Profiles()).all();
        Path folder = Files.createDirectories(Path.of("target", "broken"));
        List<Path> files = new ArrayList<>();
        for (Broken one : broken) {
            files.add(Files.writeString(
                    folder.resolve(one.name() + ".json"), one.resource().toPrettyString()));
        }
        Map<String, List<String>> said = validate(files);
        assertThat(broken)
                .allSatisfy(one -> assertThat(said.get(one.name() + ".json"))
                        .as(one.name())
                        .anyMatch(message -> message.startsWith("error")
                                && Pattern.compile(one.reason())
                                        .matcher(message)
                                        .find()));
        System.out.println(broken.size() + " broken examples, each refused for the right reason");
    }

    private static void isClean(List<Path> files) throws Exception {
        List<Pattern> explained = explained();
        Map<String, List<String>> said = validate(files);
        TreeSet<String> unexplained = new TreeSet<>();
        said.values().stream()
                .flatMap(List::stream)
                .filter(message -> !message.startsWith("information"))
                .filter(message -> explained.stream()
                        .noneMatch(reason -> message.startsWith("warning")
                                && reason.matcher(message).find()))
                // each kind once
                .map(message -> message.replaceAll("Bundle\\.entry\\[\\d+]\\.resource/\\*(\\w+)/[^*]*\\*/\\.?", "$1 "))
                .forEach(unexplained::add);
        assertThat(said).hasSize(files.size());
        assertThat(unexplained.stream().limit(10).toList()).isEmpty();
        long warnings = said.values().stream()
                .flatMap(List::stream)
                .filter(message -> message.startsWith("warning"))
                .count();
        System.out.println(files.size() + " files, 0 errors, " + warnings + " warnings, all explained");
    }

    /** The messages of each file, by its name. */
    private static Map<String, List<String>> validate(List<Path> files) throws IOException, InterruptedException {
        Path log = Files.createTempFile("official-validator", ".log");
        List<String> command = new ArrayList<>(List.of(System.getProperty("hoibu.official-validator")));
        // those who issue tokens in the tests are at addresses for examples
        command.addAll(List.of("-level", "warnings", "-allow-example-urls"));
        files.forEach(file -> command.add(file.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .put(
                        "EXTRA",
                        Path.of("target", "dk.hoibu.fhir.tgz").toAbsolutePath().toString());
        builder.start().waitFor();
        Map<String, List<String>> said = new HashMap<>();
        String current = "";
        for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
            Matcher file = FILE.matcher(line);
            Matcher message = MESSAGE.matcher(line);
            if (file.matches()) {
                current = file.group(1);
                said.put(current, new ArrayList<>());
            } else if (message.matches()) {
                said.get(current).add(message.group(1) + " " + message.group(2));
            }
        }
        Files.delete(log);
        return said;
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(json|xml)"))
                    .sorted()
                    .toList();
        }
    }

    /** A regular expression a line; lines with # are the reasons. */
    private static List<Pattern> explained() throws IOException {
        try (InputStream in = OfficialValidatorTest.class.getResourceAsStream("/conformance/explained-warnings.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Pattern::compile)
                    .toList();
        }
    }
}
