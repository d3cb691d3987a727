package dk.hoibu.fhir.overview;

import static dk.hoibu.fhir.overview.Cases.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.CaseFacts;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.domain.Validity;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.Actor;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.caseindex.CareCase.ClassRole;
import dk.hoibu.fhir.source.caseindex.CareCase.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a case is at one instant: noon on 10 June 2026. */
class CaseReadingTest {

    private static final Instant NOW = at("2026-06-10T12:00");
    private static final PersonNumber LARS = PersonNumber.parse("0505159995").orElseThrow();

    @Nested
    class ACaseIs {

        @Test
        void activeOnceBegunEvenWhenDecided() {
            assertThat(status(new Cases().progress(Status.OPSTAAET, "2026-01-01T00:00")))
                    .contains(CaseView.Status.ACTIVE);
            assertThat(status(new Cases().progress(Status.OPLYST, "2026-01-01T00:00")))
                    .contains(CaseView.Status.ACTIVE);
            assertThat(status(new Cases().progress(Status.AFGJORT, "2026-01-01T00:00")))
                    .as("a granted measure runs on after the decision")
                    .contains(CaseView.Status.ACTIVE);
        }

        @Test
        void finishedOnceClosed() {
            assertThat(status(new Cases()
                            .progress(Status.OPSTAAET, "2025-01-01T00:00", "2026-02-01T00:00")
                            .progress(Status.AFSLUTTET, "2026-02-01T00:00")))
                    .contains(CaseView.Status.FINISHED);
        }

        @Test
        void activeAgainWhenReopenedWhateverTheOrderOfTheList() {
            Cases reopened = new Cases()
                    .progress(Status.OPLYST, "2026-03-01T00:00")
                    .progress(Status.AFSLUTTET, "2026-02-01T00:00", "2026-03-01T00:00")
                    .progress(Status.OPSTAAET, "2025-01-01T00:00", "2026-02-01T00:00");

            assertThat(status(reopened)).contains(CaseView.Status.ACTIVE);
            assertThat(CaseReading.end(reopened.build(), NOW)).isEmpty();
        }

        @Test
        void activeUntilAClosingThatLiesAhead() {
            Cases closingAhead = new Cases()
                    .progress(Status.OPLYST, "2025-01-01T00:00", "2026-07-01T00:00")
                    .progress(Status.AFSLUTTET, "2026-07-01T00:00");

            assertThat(status(closingAhead)).contains(CaseView.Status.ACTIVE);
            assertThat(CaseReading.end(closingAhead.build(), NOW)).isEmpty();
        }

        @Test
        void whatBeganLastWhenTwoOverlap() {
            assertThat(status(new Cases()
                            .progress(Status.AFSLUTTET, "2026-02-01T00:00")
                            .progress(Status.OPLYST, "2025-01-01T00:00")))
                    .contains(CaseView.Status.FINISHED);
            assertThat(status(new Cases()
                            .progress(Status.OPLYST, "2026-03-01T00:00")
                            .progress(Status.AFSLUTTET, "2026-02-01T00:00")))
                    .contains(CaseView.Status.ACTIVE);
        }

        @Test
        void leftOutWhileNoProgressIsInForce() {
            assertThat(status(new Cases())).isEmpty();
            assertThat(status(new Cases().progress(Status.OPLYST, "2025-01-01T00:00", "2026-01-01T00:00")))
                    .isEmpty();
            assertThat(status(new Cases()
                            .progress(Status.OPSTAAET, "2025-01-01T00:00", "2026-06-01T00:00")
                            .progress(Status.OPLYST, "2026-07-01T00:00")))
                    .as("a gap")
                    .isEmpty();
        }

        @Test
        void plannedWhenAllOfItLiesAhead() {
            assertThat(status(new Cases().progress(Status.OPSTAAET, "2026-07-01T00:00")))
                    .contains(CaseView.Status.PLANNED);
        }

