package dk.hoibu.fhir.source.caseindex;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.Grants;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Faults.Mode;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceContract;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.caseindex.CareCase.PartyRole;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What every case index must do. It holds a case of Jammerbugt's about Lars and one of Aalborg's about Lars in which
 * Gitte is another party; Pia has none.
 */
public interface CaseIndexContract extends SourceContract<CaseIndex> {

    UUID JAMMERBUGTS = UUID.fromString("44444444-aaaa-4bbb-8ccc-000000000001");
    UUID AALBORGS = UUID.fromString("44444444-aaaa-4bbb-8ccc-000000000002");

    @Override
    default List<CompletableFuture<?>> askAll(CaseIndex source) {
        return List.of(source.casesOf(Grants.citizen(LARS)));
    }

    default Findings<CareCase> casesOf(CaseIndex source, String number) {
        return source.casesOf(Grants.citizen(number)).join();
    }

    @Test
    default void findsTheCasesOfACitizenWithNothingMissing() {
        Findings<CareCase> found = casesOf(source(), LARS);

        assertThat(found.items()).extracting(CareCase::uuid).containsExactlyInAnyOrder(JAMMERBUGTS, AALBORGS);
        assertThat(found.gaps()).isEmpty();
    }

    @Test
    default void findsTheCasesInWhichTheCitizenIsAnotherParty() {
        assertThat(casesOf(source(), GITTE).items()).singleElement().satisfies(careCase -> {
            assertThat(careCase.uuid()).isEqualTo(AALBORGS);
            assertThat(careCase.parties()).anySatisfy(party -> {
                assertThat(party.role()).isEqualTo(PartyRole.OTHER);
                assertThat(party.urn()).endsWith(GITTE);
            });
        });
    }

    @Test
    default void findsNothingAndMissesNothingForACitizenWithoutCases() {
        assertThat(casesOf(source(), PIA)).isEqualTo(Findings.none());
    }

    @Test
    default void onlyEverAnswersWithCasesTheCitizenIsAPartyOf() {
        for (String number : List.of(LARS, GITTE, PIA)) {
            assertThat(casesOf(source(), number).items())
                    .allSatisfy(careCase -> assertThat(careCase.parties())
                            .anySatisfy(party -> assertThat(party.urn()).isEqualTo("urn:oio:cpr-nr:" + number)));
        }
    }

    @Test
    default void knowsTheOwnerByItsCvrNumber() {
        assertThat(casesOf(source(), LARS).items())
                .filteredOn(careCase -> careCase.uuid().equals(JAMMERBUGTS))
                .flatExtracting(CareCase::actors)
                .filteredOn(actor -> actor.role() == ActorRole.OWNER)
                .extracting(CareCase.Actor::cvr)
                .containsExactly(Optional.of("29189439"));
    }

    @Test
    default void leavesOutAalborgsCasesAndSaysSoWhenItAnswersInPart() {
        CaseIndex source = sourceThat(Mode.PARTIAL);

        assertThat(casesOf(source, LARS).items()).extracting(CareCase::uuid).containsExactly(JAMMERBUGTS);
        assertThat(casesOf(source, LARS).gaps())
                .containsExactly(new Gap(
                        SourceId.CASE_INDEX, Gap.Reason.UNAVAILABLE, Optional.of("Aalborg Kommune"), CLOCK.instant()));
    }

    @Test
    default void saysThatAalborgIsMissingEvenForAChildThatHasNothingThere() {
        assertThat(casesOf(sourceThat(Mode.PARTIAL), PIA).gaps()).hasSize(1);
    }

    @Test
    default void cannotBeAskedAboutAReplacementNumber() {
        PersonNumber replacement = PersonNumber.parse("0505157AB1").orElseThrow();

        Findings<CareCase> found = source().casesOf(Grants.citizen(replacement)).join();

        assertThat(found.items()).isEmpty();
        assertThat(found.gaps()).extracting(Gap::reason).containsExactly(Gap.Reason.NOT_ASKABLE);
    }
}
