package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.ALI;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.Faults.Fault;
import dk.hoibu.fhir.source.Faults.Mode;
import dk.hoibu.fhir.source.SourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever sources fail, in whatever way, no answer reads as "nothing found" unless every source that the question needs said so: tried
 * for every subset of the six sources, each way of failing, and each question.
 */
class FailingSourcesTest {

    private static TestServer server;
    private static String lars;
    private static String ali;

    /** A way to make sources fail. */
    enum Failure {
        ERROR(new Fault(Mode.ERROR, Duration.ZERO)),
        GARBAGE(new Fault(Mode.GARBAGE, Duration.ZERO)),
        LATE(new Fault(Mode.NONE, Duration.ofSeconds(60))),
        PARTIAL(new Fault(Mode.PARTIAL, Duration.ZERO));

        final Fault fault;

        Failure(Fault fault) {
            this.fault = fault;
        }
    }

    @BeforeAll
    static void start() {
        TestServer.shared();
        List<String> timeouts = new ArrayList<>();
        for (SourceId source : SourceId.values()) {
            timeouts.add("sources." + source.key() + ".timeout=25ms");
        }
        server = TestServer.start(timeouts.toArray(String[]::new));
        lars = server.patientId(LARS);
        ali = server.patientId(ALI);
        questions(lars)
                .forEach(FailingSourcesTest::ask); // the first answers are slow, and the deadlines here are short
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void mend() {
        server.faults().clear();
    }

    private static List<String> questions(String child) {
        return List.of(
                "EpisodeOfCare?patient=" + child,
                "EpisodeOfCare?patient=" + child + "&_summary=count",
                "EpisodeOfCare?patient=" + child + "&_elements=status",
                "EpisodeOfCare?patient=" + child
                        + "&_include=EpisodeOfCare:organization&_include=EpisodeOfCare:care-manager",
                "EpisodeOfCare?patient=" + child + "&status=finished",
                "Appointment?patient=" + child,
                "Appointment?patient=" + child + "&_include=Appointment:actor",
                "CareTeam?patient=" + child,
                "CareTeam?patient=" + child + "&_include=CareTeam:participant",
                "Patient/" + child + "/$everything");
    }

    private static Answer ask(String question) {
        return server.get(question);
    }

    private static Set<SourceId> subset(int bits) {
        Set<SourceId> sources = EnumSet.noneOf(SourceId.class);
        for (SourceId source : SourceId.values()) {
            if ((bits & 1 << source.ordinal()) != 0) {
                sources.add(source);
            }
        }
        return sources;
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void noSubsetOfFailingSourcesMakesAnAnswerThatHidesWhatThereIs(Failure failure) {
        for (String question : questions(lars)) {
            server.faults().clear();
            Answer whole = ask(question);
            assertThat(whole.status()).as(whole.toString()).isEqualTo(200);
            assertThat(whole.total()).as(whole.toString()).isPresent();
            for (int bits = 1; bits < 64; bits++) {
                Set<SourceId> failing = subset(bits);
                fail(failing, failure);
                Answer answer = ask(question);
                if (answer.status() == 200 && !answer.saysSomethingIsMissing()) {
                    assertThat(answer.body())
                            .as("%s with %s %s", question, failing, failure)
                            .isEqualTo(whole.body());
                } else if (answer.status() == 200) {
                    assertThat(answer.total())
                            .as("%s with %s %s", question, failing, failure)
                            .isEmpty();
                } else {
                    assertThat(answer.status()).as(answer.toString()).isIn(503, 504);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void aChildWithNothingIsNotToldSoWhenASourceThatWouldKnowIsSilent(Failure failure) {
        Map<String, Set<SourceId>> knowing = Map.of(
                "EpisodeOfCare?patient=", EnumSet.of(SourceId.CASE_INDEX),
                "Appointment?patient=", EnumSet.of(SourceId.APPOINTMENTS),
                "CareTeam?patient=", EnumSet.of(SourceId.CASE_INDEX, SourceId.APPOINTMENTS, SourceId.SCHOOLS),
                "Patient/%s/$everything", EnumSet.of(SourceId.CASE_INDEX, SourceId.APPOINTMENTS, SourceId.SCHOOLS));
        knowing.forEach((question, sources) -> {
            for (int bits = 1; bits < 64; bits++) {
                Set<SourceId> failing = subset(bits);
                if (failing.stream().noneMatch(sources::contains)) {
                    continue;
                }
                fail(failing, failure);
                Answer answer = ask(question.contains("%s") ? question.formatted(ali) : question + ali);
                boolean honest = answer.status() >= 500
                        || answer.saysSomethingIsMissing() && answer.total().isEmpty();
                assertThat(honest)
                        .as("%s with %s %s: %s", question, failing, failure, answer)
                        .isTrue();
            }
        });
    }

    private static void fail(Set<SourceId> failing, Failure failure) {
        Faults faults = server.faults();
        faults.clear();
        failing.forEach(source -> faults.set(source, failure.fault));
    }

    @ParameterizedTest
    @CsvSource({
        "CASE_INDEX, EpisodeOfCare, ERROR, 503", "CASE_INDEX, EpisodeOfCare, GARBAGE, 503",
        "CASE_INDEX, EpisodeOfCare, LATE, 504", "CASE_INDEX, EpisodeOfCare, PARTIAL, 200",
        "APPOINTMENTS, Appointment, ERROR, 503", "APPOINTMENTS, Appointment, GARBAGE, 503",
        "APPOINTMENTS, Appointment, LATE, 504", "APPOINTMENTS, Appointment, PARTIAL, 200",
        "CASE_INDEX, CareTeam, ERROR, 200", "SCHOOLS, CareTeam, LATE, 200",
        "PERSONS, EpisodeOfCare, ERROR, 200", "PERSONS, EpisodeOfCare, LATE, 200",
        "MUNICIPAL_ORGANISATION, EpisodeOfCare, ERROR, 200", "HEALTH_ORGANISATION, Appointment, GARBAGE, 200"
    })
    void theOneSourceThatKnowsIsAnErrorAndOneOfSeveralIsAGap(
            SourceId source, String type, Failure failure, int status) {
        server.faults().set(source, failure.fault);

        Answer answer = ask(type + "?patient=" + lars);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.saysSomethingIsMissing()).as(answer.toString()).isTrue();
            assertThat(answer.total()).isEmpty();
            assertThat(answer.body()).contains(source.key());
            assertThat(answer.issueCodes()).contains(failure == Failure.LATE ? "timeout" : "incomplete");
        } else {
            assertThat(answer.issueCodes()).containsExactly(status == 504 ? "timeout" : "transient");
            assertThat(answer.header("Retry-After")).isPresent();
        }
    }

    @Test
    void oneSilentMunicipalityIsNamedAndTheOthersAreShown() {
        server.faults().set(SourceId.CASE_INDEX, Failure.PARTIAL.fault);

        Answer answer = ask("EpisodeOfCare?patient=" + lars);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.matches()).hasSize(1);
        assertThat(answer.total()).isEmpty();
        assertThat(answer.outcomes().toString()).contains("Aalborg Kommune");
    }

    @Test
    void aCountOfWhatCouldNotBeCountedIsNotGiven() {
        server.faults().set(SourceId.CASE_INDEX, Failure.PARTIAL.fault);

        Answer answer = ask("EpisodeOfCare?patient=" + lars + "&_summary=count");

        assertThat(answer.total()).isEmpty();
        assertThat(answer.saysSomethingIsMissing()).as(answer.toString()).isTrue();
    }

    @Test
    void aSingleResourceThatCannotBeVouchedForIsNotGiven() {
        String networkId = ask("CareTeam?patient=" + lars).ids().get(0);
        String caseId = ask("EpisodeOfCare?patient=" + lars).ids().get(0);
        server.faults().set(SourceId.CASE_INDEX, Failure.ERROR.fault);
        assertThat(ask("CareTeam/" + networkId).status()).isEqualTo(503);
        assertThat(ask("EpisodeOfCare/" + caseId).status()).isEqualTo(503);
        server.faults().clear();
        server.faults().set(SourceId.PERSONS, Failure.LATE.fault);
        assertThat(ask("Patient/" + lars).status()).isEqualTo(504);
        assertThat(ask("EpisodeOfCare/" + caseId).status()).isEqualTo(504);
    }

    @Test
    void thePersonRegisterIsTheOnlySourceOfPatients() {
        server.faults().set(SourceId.PERSONS, Failure.ERROR.fault);
        assertThat(server.search("Patient", "identifier", LARS).status()).isEqualTo(503);
    }

    @Test
    void withoutThePersonRegisterTheChildIsTakenForProtected() {
        server.faults().set(SourceId.PERSONS, Failure.ERROR.fault);

        Answer answer = ask("Patient/" + lars + "/$everything");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.matches().get(0).path("resourceType").asText()).isEqualTo("Patient");
        assertThat(answer.matches().get(0).has("name")).isFalse();
        assertThat(answer.body()).doesNotContain("\"skole\"");
    }

    @Test
    void aSilentRegisterOfManyIsToldInADirectorySearchAndAllSilentIsAnError() {
        server.faults().set(SourceId.HEALTH_ORGANISATION, Failure.ERROR.fault);
        Answer some = ask("Organization?_count=1000");
        assertThat(some.status()).isEqualTo(200);
        assertThat(some.saysSomethingIsMissing()).isTrue();
        assertThat(some.total()).isEmpty();

        server.faults().set(SourceId.MUNICIPAL_ORGANISATION, Failure.ERROR.fault);
        server.faults().set(SourceId.SCHOOLS, Failure.ERROR.fault);
        assertThat(ask("Organization").status()).isEqualTo(503);
        assertThat(ask("Location").status()).isEqualTo(503);
        assertThat(ask("PractitionerRole").status()).isEqualTo(503);
    }

    @Test
    void readinessTellsWhichSourcesAreSilent() {
        server.faults().set(SourceId.SCHOOLS, Failure.ERROR.fault);
        Answer some = server.get(server.root() + "health/ready");
        assertThat(some.status()).isEqualTo(200);
        assertThat(some.json().path("status").asText()).isEqualTo("degraded");
        assertThat(some.json().path("sources").path("schools").asText()).isEqualTo("down");

        for (SourceId source : SourceId.values()) {
            server.faults().set(source, Failure.ERROR.fault);
        }
        assertThat(server.get(server.root() + "health/ready").status()).isEqualTo(503);
        assertThat(server.get(server.root() + "health/live").status()).isEqualTo(200);
    }
}
