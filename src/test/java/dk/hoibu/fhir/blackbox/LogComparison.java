package dk.hoibu.fhir.blackbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds a log, event by event, against what must stand in it; knows nothing of a server. */
final class LogComparison {

    /** What an event of a child beside has in common with the one it stands beside. */
    private static final List<String> COMMON = List.of(
            "profile",
            "outcome",
            "reason",
            "status",
            "client",
            "address",
            "requestor",
            "user",
            "organisation",
            "purpose",
            "request",
            "launch",
            "else");

    static final String ALARM = "110113";

    private final List<String> differences = new ArrayList<>();
    private final Map<String, Deque<Placed>> byRequest = new LinkedHashMap<>();
    private final Deque<Placed> tokens = new ArrayDeque<>();
    private final List<LoggedEvent> alarms = new ArrayList<>();
    private final Map<String, LoggedEvent> mains = new HashMap<>();
    private int last = -1;

    private record Placed(int place, LoggedEvent event) {}

    private LogComparison(List<LoggedEvent> log) {
        Set<String> ids = new HashSet<>();
        for (int place = 0; place < log.size(); place++) {
            LoggedEvent event = log.get(place);
            if (!ids.add(event.id())) {
                differences.add("twice: " + event);
            }
            Placed placed = new Placed(place, event);
            if (event.value("type").equals("rest")) {
                byRequest
                        .computeIfAbsent(event.value("request"), id -> new ArrayDeque<>())
                        .add(placed);
            } else if (event.value("type").equals(ALARM)) {
                alarms.add(event);
            } else {
                tokens.add(placed);
            }
        }
    }

    /**
     * What differs; nothing when the log tells exactly what was asked and what came of it.
     *
     * @param asked in the order in which it was asked, each after the answer to the one before
     * @param log in the order in which it was written
     */
    static List<String> differences(List<ExpectedEvent> asked, List<LoggedEvent> log) {
        LogComparison comparison = new LogComparison(log);
        asked.forEach(comparison::compare);
        comparison.byRequest.values().forEach(more -> comparison.tooMany("nobody asked", more));
        comparison.tooMany("nobody asked for a token", comparison.tokens);
        comparison.alarms.forEach(comparison::alarm);
        return comparison.differences;
    }

    private void tooMany(String what, Deque<Placed> more) {
        more.forEach(placed -> differences.add(what + ": " + placed.event()));
    }

    private void compare(ExpectedEvent expected) {
        // a token's event has a request id that nobody was told
        boolean token = expected.shape().startsWith("token");
        Must request = expected.values().get("request");
        Deque<Placed> found = token ? tokens : byRequest.getOrDefault(request.says(), new ArrayDeque<>());
        if (!expected.recorded()) {
            return;
        }
        Placed main = found.poll();
        if (main == null) {
            differences.add("missing: " + expected.question());
            return;
        }
        differ(main.place() < last, "order", expected, main.event());
        last = main.place();
        mains.put(main.event().value("request"), main.event());
        values(expected, main.event());
        when(expected, main.event());
        if (!token && !found.isEmpty()) {
            beside(expected, main.event(), found.poll().event());
        }
    }

    private void values(ExpectedEvent expected, LoggedEvent event) {
        expected.values().forEach((name, must) -> {
            if (!must.holds().test(event.value(name))) {
                differences.add(name + ": must be <" + must.says() + "> but is <" + event.value(name) + ">: "
                        + expected.question());
            }
        });
    }

    private void when(ExpectedEvent expected, LoggedEvent event) {
        Instant began = expected.began().truncatedTo(ChronoUnit.MILLIS);
        boolean during = !event.recorded().isBefore(began) && !event.recorded().isAfter(expected.ended());
        differ(!during, "when " + event.recorded(), expected, event);
    }

    /** The child of the launch may have been looked at beside the one asked about; nothing of it is shown. */
    private void beside(ExpectedEvent expected, LoggedEvent main, LoggedEvent beside) {
        Map<String, String> common = new HashMap<>();
        COMMON.forEach(name -> common.put(name, main.value(name)));
        common.forEach((name, value) -> differ(!beside.value(name).equals(value), "beside, " + name, expected, beside));
        boolean right = expected.opened().isPresent()
                && expected.opened().get().equals(beside.value("child"))
                && beside.value("shown").isEmpty()
                && !beside.value("sources").isEmpty()
                && !beside.values().values().stream().anyMatch(value -> value.contains(main.value("child")));
        differ(!right, "too many", expected, beside);
    }

    /** Raised at what was asked, by whoever asked it; shows nothing to anybody. When one is raised is told elsewhere. */
    private void alarm(LoggedEvent alarm) {
        LoggedEvent main = mains.get(alarm.value("request"));
        boolean right = main != null
                && alarm.value("shown").isEmpty()
                && alarm.value("client").equals(main.value("client"))
                && (alarm.value("child").isEmpty() || alarm.value("child").equals(main.value("child")));
        if (!right) {
            differences.add("alarm: " + alarm);
        }
    }

    private void differ(boolean different, String what, ExpectedEvent expected, LoggedEvent event) {
        if (different) {
            differences.add(what + ": " + expected.question() + "\n  told: " + event);
        }
    }
}
