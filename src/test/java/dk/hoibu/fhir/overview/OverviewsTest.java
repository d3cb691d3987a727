package dk.hoibu.fhir.overview;

import static dk.hoibu.fhir.overview.Cases.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.access.DisclosurePolicy;
import dk.hoibu.fhir.access.PolicyTable;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.access.SampleOnLoopback;
import dk.hoibu.fhir.access.TestPolicy;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.domain.Validity;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.overview.CaseView.Manager;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SettableClock;
import dk.hoibu.fhir.source.SourceException;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.booking.Booking;
import dk.hoibu.fhir.source.booking.FakeAppointmentOverview;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.ClassRole;
import dk.hoibu.fhir.source.caseindex.CareCase.Status;
import dk.hoibu.fhir.source.caseindex.FakeCaseIndex;
import dk.hoibu.fhir.source.healthorg.FakeHealthOrganisation;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.FakeMunicipalOrganisation;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.person.FakePersonRegister;
import dk.hoibu.fhir.source.person.Person;
import dk.hoibu.fhir.source.school.Attendance;
import dk.hoibu.fhir.source.school.FakeSchoolRegister;
import dk.hoibu.fhir.source.school.Institution;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an overview is made of when sources answer, are slow, are silent, or must not be asked. */
class OverviewsTest {

    private static final PersonNumber LARS = PersonNumber.parse("0505159995").orElseThrow();
    private static final PersonNumber FORMER = PersonNumber.parse("0212159995").orElseThrow();
    private static final Requester HERE = new Requester(true, "request");
    private static final Set<Part> ALL = EnumSet.allOf(Part.class);
    private static final UUID MUNICIPALITY = UUID.fromString("00000000-0000-4000-8000-00000000cccc");
    private static final String SOR = "123456000016008";

    private final FakePersonRegister persons = new FakePersonRegister();
    private final FakeCaseIndex cases = new FakeCaseIndex();
    private final FakeAppointmentOverview appointments = new FakeAppointmentOverview();
    private final FakeMunicipalOrganisation municipalities = new FakeMunicipalOrganisation();
    private final FakeHealthOrganisation health = new FakeHealthOrganisation();
    private final FakeSchoolRegister schools = new FakeSchoolRegister();
    private final SettableClock clock = new SettableClock("2026-06-10T12:00:00+02:00");
    private final List<String> hidden = new ArrayList<>();
    private DisclosurePolicy policy = TestPolicy.standard();

