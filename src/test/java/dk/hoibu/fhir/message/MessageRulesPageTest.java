package dk.hoibu.fhir.message;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.message.rule.Rule;
import dk.hoibu.fhir.message.rule.RuleBook;
import dk.hoibu.fhir.message.rule.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That docs/message-rules.md lists every rule as it is; {@code -Dhoibu.write-docs=true} writes it anew. */
class MessageRulesPageTest {

    private static final Path PAGE = Path.of("docs/message-rules.md");
    private static final RuleBook BOOK = new RuleBook();
    private static final List<Rule> RULES = BOOK.rules();

    @Test
    void thePageListsEveryRule() throws IOException {
        String page = page();
        if (Boolean.getBoolean("hoibu.write-docs")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("-Dhoibu.write-docs=true writes it").content().isEqualTo(page);
    }

    /** A rule that is written in Java is named there; one that is not is in the table with what must be. */
    @Test
    void everyRuleIsCheckedSomewhere() throws IOException {
        String sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dk/hoibu/fhir/message"))) {
            sources = String.join(
                    "",
                    files.filter(Files::isRegularFile)
                            .map(MessageRulesPageTest::read)
                            .toList());
        }
        List<String> lines = Files.readAllLines(Path.of("src/main/resources/dk/hoibu/fhir/message/rule/rules.csv"));

        assertThat(lines.stream().skip(1).map(line -> line.split(";")))
                .filteredOn(cells -> cells[5].equals("check") || cells[5].equals("-"))
                .allSatisfy(cells -> assertThat(sources).contains("\"" + cells[0] + "\""));
    }

    /** Whoever is refused a message that is valid may ask why. */
    @Test
    void eachRuleOfOursThatRefusesSaysOnWhichGround() {
        assertThat(RULES)
                .filteredOn(rule -> rule.severity() == Severity.ERROR)
                .allSatisfy(rule -> assertThat(!BOOK.ground(rule).isEmpty())
                        .isEqualTo(rule.id().startsWith("hoibu-")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Rules for messages

                Every rule that a received CareCommunication is held against ([messages.md](messages.md)). The names are MedCom's or FHIR's keys where there
                is one (`cc-5` is `medcom-careCommunication-5`, `messaging-2` is `medcom-messaging-2`); `hoibu-` begins those that the official
                validator does not check. The code is what an acknowledgement says in `issue.details`.

                | Rule | Weight | Says | Siger | Code |
                |---|---|---|---|---|
                """);
        for (Rule rule : RULES) {
            page.append("| `" + rule.id() + "` | " + rule.severity().name().toLowerCase(Locale.ROOT) + " | "
                    + rule.english() + " | " + rule.danish() + " | "
                    + (rule.detail().code().isEmpty() ? "" : "`" + rule.detail().code() + "`") + " |\n");
        }
        page.append("""

                ## Why more is refused than the official validator refuses

                | Rule | Ground |
                |---|---|
                """);
        RULES.stream()
                .filter(rule -> !BOOK.ground(rule).isEmpty())
                .forEach(rule -> page.append("| `" + rule.id() + "` | " + BOOK.ground(rule) + " |\n"));
        return page.toString();
    }
}
