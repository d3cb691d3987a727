package dk.hoibu.fhir.watch;

import static dk.hoibu.fhir.watch.Sightings.NOON;
import static dk.hoibu.fhir.watch.Sightings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.Journal.Closeness;
import dk.hoibu.fhir.audit.Circumstances;
import dk.hoibu.fhir.source.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each detector sees, and what it passes over. */
class DetectorsTest {

    private final SettableClock clock = new SettableClock(NOON.toString());
    private final Thresholds few = Sightings.thresholds();

    /** What {@code detector} finds in each of {@code accesses}, at the time of each. */
    private List<Trip> found(Detector detector, Sightings... accesses) {
        List<Trip> trips = new ArrayList<>();
        for (Sightings access : accesses) {
            clock.set(access.when().toString());
            trips.addAll(detector.look(access.seen()));
        }
        return trips;
    }

    @Test
    void aThirdChildInAnHourIsOneTooMany() {
        assertThat(found(
                        new ManyChildren(few, clock),
                        reading("a"),
                        reading("b").after(Duration.ofMinutes(30)),
                        reading("c").after(Duration.ofMinutes(59))))
                .singleElement()
                .satisfies(trip -> {
                    assertThat(trip.who()).isEqualTo("user https://issuer.example|doctor-1");
                    assertThat(trip.seen()).isEqualTo("children=3&window=PT1H");
                    assertThat(trip.aboutChild()).isFalse();
                    assertThat(trip.asker().user()).isPresent();
                });
    }

    @Test
    void theSameChildAgainAndOthersChildrenAreNoMore() {
        assertThat(found(
                        new ManyChildren(few, clock),
                        reading("a"),
                        reading("b"),
                        reading("b"),
                        reading("a"),
                        reading("c").by("doctor-2"),
                        reading("d").refused(),
                        reading("e").token()))
                .isEmpty();
    }

    @Test
    void slowlyOverTheDayIsSeenToo() {
        Sightings[] accesses = new Sightings[5];
        for (int i = 0; i < accesses.length; i++) {
            accesses[i] = reading("child-" + i).after(Duration.ofHours(5L * i));
        }

        assertThat(found(new ManyChildren(few, clock), accesses))
                .extracting(Trip::seen)
                .containsExactly("children=5&window=PT24H");
        for (int i = 0; i < accesses.length; i++) {
            accesses[i] = reading("child-" + i).after(Duration.ofHours(6L * i));
        }
        assertThat(found(new ManyChildren(few, clock), accesses))
                .as("the first is 24 hours ago")
                .isEmpty();
    }

    @Test
    void aSystemOnItsOwnHasAThresholdOfItsOwn() {
        ManyChildren detector = new ManyChildren(few, clock);

        assertThat(found(
                        detector,
                        reading("a").bySystem("sapa"),
                        reading("b").bySystem("sapa"),
                        reading("c").bySystem("sapa")))
                .isEmpty();
        assertThat(found(detector, reading("d").bySystem("sapa")))
                .extracting(Trip::who)
                .containsExactly("client sapa");
        assertThat(found(detector, reading("e").withoutClient())).isEmpty();
    }

    @Test
    void oneselfAndOnesOwnChildAreToldApart() {
        Sightings self = reading("a").close(Closeness.SELF);
        Sightings child = reading("b").close(Closeness.PARENT);

        assertThat(found(new OwnNumber(few), reading("c"), child, self, self.refused()))
                .extracting(Trip::seen)
                .containsExactly("outcome=0", "outcome=8");
        assertThat(found(new Family(few), reading("c"), self, child))
                .singleElement()
                .satisfies(trip -> assertThat(trip.aboutChild()).isTrue());
        assertThat(found(new Family(few), child.bySystem("sapa"), child.token()))
                .as("no user reads anything there")
                .isEmpty();
    }

