package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.PolicyModel;
import dk.hoibu.fhir.blackbox.AuditModel.Known;
import dk.hoibu.fhir.blackbox.AuditModel.Page;
import dk.hoibu.fhir.generate.Generator;
import dk.hoibu.fhir.source.Faults.Fault;
import dk.hoibu.fhir.source.Faults.Mode;
import dk.hoibu.fhir.source.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The log, read back over FHIR, against what the client saw: random policies, users, children and questions, and for each answer the log must
 * tell who was shown what, no more and no less. {@code -Dhoibu.audit-requests=N} asks more, {@code -Dhoibu.seed=S} asks others.
 */
class AuditModelTest {

    private static final long SEED = 20261205L;
    private static final List<String> KLE = List.of("34.10.10", "34.50.15", "17.03.04", "28.06.12", "34.15.05");
    private static final int POLICIES = 8;
    private static final String AUDITORS = "cvr:29190941";

    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> compared = new TreeMap<>();
    private final EventShapes shapes = new EventShapes();
    private final List<Spoken> heard = new ArrayList<>();

    @Test
    void theLogTellsWhoWasShownWhat(@TempDir Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(Long.getLong("hoibu.seed", SEED));
        int requests = Integer.getInteger("hoibu.audit-requests", 1500);
        for (int i = 0; i < POLICIES; i++) {
            Path data = folder.resolve("data" + i);
            if (i == 0) {
                new Generator(200, 7, data, written -> {}).generate();
            } else {
                RandomFolder.write(data, 120, KLE, random);
            }
            ask(data, requests * 9 / 10 / POLICIES, random);
        }
        askForTokens(requests / 10, random);

        System.out.println("the log read over FHIR and compared with what clients saw: " + compared);
        assertThat(differences.stream().limit(5).toList())
                .as(differences.size() + " differences")
                .isEmpty();
        somethingOfEverythingWasAsked();
        shapes.areValid();
    }

    /** A test in which nobody sees anything, or asks nothing, would find nothing wrong. */
    private void somethingOfEverythingWasAsked() {
        assertThat(compared)
                .containsKeys("200", "304", "400", "401", "403", "404", "503")
                .containsKeys("read", "search by GET", "search by POST", "everything", "page", "HEAD", "XML", "include")
                .containsKeys("no hit", "bad input", "bad token", "unknown id", "directory", "guide")
                .containsKeys("launch", "launch context", "source fails", "partial answer", "beside")
                .containsKeys("log of a child", "event of the log", "reading the log")
                .containsKeys("token given", "token refused", "token for a launch", "token refreshed");
        assertThat(compared.get("hidden cases")).isPositive();
        assertThat(compared.get("resources")).isGreaterThan(100);
    }

    private void ask(Path data, int requests, SplittableRandom random) throws IOException {
        List<ExpectedEvent> asked = new ArrayList<>();
        try (OracleServer server =
                OracleServer.start(data, new PolicyModel(random, KLE), policy -> policy, heard::add)) {
            while (asked.size() < requests) {
                heard.clear();
                if (random.nextInt(5) == 0) {
                    asked.addAll(OddQuestion.ask(server, random, heard));
                } else {
                    asked.addAll(ask(server, random));
                }
            }
            compare(server.server(), server.token("auditor", AUDITORS, "user/AuditEvent.rs"), asked);
        }
    }

    /** Questions of the development authorization server, and with its tokens. */
    private void askForTokens(int requests, SplittableRandom random) {
        try (TestServer server = TestServer.start("access.development-server=true", "server.rate.per-user=0")) {
            server.listen(heard::add);
            TokenQuestion questions = new TokenQuestion(server, random, heard);
            List<ExpectedEvent> asked = new ArrayList<>();
            while (asked.size() < requests) {
                asked.addAll(questions.ask());
            }
            String auditor = questions.auditor(asked);
            compare(server, auditor, asked);
        }
    }

    /** Reads the log twice, since the first reading must stand in it, too. */
    private void compare(TestServer server, String auditor, List<ExpectedEvent> asked) {
        asked.addAll(LogReading.of(server, auditor, heard).own());
        LogReading second = LogReading.of(server, auditor, heard);
        List<LoggedEvent> log = second.events().stream().map(LoggedEvent::of).toList();
        differences.addAll(LogComparison.differences(asked, log));
        asked.forEach(this::count);
        long alarms = log.stream()
                .filter(event -> event.value("type").equals(LogComparison.ALARM))
                .count();
        long mains = asked.stream().filter(ExpectedEvent::recorded).count();
        compared.merge("alarm", (int) alarms, Integer::sum);
        compared.merge("beside", (int) (log.size() - alarms - mains), Integer::sum);
        second.events().forEach(shapes::keep);
        inTheStore(server, second);
    }