        @Test
        void atTheVeryInstantOfAChangeWhatComesAfter() {
            Cases changing = new Cases()
                    .progress(Status.OPLYST, "2025-01-01T00:00", "2026-06-10T12:00")
                    .progress(Status.AFSLUTTET, "2026-06-10T12:00");

            assertThat(status(changing)).as("TilTidspunkt is exclusive").contains(CaseView.Status.FINISHED);
            assertThat(CaseReading.status(changing.build(), NOW.minusMillis(1))).contains(CaseView.Status.ACTIVE);
            assertThat(status(new Cases().progress(Status.OPLYST, "2025-01-01T00:00", "2026-06-10T12:00")))
                    .isEmpty();
        }

        private static Optional<CaseView.Status> status(Cases cases) {
            return CaseReading.status(cases.build(), NOW);
        }
    }

    @Nested
    class ItsDaysAre {

        @Test
        void theOneItWasCreatedInDenmark() {
            CareCase createdAtNight =
                    new Cases().created(Instant.parse("2026-01-31T23:30:00Z")).build();

            assertThat(CaseReading.start(createdAtNight)).contains(LocalDate.of(2026, 2, 1));
        }

        @Test
        void theOneItAroseWhenItsCreationIsNotTold() {
            CareCase arose = new Cases()
                    .progress(Status.OPSTAAET, "2026-02-03T00:00")
                    .progress(Status.OPSTAAET, "2025-02-03T00:00", "2025-03-03T00:00")
                    .progress(Status.OPLYST, "2024-01-01T00:00", "2025-02-03T00:00")
                    .build();

            assertThat(CaseReading.start(arose)).contains(LocalDate.of(2025, 2, 3));
        }

        @Test
        void unknownWhenNeitherIsTold() {
            assertThat(CaseReading.start(new Cases()
                            .progress(Status.OPLYST, "2024-01-01T00:00")
                            .build()))
                    .isEmpty();
            assertThat(CaseReading.start(new Cases()
                            .progress(Status.OPSTAAET, Validity.ALWAYS)
                            .build()))
                    .isEmpty();
        }

        @Test
        void theOneTheClosingBegan() {
            assertThat(CaseReading.end(
                            new Cases()
                                    .progress(Status.AFSLUTTET, "2026-02-01T00:00")
                                    .build(),
                            NOW))
                    .contains(LocalDate.of(2026, 2, 1));
            assertThat(CaseReading.end(
                            new Cases()
                                    .progress(Status.AFSLUTTET, Validity.ALWAYS)
                                    .build(),
                            NOW))
                    .isEmpty();
        }
    }

    @Nested
    class ItsActors {

        @Test
        void areTheOnesInForce() {
            CareCase changedHands = new Cases()
                    .actor(ActorRole.PRIMARY_HANDLER, "Former", "2025-01-01T00:00", "2026-06-10T12:00")
                    .actor(ActorRole.PRIMARY_HANDLER, "Coming", "2026-06-11T00:00", "2027-01-01T00:00")
                    .build();

            assertThat(CaseReading.actor(changedHands, ActorRole.PRIMARY_HANDLER, NOW))
                    .isEmpty();
        }

        @Test
        void areTheOneBegunLastWhenSeveralAreInForce() {
            CareCase several = new Cases()
                    .actor(ActorRole.PRIMARY_HANDLER, "Second", "2026-02-01T00:00", "2027-01-01T00:00")
                    .actor(ActorRole.PRIMARY_HANDLER, "Latest", "2026-03-01T00:00", "2027-01-01T00:00")
                    .actor(ActorRole.PRIMARY_HANDLER, "First", "2026-01-01T00:00", "2027-01-01T00:00")
                    .build();

            assertThat(CaseReading.actor(several, ActorRole.PRIMARY_HANDLER, NOW)
                            .flatMap(Actor::fullName))
                    .contains("Latest");
        }

