package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That {@link LogComparison} finds whatever a log may tell wrong: else {@link AuditModelTest} would prove nothing. */
class LogComparisonTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final int EVENTS = 6;

    private final List<ExpectedEvent> asked = new ArrayList<>();
    private final List<LoggedEvent> log = new ArrayList<>();

    LogComparisonTest() {
        for (int i = 0; i < EVENTS; i++) {
            Instant when = NOON.plusSeconds(i);
            Map<String, String> values = new LinkedHashMap<>();
            LoggedEvent.NAMES.forEach(name -> values.put(name, ""));
            boolean token = i == 4;
            values.putAll(Map.of(
                    "type", token ? "110114" : "rest",
                    "request", "request-" + i,
                    "user", "https://issuer.example.org|user-" + i + "|Test|gp|TREAT",
                    "organisation", "http://cvr.dk|29189420",
                    "child", "child-" + i,
                    "shown", "Appointment/a" + i + " EpisodeOfCare/b" + i,
                    "hidden", "case kle 2",
                    "asked", "EpisodeOfCare?patient=child-" + i));
            log.add(new LoggedEvent("event-" + i, when, values));
            Map<String, Must> musts = new LinkedHashMap<>();
            values.forEach((name, value) -> musts.put(name, Must.be(value)));
            asked.add(new ExpectedEvent(
                    token ? "token given" : "search",
                    "question " + i,
                    when.minusMillis(1),
                    when.plusMillis(1),
                    musts,
                    i == 2 ? Optional.of("opened") : Optional.empty(),
                    true,
                    Map.of()));
        }
    }

    private List<String> differences() {
        return LogComparison.differences(asked, log);
    }

    @Test
    void aLogThatTellsAllIsRight() {
        assertThat(differences()).isEmpty();
    }

    @Test
    void anEventThatIsMissingIsFound() {
        for (int i = 0; i < EVENTS; i++) {
            LoggedEvent dropped = log.remove(i);
            assertThat(differences()).as("without " + i).anyMatch(it -> it.startsWith("missing"));
            log.add(i, dropped);
        }
    }

    @Test
    void anEventThatIsTooManyIsFound() {
        log.add(new LoggedEvent("event-x", NOON, log.get(0).values()).with("request", "of-nobody"));
        assertThat(differences()).singleElement().asString().startsWith("nobody asked");
        log.set(EVENTS, new LoggedEvent("event-x", NOON, log.get(0).values()));
        assertThat(differences()).anyMatch(it -> it.startsWith("too many"));
        log.set(EVENTS, log.get(1));
        assertThat(differences()).anyMatch(it -> it.startsWith("twice"));
        log.set(EVENTS, new LoggedEvent("event-x", NOON, log.get(4).values()));
        assertThat(differences()).singleElement().asString().startsWith("nobody asked for a token");
    }

    @Test
    void aResourceTooManyOrTooFewIsFound() {
        LoggedEvent right = log.get(1);
        for (String shown : List.of(
                "Appointment/a1",
                "Appointment/a1 EpisodeOfCare/b1 EpisodeOfCare/c",
                "",
                "Appointment/a1 EpisodeOfCare/b2")) {
            log.set(1, right.with("shown", shown));
            assertThat(differences()).as(shown).singleElement().asString().startsWith("shown");
        }
    }

    @Test
    void usersWhoAreSwappedAreFound() {
        String first = log.get(0).value("user");
        log.set(0, log.get(0).with("user", log.get(1).value("user")));
        log.set(1, log.get(1).with("user", first));
        assertThat(differences()).hasSize(2).allMatch(it -> it.startsWith("user"));
    }

    @Test
    void eventsInTheWrongOrderAreFound() {
        LoggedEvent first = log.remove(0);
        log.add(1, first);
        assertThat(differences()).anyMatch(it -> it.startsWith("order"));
    }

    @Test
    void aWrongTimeIsFound() {
        for (Duration wrong : List.of(Duration.ofMillis(-3), Duration.ofMillis(2), Duration.ofHours(1))) {
            LoggedEvent right = log.get(3);
            log.set(3, new LoggedEvent(right.id(), right.recorded().plus(wrong), right.values()));
            assertThat(differences()).singleElement().asString().startsWith("when");
            log.set(3, right);
        }
    }

    static List<String> names() {
        return LoggedEvent.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void anyValueThatIsNotWhatItMustBeIsFound(String name) {
        log.set(5, log.get(5).with(name, "another"));
        assertThat(differences()).isNotEmpty();
    }

    @Test
    void anAlarmIsOfSomethingThatWasAskedAndShowsNothing() {
        LoggedEvent alarm = new LoggedEvent("alarm", NOON, log.get(1).values())
                .with("type", LogComparison.ALARM)
                .with("shown", "");
        log.add(alarm);
        assertThat(differences()).isEmpty();
        for (String name : List.of("request", "shown", "client", "child")) {
            log.set(EVENTS, alarm.with(name, "another"));
            assertThat(differences()).singleElement().asString().startsWith("alarm");
        }
    }

    @Test
    void theChildOfALaunchMayStandBesideWithNothingShown() {
        LoggedEvent beside = new LoggedEvent(
                        UUID.randomUUID().toString(),
                        log.get(2).recorded(),
                        log.get(2).values())
                .with("child", "opened")
                .with("asked", "EpisodeOfCare")
                .with("shown", "")
                .with("sources", "persons ok");
        log.add(3, beside);
        assertThat(differences()).isEmpty();
        for (Map.Entry<String, String> wrong : Map.of(
                        "child", "another", "shown", "EpisodeOfCare/b2", "sources", "", "user", "x", "asked", "child-2")
                .entrySet()) {
            log.set(3, beside.with(wrong.getKey(), wrong.getValue()));
            assertThat(differences()).as(wrong.toString()).isNotEmpty();
        }
        log.set(3, beside.with("request", "request-3"));
        assertThat(differences()).isNotEmpty();
    }
}
