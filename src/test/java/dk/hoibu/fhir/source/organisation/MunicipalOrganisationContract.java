package dk.hoibu.fhir.source.organisation;

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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What every register of municipal units and staff must do. It holds the two units and the two employees below, and no
 * others.
 */
public interface MunicipalOrganisationContract extends SourceContract<MunicipalOrganisation> {

    UUID MUNICIPALITY = UUID.fromString("f329f8d3-b334-4dc7-8469-7362d66e2390");
    UUID CLOSED_UNIT = UUID.fromString("11111111-aaaa-4bbb-8ccc-000000000017");
    UUID EMPLOYEE = UUID.fromString("22222222-aaaa-4bbb-8ccc-000000000002");
    UUID FORMER_EMPLOYEE = UUID.fromString("22222222-aaaa-4bbb-8ccc-000000000003");
    String CVR = "29189439";
    UUID NOBODY = UUID.fromString("99999999-aaaa-4bbb-8ccc-000000000009");

    @Override
    default List<CompletableFuture<?>> askAll(MunicipalOrganisation source) {
        return List.of(
                source.units(Grants.directory(), Set.of(MUNICIPALITY)),
                source.municipalities(Grants.directory(), Set.of(CVR)),
                source.allUnits(Grants.directory()),
                source.employees(Grants.directory(), Set.of(EMPLOYEE)),
                source.allEmployees(Grants.directory()));
    }

    default Findings<Unit> units(MunicipalOrganisation source, UUID... ids) {
        return source.units(Grants.directory(), Set.of(ids)).join();
    }

    default Findings<Employee> employees(MunicipalOrganisation source, UUID... ids) {
        return source.employees(Grants.directory(), Set.of(ids)).join();
    }

    @Test
    default void findsTheUnitsAskedForAndNoOthers() {
        assertThat(units(source(), MUNICIPALITY, NOBODY).items())
                .extracting(Unit::uuid)
                .containsExactly(MUNICIPALITY);
    }

    @Test
    default void findsClosedUnitsAndSaysThatTheyAre() {
        assertThat(units(source(), CLOSED_UNIT).items())
                .extracting(Unit::active)
                .containsExactly(false);
    }

    @Test
    default void findsAMunicipalityByItsCvrNumberAndNotTheUnitsThatShareIt() {
        Findings<Unit> found = source().municipalities(Grants.directory(), Set.of(CVR, "29189420"))
                .join();

        assertThat(found.items()).extracting(Unit::uuid).containsExactly(MUNICIPALITY);
        assertThat(found.gaps()).isEmpty();
    }

    @Test
    default void findsEveryUnit() {
        assertThat(source().allUnits(Grants.directory()).join().items())
                .extracting(Unit::uuid)
                .containsExactlyInAnyOrder(MUNICIPALITY, CLOSED_UNIT);
    }

    @Test
    default void findsTheEmployeesAskedForAndNoOthers() {
        assertThat(employees(source(), EMPLOYEE, NOBODY).items())
                .extracting(Employee::uuid)
                .containsExactly(EMPLOYEE);
    }

    @Test
    default void findsEveryEmployeePastOnesToo() {
        assertThat(source().allEmployees(Grants.directory()).join().items())
                .extracting(Employee::uuid)
                .containsExactlyInAnyOrder(EMPLOYEE, FORMER_EMPLOYEE);
    }

    @Test
    default void findsNothingAndMissesNothingWhenItKnowsNone() {
        assertThat(units(source(), NOBODY)).isEqualTo(Findings.none());
        assertThat(employees(source(), NOBODY)).isEqualTo(Findings.none());
    }

    @Test
    default void answersWithHalfAndSaysSoWhenItAnswersInPart() {
        MunicipalOrganisation source = sourceThat(Mode.PARTIAL);
        Gap gap = new Gap(SourceId.MUNICIPAL_ORGANISATION, Gap.Reason.UNAVAILABLE, Optional.empty(), CLOCK.instant());

        assertThat(source.allUnits(Grants.directory()).join().items()).hasSize(1);
        assertThat(source.allUnits(Grants.directory()).join().gaps()).containsExactly(gap);
        assertThat(employees(source, EMPLOYEE)).isEqualTo(new Findings<>(List.of(), List.of(gap)));
    }
}