        @Test
        void nameTheOwnerByItsCvrNumberOrItsUrn() {
            assertThat(CaseReading.ownerCvr(new Cases().owner("29189420").build(), NOW))
                    .contains("29189420");
            assertThat(CaseReading.ownerCvr(
                            new Cases().ownerUrn("urn:oio:cvr-nr:29189501").build(), NOW))
                    .contains("29189501");
            assertThat(CaseReading.ownerCvr(
                            new Cases().ownerUrn("urn:oio:pnr:1").build(), NOW))
                    .isEmpty();
            assertThat(CaseReading.ownerCvr(new Cases().build(), NOW)).isEmpty();
        }
    }

    @Nested
    class TheFactsForTheRules {

        @Test
        void areThoseOfAnOrdinaryCase() {
            assertThat(facts(Cases.ordinary(LARS)))
                    .isEqualTo(new CaseFacts(
                            Optional.of("29189420"),
                            Optional.of("34.10.10"),
                            Optional.of("FORTROLIGE_PERSONOPLYSNINGER"),
                            false,
                            false,
                            true,
                            true));
        }

        @Test
        void nameTheSubjectBegunLast() {
            Cases moved = Cases.ordinary(LARS)
                    .classified(
                            ClassRole.PRIMARY, "27.24.03", new Validity(at("2020-01-01T00:00"), at("2026-01-01T00:00")))
                    .classified(ClassRole.PRIMARY, "34.15.25", Validity.since(at("2026-05-01T00:00")));

            assertThat(facts(moved).kle()).contains("34.15.25");
        }

        @Test
        void knowASecurityProfileOrHidingClassNowOrStillToCome() {
            Validity ahead = Validity.since(at("2026-07-01T00:00"));
            Validity over = new Validity(at("2025-01-01T00:00"), NOW);

            assertThat(facts(Cases.ordinary(LARS).securityProfile(ahead)).hasSecurityProfile())
                    .isTrue();
            assertThat(facts(Cases.ordinary(LARS).securityProfile(over)).hasSecurityProfile())
                    .isFalse();
            for (ClassRole role : new ClassRole[] {ClassRole.HIDING, ClassRole.UNKNOWN}) {
                assertThat(facts(Cases.ordinary(LARS).classified(role, "x", ahead))
                                .hasHidingClass())
                        .isTrue();
                assertThat(facts(Cases.ordinary(LARS).classified(role, "x", over))
                                .hasHidingClass())
                        .isFalse();
            }
            assertThat(facts(Cases.ordinary(LARS).classified(ClassRole.HARMLESS, "x", Validity.ALWAYS))
                            .hasHidingClass())
                    .isFalse();
        }

        @Test
        void knowTheChildOnlyAsPrimaryPartyByCprNumberNow() {
            PersonNumber gitte = PersonNumber.parse("0505109990").orElseThrow();
            String lars = "urn:oio:cpr-nr:" + LARS.value();

            assertThat(CaseReading.facts(Cases.ordinary(LARS).build(), gitte, NOW)
                            .childIsPrimaryParty())
                    .isFalse();
            assertThat(facts(new Cases().party(CareCase.PartyRole.OTHER, lars, Validity.ALWAYS))
                            .childIsPrimaryParty())
                    .isFalse();
            assertThat(facts(new Cases().party(CareCase.PartyRole.PRIMARY, lars, new Validity(Instant.MIN, NOW)))
                            .childIsPrimaryParty())
                    .isFalse();
            assertThat(facts(new Cases()
                                    .party(
                                            CareCase.PartyRole.PRIMARY,
                                            "urn:oio:us:personid:" + LARS.value(),
                                            Validity.ALWAYS))
                            .childIsPrimaryParty())
                    .isFalse();
        }

        private static CaseFacts facts(Cases cases) {
            return CaseReading.facts(cases.build(), LARS, NOW);
        }
    }
}