    @BeforeEach
    void aTown() {
        municipalities.add(unit(MUNICIPALITY, Unit.Kind.MUNICIPALITY));
        municipalities.add(unit(Cases.UNIT, Unit.Kind.UNIT, MUNICIPALITY));
        municipalities.add(employee(true));
        health.add(new HealthUnit(
                SOR,
                "BU1",
                HealthUnit.Kind.PSYCHIATRIC_UNIT,
                Optional.empty(),
                Optional.empty(),
                Optional.of("394588006"),
                Optional.of("099123"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                true,
                Optional.empty()));
        schools.add(new Institution(
                "990001", "Skolen", Institution.Kind.SCHOOL, "29189420", List.of(), true, Optional.empty()));
    }

    @Nested
    class AChildWhomAllSourcesKnow {

        @BeforeEach
        void isKnown() {
            knowsAll(person(LARS, "2015-05-05", 1, false));
        }

        @Test
        void isShownWithAll() {
            Overview overview = ask(ALL);

            assertThat(overview.known()).isTrue();
            assertThat(overview.person()).isPresent();
            assertThat(overview.closed()).isEmpty();
            assertThat(overview.gaps()).isEmpty();
            assertThat(overview.cases()).singleElement().satisfies(view -> {
                assertThat(view.status()).isEqualTo(CaseView.Status.ACTIVE);
                assertThat(view.ownerCvr()).isEqualTo("29189420");
                assertThat(view.responsible()).isInstanceOf(Responsible.Known.class);
                assertThat(view.manager())
                        .get()
                        .isInstanceOfSatisfying(
                                Manager.Known.class,
                                known -> assertThat(known.inResponsibleUnit()).isTrue());
            });
            assertThat(overview.bookings())
                    .singleElement()
                    .satisfies(view -> assertThat(view.performer()).isPresent());
            assertThat(overview.schools())
                    .singleElement()
                    .satisfies(place -> assertThat(place.institution()).isPresent());
            assertThat(overview.gp().map(HealthUnit::sor)).contains(SOR);
            assertThat(overview.units()).containsOnlyKeys(Cases.UNIT, MUNICIPALITY);
            assertThat(overview.answered()).containsExactlyInAnyOrder(SourceId.values());
        }

        @Test
        void isAskedAboutOnlyAsFarAsTheQuestionNeeds() {
            Overview overview = ask(Set.of(Part.APPOINTMENTS));

            assertThat(cases.asked()).isEmpty();
            assertThat(schools.asked()).isEmpty();
            assertThat(overview.bookings()).hasSize(1);
            assertThat(overview.cases()).isEmpty();
            assertThat(overview.gp()).isEmpty();
        }

        @Test
        void isNotAskedAboutAtAllWhenOnlyThePersonIsWanted() {
            Overview overview = overviews(Duration.ofMinutes(1)).person(HERE, LARS);

            assertThat(overview.person()).isPresent();
            assertThat(cases.asked()).isEmpty();
            assertThat(appointments.asked()).isEmpty();
            assertThat(schools.asked()).isEmpty();
        }

        @Test
        void keepsTheAnswersOfTheOthersWhenOneSourceIsTooSlow() {
            appointments.answerWith(new CompletableFuture<>());

            Overview overview = overviews(Duration.ofMillis(50)).of(HERE, LARS, ALL);

            assertThat(overview.cases()).hasSize(1);
            assertThat(overview.schools()).hasSize(1);
            assertThat(overview.bookings()).isEmpty();
            assertThat(overview.gaps())
                    .extracting(Gap::source, Gap::reason)
                    .containsExactly(org.assertj.core.api.Assertions.tuple(SourceId.APPOINTMENTS, Gap.Reason.TIMEOUT));
            assertThat(overview.answered()).doesNotContain(SourceId.APPOINTMENTS);
        }

        @Test
        void isAskedAboutEverywhereBeforeAnySourceHasAnswered() throws Exception {
            CompletableFuture<Optional<Person>> person = new CompletableFuture<>();
            CompletableFuture<Findings<CareCase>> found = new CompletableFuture<>();
            persons.answerWith(person);
            cases.answerWith(found);
            CountDownLatch allAsked = new CountDownLatch(1);
            schools.whenAsked(allAsked::countDown);
            CompletableFuture<Overview> overview = CompletableFuture.supplyAsync(() -> ask(ALL));

            assertThat(allAsked.await(30, TimeUnit.SECONDS))
                    .as("the last source is asked")
                    .isTrue();
            assertThat(cases.asked()).containsExactly(LARS);
            assertThat(appointments.asked()).containsExactly(LARS);
            assertThat(overview).isNotDone();

            found.complete(Findings.of(List.of(Cases.ordinary(LARS).build())));
            person.complete(Optional.of(person(LARS, "2015-05-05", 1, false)));

            assertThat(overview.get(30, TimeUnit.SECONDS).cases()).hasSize(1);
        }

        @Test
        void isNotShownTheCasesThatARuleHidesAndTheyAreCountedByRule() {
            cases.add(
                    LARS, Cases.ordinary(LARS).securityProfile(Validity.ALWAYS).build());
            cases.add(
                    LARS,
                    Cases.ordinary(LARS)
                            .classified(ClassRole.HIDING, "x", Validity.ALWAYS)
                            .build());
            cases.add(LARS, Cases.ordinary(FORMER).build());
            cases.add(LARS, new Cases().owner("29189420").build());

            Overview overview = ask(ALL);

            assertThat(overview.cases()).hasSize(1);
            assertThat(hidden)
                    .containsExactlyInAnyOrder(
                            "security-profile", "display-class", "primary-party", "no-progress-in-force");
            assertThat(overview.gaps()).as("a hidden case looks like no case").isEmpty();
        }

        @Test
        void isNotShownWithSchoolAndDoctorWhenTheSchoolProtectsIt() {
            schools.add(
                    LARS,
                    new Attendance(
                            "990001", Attendance.Role.ELEV, "2024-2025", Optional.empty(), Optional.empty(), true));

            Overview overview = ask(ALL);

            assertThat(overview.whereaboutsHidden()).isTrue();
            assertThat(overview.schools()).isEmpty();
            assertThat(overview.gp()).isEmpty();
            assertThat(overview.childProtected()).isFalse();
            assertThat(overview.cases()).hasSize(1);
        }

        @Test
        void isShownWhatOneMunicipalityDidNotGiveAsAGapOfThatPart() {
            Gap gap = new Gap(SourceId.CASE_INDEX, Gap.Reason.UNAVAILABLE, Optional.of("Thisted"), clock.instant());
            cases.answerWith(CompletableFuture.completedFuture(
                    new Findings<>(List.of(Cases.ordinary(LARS).build()), List.of(gap))));

            Overview overview = ask(ALL);

            assertThat(overview.cases()).hasSize(1);
            assertThat(overview.gaps()).containsExactly(gap);
            assertThat(overview.answered()).contains(SourceId.CASE_INDEX);
        }

        @Test
        void isShownWithWhatTheIndexSaysWhenTheMunicipalRegisterIsSilent() {
            municipalities.fallSilent();

            Overview overview = ask(ALL);

            assertThat(overview.cases()).singleElement().satisfies(view -> {
                assertThat(view.responsible())
                        .isEqualTo(new Responsible.Referred(Cases.UNIT, Optional.of("Unit in the index")));
                assertThat(view.manager())
                        .get()
                        .as("the identity may be concealed, and who knows is silent")
                        .isEqualTo(new Manager.Named(CareCase.Reference.of(Cases.USER), Optional.empty()));
            });
            assertThat(overview.gaps())
                    .as("one gap, however many lookups")
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.source()).isEqualTo(SourceId.MUNICIPAL_ORGANISATION));
        }
    }

    @Nested
    class WhomToCall {

        @Test
        void isTheNameInTheIndexWhenTheRegisterDoesNotKnowTheUnit() {
            knowsAll(person(LARS, "2015-05-05", 1, false));
            UUID unknown = UUID.fromString("00000000-0000-4000-8000-00000000dddd");
            cases.answerWith(CompletableFuture.completedFuture(Findings.of(List.of(new Cases()
                    .progress(Status.OPLYST, "2026-01-01T00:00")
                    .owner("29189420")
                    .actor(new CareCase.Actor(
                            CareCase.ActorRole.RESPONSIBLE,
                            CareCase.ActorType.UNIT,
                            CareCase.Reference.of(unknown),
                            Optional.of("Only here"),
                            Optional.empty(),
                            Validity.ALWAYS))
                    .party(CareCase.PartyRole.PRIMARY, "urn:oio:cpr-nr:" + LARS.value(), Validity.ALWAYS)
                    .classified(ClassRole.PRIMARY, "34.10.10", Validity.ALWAYS)
                    .build()))));

            assertThat(ask(ALL).cases())
                    .singleElement()
                    .satisfies(view -> assertThat(view.responsible())
                            .isEqualTo(new Responsible.Named(
                                    CareCase.Reference.of(unknown), Optional.of("Only here"), "29189420")));
        }

        @Test
        void isTheUnitWhenTheCaseworkerHasLeft() {
            FakeMunicipalOrganisation left = new FakeMunicipalOrganisation();
            left.add(employee(false));
            assertThat(managerWith(left)).as("inactive").isEmpty();

            FakeMunicipalOrganisation moved = new FakeMunicipalOrganisation();
            moved.add(employee(true, "2026-06-10"));
            assertThat(managerWith(moved)).as("no membership holds").isEmpty();

            FakeMunicipalOrganisation stays = new FakeMunicipalOrganisation();
            stays.add(employee(true, "2026-06-11"));
            assertThat(managerWith(stays)).as("the last day").isPresent();
        }

        private Optional<Manager> managerWith(FakeMunicipalOrganisation register) {
            knowsAll(person(LARS, "2015-05-05", 1, false));
            Sources sources = new Sources(persons, cases, appointments, register, health, schools);
            return overviews(sources, Duration.ofMinutes(1))
                    .of(HERE, LARS, ALL)
                    .cases()
                    .get(0)
                    .manager();
        }
    }

    @Nested
    class ThePersonRegisterSays {

        @Test
        void nothingOfAnUnknownNumberAndSoNothingIsTold() {
            cases.add(LARS, Cases.ordinary(LARS).build());

            Overview overview = ask(ALL);

            assertThat(overview.known()).isFalse();
            assertThat(overview.cases()).isEmpty();
            assertThat(overview.gaps()).isEmpty();
        }

        @Test
        void thatAnAdultIsNotThisFacadesBusiness() {
            knowsAll(person(LARS, "2008-06-10", 1, false));
            Overview overview = ask(ALL);

            assertThat(overview.closed()).contains(Overview.Closed.ADULT);
            isBare(overview);
        }

        @Test
        void thatSomebodyIsAChildUntilMidnightInDenmarkBeforeTheBirthday() {
            knowsAll(person(LARS, "2008-06-11", 1, false));

            assertThat(ask(ALL).closed()).isEmpty();
            clock.set("2026-06-10T23:59:59+02:00");
            assertThat(ask(ALL).closed()).isEmpty();
            clock.set("2026-06-11T00:00:00+02:00");
            assertThat(ask(ALL).closed()).contains(Overview.Closed.ADULT);
        }

        @Test
        void thatTheDeadHaveNothingToTell() {
            knowsAll(person(LARS, "2015-05-05", 90, false));
            Overview overview = ask(ALL);

            assertThat(overview.closed()).contains(Overview.Closed.DEAD);
            isBare(overview);
        }

        @Test
        void thatAProtectedChildsSchoolAndDoctorAreNotTold() {
            knowsAll(person(LARS, "2015-05-05", 1, true));
            Overview overview = ask(ALL);

            assertThat(overview.childProtected()).isTrue();
            assertThat(overview.whereaboutsHidden()).isTrue();
            assertThat(overview.schools()).isEmpty();
            assertThat(overview.gp()).isEmpty();
            assertThat(overview.cases())
                    .singleElement()
                    .satisfies(view -> assertThat(view.childProtected()).isTrue());
            assertThat(overview.bookings())
                    .singleElement()
                    .satisfies(view -> assertThat(view.childProtected()).isTrue());
        }

        @Test
        void nothingWhenItIsSilentAndSoTheChildIsTakenForProtected() {
            knowsAll(person(LARS, "2015-05-05", 1, false));
            persons.answerWith(CompletableFuture.failedFuture(new SourceException.Unavailable(SourceId.PERSONS, "x")));

            Overview overview = ask(ALL);

            assertThat(overview.known()).isTrue();
            assertThat(overview.person()).isEmpty();
            assertThat(overview.childProtected()).isTrue();
            assertThat(overview.schools()).isEmpty();
            assertThat(overview.cases()).hasSize(1);
            assertThat(overview.missing(SourceId.PERSONS)).isTrue();
        }

        @Test
        void thatTheNumberHasChangedAndSoTheNewOneIsAsked() {
            knowsAll(new Person(
                    LARS,
                    List.of(FORMER),
                    Optional.empty(),
                    Optional.empty(),
                    LocalDate.parse("2015-05-05"),
                    Person.Gender.MALE,
                    1,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of()));
            cases.add(FORMER, Cases.ordinary(FORMER).build());

            Overview overview = overviews(Duration.ofMinutes(1)).of(HERE, FORMER, ALL);

            assertThat(overview.child()).isEqualTo(LARS);
            assertThat(cases.asked()).containsExactly(FORMER, LARS);
            assertThat(appointments.asked()).containsExactly(FORMER, LARS);
            assertThat(overview.cases())
                    .singleElement()
                    .satisfies(view -> assertThat(view.child()).isEqualTo(LARS));
            assertThat(overview.bookings()).hasSize(1);
        }

        private void isBare(Overview overview) {
            assertThat(overview.cases()).isEmpty();
            assertThat(overview.bookings()).isEmpty();
            assertThat(overview.schools()).isEmpty();
            assertThat(overview.gp()).isEmpty();
            assertThat(overview.gaps()).isEmpty();
            assertThat(overview.answered()).containsExactly(SourceId.PERSONS);
        }
    }

    @Nested
    class WhoeverAsks {

        @BeforeEach
        void aboutAChildWhomAllKnow() {
            knowsAll(person(LARS, "2015-05-05", 1, false));
        }

        @Test
        void asADoctorSeesCasesAndSchoolButNoAppointments() {
            Overview overview = askAs("gp");

            assertThat(overview.cases()).hasSize(1);
            assertThat(overview.cases().get(0).manager()).isPresent();
            assertThat(overview.schools()).hasSize(1);
            assertThat(overview.gp()).isPresent();
            assertThat(overview.bookings()).isEmpty();
            assertThat(appointments.asked())
                    .as("what may not be seen is not asked for")
                    .isEmpty();
            assertThat(overview.gaps()).isEmpty();
            assertThat(overview.answered()).contains(SourceId.APPOINTMENTS);
        }

        @Test
        void inAMunicipalityThatIsSwitchedOnSeesAppointmentsAlone() {
            Overview overview = askAs("ppr");

            assertThat(overview.bookings()).hasSize(1);
            assertThat(overview.cases()).isEmpty();
            assertThat(overview.schools()).isEmpty();
            assertThat(overview.gp()).isEmpty();
            assertThat(overview.units()).isEmpty();
            assertThat(cases.asked()).isEmpty();
            assertThat(schools.asked()).isEmpty();
        }

        @Test
        void inAMunicipalityThatIsNotSeesWhatItWouldSeeIfThereWereNone() {
            Overview hiding = askAs("ppr-rebild");
            FakeAppointmentOverview none = new FakeAppointmentOverview();
            Overview empty = overviews(
                            new Sources(persons, cases, none, municipalities, health, schools), Duration.ofMinutes(1))
                    .of(PolicyTable.requester("ppr-rebild"), LARS, ALL);

            assertThat(hiding).isEqualTo(empty);
            assertThat(hiding.bookings()).isEmpty();
        }

        @Test
        void inAMunicipalityIsNotToldThatASchoolProtectsTheChild() {
            schools.add(
                    LARS,
                    new Attendance(
                            "990001", Attendance.Role.ELEV, "2024-2025", Optional.empty(), Optional.empty(), true));

            assertThat(askAs("ppr").whereaboutsHidden()).isFalse();
            assertThat(askAs("gp").whereaboutsHidden()).isTrue();
        }

        @Test
        void withoutLeaveIsTurnedAwayBeforeAnySourceIsAskedAndTheRuleIsCounted() {
            for (String name : List.of("gp-not-treating", "gp-without-purpose", "gp-elsewhere", "auditor")) {
                assertThatThrownBy(() -> askAs(name))
                        .as(name)
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.status()).isEqualTo(403));
            }
            assertThat(cases.asked()).isEmpty();
            assertThat(hidden)
                    .containsExactly(
                            "treatment-relation", "purpose", "participating-organisation", "role-without-child-data");
        }

        @Test
        void doesNotLearnTheNameOfAConcealedCaseworker() {
            FakeMunicipalOrganisation concealing = new FakeMunicipalOrganisation();
            concealing.add(new Employee(
                    Cases.USER,
                    "Secret Name",
                    true,
                    true,
                    List.of(),
                    employee(true).memberships(),
                    Optional.empty()));
            Overview overview = overviews(
                            new Sources(persons, cases, appointments, concealing, health, schools),
                            Duration.ofMinutes(1))
                    .of(PolicyTable.requester("gp"), LARS, ALL);

            assertThat(overview.cases().get(0).manager())
                    .get()
                    .isInstanceOfSatisfying(
                            Manager.Known.class,
                            known -> assertThat(known.employee().name()).isEmpty());
        }

        private Overview askAs(String name) {
            return overviews(
                            new Sources(persons, cases, appointments, municipalities, health, schools),
                            Duration.ofMinutes(1))
                    .of(PolicyTable.requester(name), LARS, ALL);
        }
    }

    @Nested
    class AYoungAdult {

        @BeforeEach
        void whomThePolicyGoesOnFor() {
            policy = TestPolicy.withYoungAdults();
        }

        @Test
        void isShownWithThoseCasesAndNothingElse() {
            knowsAll(person(LARS, "2006-06-10", 1, false));
            cases.add(
                    LARS,
                    Cases.ordinary(LARS)
                            .classified(ClassRole.HIDING, "x", Validity.ALWAYS)
                            .build());

            Overview overview = ask(ALL);

            assertThat(overview.cases()).hasSize(1);
            assertThat(overview.closed()).isEmpty();
            assertThat(overview.bookings()).isEmpty();
            assertThat(overview.schools()).isEmpty();
            assertThat(overview.gp()).isEmpty();
        }

        @Test
        void withNoSuchCaseLooksLikeAnyAdultWhateverIsHidden() {
            persons.add(person(LARS, "2006-06-10", 1, false));
            Overview none = ask(ALL);
            cases.add(
                    LARS, Cases.ordinary(LARS).securityProfile(Validity.ALWAYS).build());
            appointments.add(LARS, booking());

            Overview hiding = ask(ALL);

            assertThat(hiding).isEqualTo(none);
            assertThat(hiding.closed()).contains(Overview.Closed.ADULT);
        }

        @Test
        void isNotSaidToHaveNoCaseWhenTheIndexIsSilent() {
            persons.add(person(LARS, "2006-06-10", 1, false));
            cases.answerWith(CompletableFuture.failedFuture(new SourceException.Unavailable(SourceId.CASE_INDEX, "x")));

            Overview overview = ask(ALL);

            assertThat(overview.missing(SourceId.CASE_INDEX)).isTrue();
        }

        @Test
        void isAnAdultLikeAnyOtherFromTheBirthdayInThePolicy() {
            knowsAll(person(LARS, "2003-06-10", 1, false));

            assertThat(ask(ALL).closed()).contains(Overview.Closed.ADULT);
            assertThat(ask(ALL).cases()).isEmpty();
        }
    }

    @Test
    void aReplacementNumberCannotBeAskedAboutInTheMunicipalitiesOrTheSchools() {
        PersonNumber replacement = PersonNumber.parse("0505151AB1").orElseThrow();
        persons.add(person(replacement, "2015-05-05", 1, false));

        Overview overview = overviews(Duration.ofMinutes(1)).of(HERE, replacement, ALL);

        assertThat(cases.asked()).isEmpty();
        assertThat(schools.asked()).isEmpty();
        assertThat(appointments.asked()).containsExactly(replacement);
        assertThat(overview.gaps())
                .extracting(Gap::source, Gap::reason)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple(SourceId.CASE_INDEX, Gap.Reason.NOT_ASKABLE),
                        org.assertj.core.api.Assertions.tuple(SourceId.SCHOOLS, Gap.Reason.NOT_ASKABLE));
    }

    @Test
    void aStrangerIsTurnedAwayBeforeAnySourceIsAsked() {
        assertThatThrownBy(() -> overviews(Duration.ofMinutes(1)).of(new Requester(false, "request"), LARS, ALL))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(403));
        assertThat(cases.asked()).isEmpty();
        assertThat(appointments.asked()).isEmpty();
    }

    private Overview ask(Set<Part> parts) {
        return overviews(Duration.ofMinutes(1)).of(HERE, LARS, parts);
    }

    private Overviews overviews(Duration deadline) {
        return overviews(new Sources(persons, cases, appointments, municipalities, health, schools), deadline);
    }

    private Overviews overviews(Sources sources, Duration deadline) {
        return new Overviews(
                sources,
                calls(deadline),
                new SampleOnLoopback(),
                policy,
                new BookingRules(Set.of("394588006")),
                (kind, rule) -> hidden.add(rule),
                clock);
    }

    private SourceCalls calls(Duration deadline) {
        Map<SourceId, Duration> deadlines = new EnumMap<>(SourceId.class);
        for (SourceId source : SourceId.values()) {
            deadlines.put(source, deadline);
        }
        return new SourceCalls(deadlines, clock, (source, took, outcome) -> {});
    }

    private void knowsAll(Person person) {
        persons.add(person);
        cases.add(LARS, Cases.ordinary(LARS).build());
        appointments.add(LARS, booking());
        schools.add(
                LARS,
                new Attendance("990001", Attendance.Role.ELEV, "2025-2026", Optional.empty(), Optional.empty(), false));
    }

    private static Booking booking() {
        return new Booking(
                "encounter",
                "document",
                at("2026-06-01T08:00"),
                Optional.empty(),
                "RegionalAppointment",
                Optional.of("394588006"),
                Optional.empty(),
                Optional.empty(),
                new Booking.Place(SOR, "BU1 in the document"),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static Person person(PersonNumber number, String birthDate, int status, boolean isProtected) {
        return new Person(
                number,
                List.of(),
                Optional.of("Lars Test"),
                Optional.of("Berggren"),
                LocalDate.parse(birthDate),
                Person.Gender.MALE,
                status,
                isProtected,
                Optional.empty(),
                Optional.of("099123"),
                Optional.empty(),
                Set.of());
    }

    private static Unit unit(UUID uuid, Unit.Kind kind, UUID... parent) {
        return new Unit(
                uuid,
                "Unit",
                kind,
                "29189420",
                Optional.empty(),
                Stream.of(parent).findFirst(),
                true,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Employee employee(boolean active, String... end) {
        return new Employee(
                Cases.USER,
                "Caseworker",
                false,
                active,
                List.of(),
                List.of(new Employee.Membership(
                        Cases.UNIT,
                        "Socialrådgiver",
                        LocalDate.parse("2020-01-01"),
                        Stream.of(end).findFirst().map(LocalDate::parse))),
                Optional.empty());
    }
}
