package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.PolicyModel;
import dk.hoibu.fhir.generate.Generator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole servers against an oracle of who may see what: random policies, users, tokens, children and questions, and each answer must disclose
 * what {@link Oracle} says and nothing else. {@code -Dhoibu.http-cases=N} asks more, {@code -Dhoibu.seed=S} asks others.
 */
class HttpOracleTest {

    private static final long SEED = 20261121L;
    private static final List<String> KLE = List.of("34.10.10", "34.50.15", "17.03.04", "28.06.12", "34.15.05");
    private static final int POLICIES = 8;

    @Test
    void everyAnswerDisclosesWhatTheOracleSays(@TempDir Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(Long.getLong("hoibu.seed", SEED));
        int cases = Integer.getInteger("hoibu.http-cases", 2000) / POLICIES;
        List<String> differences = new ArrayList<>();
        Map<String, Integer> statuses = new HashMap<>();
        Map<String, Integer> disclosed = new HashMap<>();
        for (int i = 0; i < POLICIES; i++) {
            Path data = data(folder, i, random);
            try (OracleServer server = OracleServer.start(data, new PolicyModel(random, KLE), policy -> policy)) {
                for (int j = 0; j < cases; j++) {
                    OracleCase question = new OracleCase(server, random);
                    List<String> expected = question.expected();
                    difference(question, expected).ifPresent(differences::add);
                    statuses.merge(expected.get(0), 1, Integer::sum);
                    expected.forEach(line -> disclosed.merge(line.split(" ")[0], 1, Integer::sum));
                }
                assertThat(alarms(server)).isZero();
            }
        }

        assertThat(differences).isEmpty();
        // a test in which nobody sees anything would find nothing wrong
        assertThat(statuses.keySet()).contains("200", "403", "404");
        assertThat(statuses.get("200")).isGreaterThan(cases);
        assertThat(disclosed).containsKeys("case", "appointment", "patient", "member");
        if (cases * POLICIES >= 20_000) {
            // one question in a few hundred includes them; which questions are asked hangs on today's date
            assertThat(disclosed).containsKey("staff");
        }
    }

    /** Children made to be difficult; in two of the servers those of the sample, and those that {@code generate} makes. */
    private static Path data(Path folder, int i, SplittableRandom random) {
        Path data = folder.resolve("data" + i);
        switch (i) {
            case 0 -> Folder.copySample(data.resolve("sources"));
            case 1 -> new Generator(200, 7, data, written -> {}).generate();
            default -> RandomFolder.write(data, 120, KLE, random);
        }
        return data;
    }

    private static java.util.Optional<String> difference(OracleCase question, List<String> expected) {
        List<String> wanted = expected.stream().sorted().toList();
        List<String> found = question.found().stream().sorted().toList();
        if (found.equals(wanted)) {
            return java.util.Optional.empty();
        }
        List<String> missing = new ArrayList<>(wanted);
        found.forEach(missing::remove);
        List<String> more = new ArrayList<>(found);
        wanted.forEach(more::remove);
        return java.util.Optional.of(question + "\n  not there: " + missing + "\n  too much: " + more);
    }

    private static double alarms(OracleServer server) {
        return server.server()
                .get(server.server().root() + "metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("hoibu_backstop_fired_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** That the oracle would notice: each server has a policy that differs from the oracle's in one rule. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            age-gate                   | adult-from: \\d+         | adult-from: 19
            sensitivity                | limit: \\w+              | limit: FOELSOMME_PERSONOPLYSNINGER
            participating-organisation | municipalities: \\[.*?\\], health | municipalities: all, health
            """)
    void theOracleNoticesAServerWithAnotherPolicy(String rule, String value, String other, @TempDir Path folder)
            throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        RandomFolder.write(folder, 60, KLE, random);
        PolicyModel model = new PolicyModel(random, KLE);
        while (!model.yaml().replaceFirst(value, other).matches("(?s).*roles: \\[gp.*ppr.*items: \\[.*case.*")
                || model.yaml().replaceFirst(value, other).equals(model.yaml())) {
            model = new PolicyModel(random, KLE);
        }
        UnaryOperator<String> spoiled = policy -> policy.replaceFirst(value, other);
        int differences = 0;
        try (OracleServer server = OracleServer.start(folder, model, spoiled)) {
            for (int j = 0; j < 400 && differences == 0; j++) {
                OracleCase question = new OracleCase(server, random);
                differences += difference(question, question.expected()).isPresent() ? 1 : 0;
            }
        }

        assertThat(differences).as(rule).isPositive();
    }
}
