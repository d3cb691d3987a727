package dk.hoibu.fhir.source.school;

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
 * What every school register must do. Lars goes to the school 900001 in two school years, Gitte to the daycare
 * G90002, Pia nowhere; there are no other institutions.
 */
public interface SchoolRegisterContract extends SourceContract<SchoolRegister> {

    String SCHOOL = "900001";
    String DAYCARE = "G90002";

    @Override
    default List<CompletableFuture<?>> askAll(SchoolRegister source) {
        return List.of(
                source.attendancesOf(Grants.citizen(LARS)),
                source.institutions(Grants.directory(), Set.of(SCHOOL)),
                source.allInstitutions(Grants.directory()));
    }

    default Findings<Attendance> attendancesOf(SchoolRegister source, String number) {
        return source.attendancesOf(Grants.citizen(number)).join();
    }

    default Findings<Institution> institutions(SchoolRegister source, String... numbers) {
        return source.institutions(Grants.directory(), Set.of(numbers)).join();
    }

    @Test
    default void findsWhereAChildGoesInAllSchoolYears() {
        assertThat(attendancesOf(source(), LARS).items())
                .hasSize(2)
                .extracting(Attendance::institutionNumber)
                .containsOnly(SCHOOL);
    }

    @Test
    default void findsNobodyElsesSchool() {
        assertThat(attendancesOf(source(), GITTE).items())
                .extracting(Attendance::institutionNumber)
                .containsExactly(DAYCARE);
    }

    @Test
    default void findsNothingAndMissesNothingForAChildItHasNoPlaceFor() {
        assertThat(attendancesOf(source(), PIA)).isEqualTo(Findings.none());
    }

    @Test
    default void findsTheInstitutionsAskedForAndNoOthers() {
        assertThat(institutions(source(), SCHOOL, "999999").items())
                .extracting(Institution::number)
                .containsExactly(SCHOOL);
        assertThat(institutions(source(), "999999")).isEqualTo(Findings.none());
    }

    @Test
    default void findsEveryInstitution() {
        assertThat(source().allInstitutions(Grants.directory()).join().items())
                .extracting(Institution::number)
                .containsExactlyInAnyOrder(SCHOOL, DAYCARE);
    }

    @Test
    default void answersWithHalfAndSaysSoWhenItAnswersInPart() {
        SchoolRegister source = sourceThat(Mode.PARTIAL);
        Gap gap = new Gap(SourceId.SCHOOLS, Gap.Reason.UNAVAILABLE, Optional.empty(), CLOCK.instant());

        assertThat(attendancesOf(source, LARS).items()).hasSize(1);
        assertThat(attendancesOf(source, LARS).gaps()).containsExactly(gap);
        assertThat(attendancesOf(source, GITTE)).isEqualTo(new Findings<>(List.of(), List.of(gap)));
    }
}
