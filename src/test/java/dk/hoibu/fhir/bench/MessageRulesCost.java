package dk.hoibu.fhir.bench;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.message.rule.MessageRules;
import dk.hoibu.fhir.message.rule.RuleBook;
import dk.hoibu.fhir.message.tree.JsonTree;
import dk.hoibu.fhir.message.tree.Reading;
import dk.hoibu.fhir.message.tree.Shapes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;

/**
 * How long it takes to read a message to a tree and to hold it against the rules, in microseconds beside HAPI's parser, which reads it to its
 * model: medians and the slowest of a hundred. One thread, after warming up.
 *
 * <p>Usage: {@code MessageRulesCost [FOLDER [ROUNDS]]}: JSON messages; our own example without a folder.
 */
final class MessageRulesCost {

    private static final Path OWN = Path.of("src/test/resources/message/new-message.json");

    private final Shapes shapes = new Shapes();
    private final JsonTree reader = new JsonTree(shapes);
    private final MessageRules rules = new MessageRules(new RuleBook(), shapes, system -> Optional.empty());
    private final FhirContext context = FhirContext.forR4();
    private final int rounds;
    private long sum;

    private MessageRulesCost(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException {
        MessageRulesCost cost = new MessageRulesCost(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3000);
        System.out.println("| message | kB | read | rules | p99 of rules | HAPI's parser |\n|---|---|---|---|---|---|");
        for (Path file : files(arguments)) {
            byte[] text = Files.readAllBytes(file);
            System.out.println(cost.row(file.getFileName().toString(), text));
        }
        System.out.println("(" + cost.sum + ")");
    }

    private static List<Path> files(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            return List.of(OWN);
        }
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private String row(String name, byte[] text) {
        Reading reading = reader.read(text);
        String json = new String(text, StandardCharsets.UTF_8);
        long[] read = times(rounds, () -> reader.read(text).flaws().size());
        long[] judge = times(rounds, () -> rules.check(reading).findings().size());
        long[] hapi = times(
                rounds / 5,
                () -> context.newJsonParser()
                        .parseResource(Bundle.class, json)
                        .getEntry()
                        .size());
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d |",
                name,
                text.length / 1000,
                read[read.length / 2] / 1000,
                judge[judge.length / 2] / 1000,
                judge[judge.length * 99 / 100] / 1000,
                hapi[hapi.length / 2] / 1000);
    }

    /** Something that gives a number, so that it is not left out. */
    private interface Work {
        int run();
    }

    private long[] times(int count, Work work) {
        for (int i = 0; i < count; i++) {
            sum += work.run();
        }
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            sum += work.run();
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times;
    }
}
