package dk.hoibu.fhir.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.source.school.Attendance;
import dk.hoibu.fhir.source.school.Attendance.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a child goes now, when the register holds several school years. */
class CurrentAttendanceTest {

    private static final Attendance OLD = pupil("990001", "2025-2026");
    private static final Attendance NEW = pupil("990002", "2026-2027");

    @Test
    void theSchoolYearTurnsOnTheFirstOfAugust() {
        assertThat(on("2026-07-31", OLD, NEW)).containsExactly("990001");
        assertThat(on("2026-08-01", OLD, NEW)).containsExactly("990002");
        assertThat(on("2027-01-01", OLD, NEW)).containsExactly("990002");
    }

    @Test
    void theOldSchoolStandsUntilTheNewYearHasOne() {
        assertThat(on("2026-08-15", OLD)).containsExactly("990001");
    }

    @Test
    void aSchoolOfAYearNotBegunIsNotTold() {
        assertThat(on("2026-06-10", NEW)).isEmpty();
    }

    @Test
    void anAttendanceEndsAfterItsLastDay() {
        Attendance left = dated("990001", "2026-01-05", "2026-06-10");

        assertThat(on("2026-06-10", left)).containsExactly("990001");
        assertThat(on("2026-06-11", left)).isEmpty();
    }

    @Test
    void anAttendanceBeginsOnItsFirstDay() {
        Attendance starting = dated("990001", "2026-06-10", "2027-06-10");

        assertThat(on("2026-06-09", starting)).isEmpty();
        assertThat(on("2026-06-10", starting)).containsExactly("990001");
    }

    @Test
    void anEndedPlaceOfTheNewYearLeavesTheOldOneStanding() {
        Attendance ended = new Attendance(
                "990002", Role.ELEV, "2026-2027", Optional.empty(), Optional.of(LocalDate.parse("2026-08-02")), false);

        assertThat(on("2026-08-15", OLD, ended)).containsExactly("990001");
    }

    @Test
    void twoSchoolsAreBothToldPupilsFirst() {
        Attendance daycare =
                new Attendance("G99001", Role.BARN, "2025-2026", Optional.empty(), Optional.empty(), false);
        Attendance special = pupil("990003", "2025-2026");

        assertThat(on("2026-06-10", daycare, special, OLD)).containsExactly("990001", "990003", "G99001");
    }

    @Test
    void oneInstitutionIsToldOnceAsPupil() {
        Attendance afterSchool =
                new Attendance("990001", Role.BARN, "2025-2026", Optional.empty(), Optional.empty(), false);

        assertThat(CurrentAttendance.of(List.of(afterSchool, OLD), LocalDate.parse("2026-06-10")))
                .containsExactly(OLD);
    }

    @Test
    void nothingIsNothing() {
        assertThat(on("2026-06-10")).isEmpty();
    }

    private static List<String> on(String day, Attendance... all) {
        return CurrentAttendance.of(List.of(all), LocalDate.parse(day)).stream()
                .map(Attendance::institutionNumber)
                .toList();
    }

    private static Attendance pupil(String institution, String schoolYear) {
        return new Attendance(institution, Role.ELEV, schoolYear, Optional.empty(), Optional.empty(), false);
    }

    private static Attendance dated(String institution, String from, String to) {
        return new Attendance(
                institution,
                Role.ELEV,
                "2025-2026",
                Optional.of(LocalDate.parse(from)),
                Optional.of(LocalDate.parse(to)),
                false);
    }
}
