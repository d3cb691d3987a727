package dk.hoibu.fhir.source.healthorg;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.Grants;
import dk.hoibu.fhir.source.Faults.Mode;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceContract;
import dk.hoibu.fhir.source.SourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What every register of the health sector's organisations must do. It holds a region, an open clinic with provider
 * number 000001 and a closed one with provider number 000002, and no others.
 */
public interface HealthOrganisationContract extends SourceContract<HealthOrganisation> {

    String REGION = "900002000016009";
    String CLINIC = "900003000016009";
    String CLOSED_CLINIC = "900004000016009";

    @Override
    default List<CompletableFuture<?>> askAll(HealthOrganisation source) {
        return List.of(
                source.units(Grants.directory(), Set.of(CLINIC)),
                source.byProviderNumber(Grants.directory(), Set.of("000001")),
                source.allUnits(Grants.directory()));
    }

    default Findings<HealthUnit> units(HealthOrganisation source, String... sorIds) {
        return source.units(Grants.directory(), Set.of(sorIds)).join();
    }

    default Findings<HealthUnit> byProviderNumber(HealthOrganisation source, String... numbers) {
        return source.byProviderNumber(Grants.directory(), Set.of(numbers)).join();
    }

    @Test
    default void findsTheUnitsAskedForAndNoOthers() {
        assertThat(units(source(), CLINIC, "900009000016009").items())
                .extracting(HealthUnit::sor)
                .containsExactly(CLINIC);
    }

    @Test
    default void findsClosedUnitsAndSaysThatTheyAre() {
        assertThat(units(source(), CLOSED_CLINIC).items())
                .extracting(HealthUnit::active)
                .containsExactly(false);
    }

    @Test
    default void findsNothingAndMissesNothingWhenItKnowsNone() {
        assertThat(units(source(), "900009000016009")).isEqualTo(Findings.none());
        assertThat(byProviderNumber(source(), "000009")).isEqualTo(Findings.none());
    }

    @Test
    default void findsOpenClinicsByTheirProviderNumbers() {
        assertThat(byProviderNumber(source(), "000001", "000002").items())
                .extracting(HealthUnit::sor)
                .containsExactly(CLINIC);
    }

    @Test
    default void doesNotMindZerosInFrontOfAProviderNumber() {
        assertThat(byProviderNumber(source(), "1").items()).hasSize(1);
    }

    @Test
    default void findsEveryUnit() {
        assertThat(source().allUnits(Grants.directory()).join().items())
                .extracting(HealthUnit::sor)
                .containsExactlyInAnyOrder(REGION, CLINIC, CLOSED_CLINIC);
    }

    @Test
    default void answersWithHalfAndSaysSoWhenItAnswersInPart() {
        Findings<HealthUnit> found =
                sourceThat(Mode.PARTIAL).allUnits(Grants.directory()).join();

        assertThat(found.items()).hasSize(1);
        assertThat(found.gaps())
                .containsExactly(new Gap(
                        SourceId.HEALTH_ORGANISATION, Gap.Reason.UNAVAILABLE, Optional.empty(), CLOCK.instant()));
    }
}