    private void count(ExpectedEvent expected) {
        compared.merge(expected.shape(), 1, Integer::sum);
        expected.also().forEach((what, count) -> compared.merge(what, count, Integer::sum));
    }

    /** What FHIR tells is all there is: read past the server. Alarms may come any time. */
    private static void inTheStore(TestServer server, LogReading reading) {
        List<String> ids = KeptEvents.in(server.folder()).all().stream()
                .filter(kept -> !kept.type().equals(LogComparison.ALARM))
                .map(KeptEvents.Kept::id)
                .toList();
        assertThat(ids.subList(0, ids.size() - reading.own().size()))
                .containsExactlyElementsOf(reading.events().stream()
                        .filter(event -> !event.at("/type/code").asText().equals(LogComparison.ALARM))
                        .map(event -> event.path("id").asText())
                        .toList());
    }

    // ---- random questions about children

    private List<ExpectedEvent> ask(OracleServer server, SplittableRandom random) {
        Optional<SourceId> failing = random.nextInt(8) == 0
                ? Optional.of(SourceId.values()[random.nextInt(SourceId.values().length)])
                : Optional.empty();
        Mode mode = List.of(Mode.ERROR, Mode.GARBAGE).get(random.nextInt(2));
        failing.ifPresent(source -> server.server().faults().set(source, new Fault(mode, Duration.ZERO)));
        OracleCase question = question(server, random);
        question.found();
        server.server().faults().clear();
        List<Spoken> spoken = List.copyOf(heard);
        Map<String, Set<String>> whole = new HashMap<>();
        spoken.stream()
                .filter(it -> it.status() == 200 && it.answer().bytes().length > 0)
                .forEach(it -> whole.put(it.path(), AuditModel.resources(it.answer())));
        return spoken.stream()
                .map(it -> AuditModel.event(
                        it,
                        known(
                                server,
                                question,
                                it,
                                spoken,
                                whole,
                                failing.map(SourceId::key).orElse(""))))
                .toList();
    }

    /** Random policies refuse most of what random users ask; so most of those ask something else instead. */
    private static OracleCase question(OracleServer server, SplittableRandom random) {
        OracleCase question = new OracleCase(server, random);
        while (question.expected().get(0).equals("403") && random.nextInt(8) > 0) {
            question = new OracleCase(server, random);
        }
        return question;
    }

    private static Known known(
            OracleServer server,
            OracleCase question,
            Spoken it,
            List<Spoken> spoken,
            Map<String, Set<String>> whole,
            String failing) {
        List<String> child = new ArrayList<>(List.of(server.patientId(question.numberInForce())));
        if (!question.number().equals(question.numberInForce())) {
            child.add(server.patientId(question.number()));
        }
        boolean told = it.status() == 200 || it.status() == 304;
        Known known = new Known(
                shape(it),
                List.of(question.number()),
                child,
                question.opened().map(server::patientId),
                told ? whole.getOrDefault(it.path(), Set.of()) : Set.of(),
                failing.isEmpty() ? question.hiddenCases() : Optional.empty(),
                failing,
                Optional.empty());
        return it.path().contains("_page=") ? known.goingOn(pageBefore(it, spoken)) : known;
    }

    private static String shape(Spoken it) {
        if (it.path().endsWith("$everything") || it.path().contains("$everything?")) {
            return "everything";
        }
        if (it.body().isPresent()) {
            return "search by POST";
        }
        boolean read = it.path().matches("[A-Z]\\w+/[^/_?]+");
        return it.method().equals("HEAD") ? "HEAD" : read ? "read" : "search by GET";
    }

    /** The search that the page goes on with, and how many of its matches stood on the pages between. */
    private static Page pageBefore(Spoken page, List<Spoken> spoken) {
        Map<String, Page> nexts = new HashMap<>();
        for (Spoken it : spoken) {
            if (it == page) {
                return nexts.get(page.path());
            }
            AuditModel.resource(it.answer())
                    .filter(Bundle.class::isInstance)
                    .map(Bundle.class::cast)
                    .filter(bundle -> bundle.getLink("next") != null)
                    .ifPresent(bundle -> {
                        Page before = nexts.getOrDefault(it.path(), new Page(it, 0));
                        int matches = (int) bundle.getEntry().stream()
                                .filter(entry -> entry.getSearch().getMode() == Bundle.SearchEntryMode.MATCH)
                                .count();
                        nexts.put(
                                bundle.getLink("next").getUrl(), new Page(before.search(), before.before() + matches));
                    });
        }
        throw new AssertionError("not among what was said: " + page);
    }
}