    @Test
    void whatIsTurnedOffSeesNothing() {
        Thresholds off = new Thresholds(0, 0, 0, false, false, 0, 0, 0, 0, 0, Duration.ofHours(1));
        Sightings refused = reading("a").refused();

        assertThat(found(new OwnNumber(off), reading("a").close(Closeness.SELF)))
                .isEmpty();
        assertThat(found(new Family(off), reading("a").close(Closeness.PARENT))).isEmpty();
        assertThat(found(new RepeatedDenials(off, clock), refused, refused)).isEmpty();
        assertThat(found(new RefusedTokens(off, clock), refused.token())).isEmpty();
        assertThat(found(
                        new OutsideArea(off, any -> Optional.of("DK-81"), clock),
                        reading("a").livingIn("0101")))
                .isEmpty();
    }

    @Test
    void refusalsAddUpForUserApplicationAndOrganisation() {
        Sightings refused = reading("a").refused();
        RepeatedDenials detector = new RepeatedDenials(few, clock);

        assertThat(found(detector, refused, refused, reading("a"), refused))
                .extracting(Trip::who)
                .containsExactly("user https://issuer.example|doctor-1");
        assertThat(found(detector, refused.by("doctor-2"), refused.by("doctor-3")))
                .singleElement()
                .satisfies(trip -> {
                    assertThat(trip.who()).isEqualTo("client app-1");
                    assertThat(trip.asker().user())
                            .as("it is about none of its users")
                            .isEmpty();
                });
        assertThat(found(detector, refused.by("doctor-4").in("app-2")))
                .extracting(Trip::seen)
                .containsExactly("of=organisation&denials=6&window=PT1H");
    }

    @Test
    void refusalsAnHourAgoDoNotCount() {
        Sightings refused = reading("a").refused();

        assertThat(found(
                        new RepeatedDenials(few, clock),
                        refused,
                        refused,
                        refused.after(Duration.ofMinutes(60)),
                        refused.after(Duration.ofMinutes(61)),
                        refused.token()))
                .isEmpty();
    }

    @Test
    void tokensThatAreNotBelievedAddUpByAddress() {
        Sightings refused = reading("a").refused().token();
        RefusedTokens detector = new RefusedTokens(few, clock);

        assertThat(found(
                        detector,
                        refused.withoutClient(),
                        refused.withoutClient(),
                        refused,
                        reading("a").token(),
                        reading("a").refused()))
                .isEmpty();
        assertThat(found(detector, refused.withoutClient()))
                .extracting(Trip::who)
                .containsExactly("address 192.0.2.17");
        assertThat(found(detector, refused, refused)).extracting(Trip::who).containsExactly("client app-1");
    }

    @Test
    void childrenOfAnotherRegionAreOutsideTheArea() {
        Map<String, String> regions = Map.of("9901911000016008", "DK-81");
        OutsideArea detector = new OutsideArea(few, where -> Optional.ofNullable(regions.get(where.id())), clock);

        assertThat(found(
                        detector,
                        reading("a").livingIn("0849"),
                        reading("b").livingIn("0787"),
                        reading("c").livingIn("0101"),
                        reading("c").livingIn("0101")))
                .as("one child may have moved")
                .isEmpty();
        assertThat(found(
                        detector,
                        reading("d"),
                        reading("e").livingIn("9999"),
                        reading("f").livingIn("0751").of("990000")))
                .as("not known is not far")
                .isEmpty();
        assertThat(found(detector, reading("g").livingIn("0751")))
                .singleElement()
                .satisfies(trip -> assertThat(trip.seen()).isEqualTo("children=2&window=PT24H"));
    }

    @Test
    void anAnswerThatNobodyNotedIsAnAlarmWhoeverAsked() {
        Circumstances unnoted = new Circumstances(Optional.empty(), Optional.empty(), true);

        assertThat(found(
                        new UnnotedAnswer(),
                        reading("a"),
                        reading("a").with(unnoted).withoutClient()))
                .hasSize(1);
    }
}
