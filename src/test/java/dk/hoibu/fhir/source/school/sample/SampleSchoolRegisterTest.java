package dk.hoibu.fhir.source.school.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SettableClock;
import dk.hoibu.fhir.source.SourceException;
import dk.hoibu.fhir.source.folder.TestFolder;
import dk.hoibu.fhir.source.school.Attendance;
import dk.hoibu.fhir.source.school.Institution;
import dk.hoibu.fhir.source.school.SchoolRegister;
import dk.hoibu.fhir.source.school.SchoolRegisterContract;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSchoolRegisterTest implements SchoolRegisterContract {

    private static final String PUPILS = """
            [{"civilRegistrationNumber": "0505159995", "institutionNumber": "900001", "role": "Elev",
              "schoolYear": "current", "fromDate": "2025-08-01", "toDate": "2026-07-31", "protected": true},
             {"civilRegistrationNumber": "0505159995", "institutionNumber": "900001", "role": "Elev",
              "schoolYear": "2024-2025"},
             {"civilRegistrationNumber": "0505109990", "institutionNumber": "G90002", "role": "Barn",
              "schoolYear": "next"}]""";

    private static final String INSTITUTIONS = """
            [{"institutionNumber": "900001", "institutionName": "Testskolen", "institutionType": "Skole", "cvr": "29189439",
              "telefon": "00 00 00 01", "email": "skole@example.dk"},
             {"institutionNumber": "G90002", "institutionName": "Testhuset", "institutionType": "Dagtilbud",
              "cvr": "29189439", "nedlagt": true}]""";

    @TempDir
    private Path folder;

    @Override
    public SchoolRegister source(Clock clock, Faults faults) {
        return source(PUPILS, clock, faults);
    }

    private SchoolRegister source(String pupils, Clock clock, Faults faults) {
        return new SampleSchoolRegister(
                new TestFolder(folder)
                        .with("elever.json", pupils)
                        .with("institutioner.json", INSTITUTIONS)
                        .open(),
                clock,
                faults);
    }

    @Test
    void readsEveryFieldOfAnAttendance() {
        assertThat(attendancesOf(source(), LARS).items())
                .containsExactlyInAnyOrder(
                        new Attendance(
                                SCHOOL,
                                Attendance.Role.ELEV,
                                "2025-2026",
                                Optional.of(LocalDate.parse("2025-08-01")),
                                Optional.of(LocalDate.parse("2026-07-31")),
                                true),
                        new Attendance(
                                SCHOOL, Attendance.Role.ELEV, "2024-2025", Optional.empty(), Optional.empty(), false));
    }

    @Test
    void readsEveryFieldOfAnInstitution() {
        assertThat(institutions(source(), SCHOOL, DAYCARE).items())
                .containsExactlyInAnyOrder(
                        new Institution(
                                SCHOOL,
                                "Testskolen",
                                Institution.Kind.SCHOOL,
                                "29189439",
                                List.of(
                                        new Phone(Phone.Kind.TELEPHONE, "00 00 00 01"),
                                        new Phone(Phone.Kind.EMAIL, "skole@example.dk")),
                                true,
                                Optional.empty()),
                        new Institution(
                                DAYCARE,
                                "Testhuset",
                                Institution.Kind.DAYCARE,
                                "29189439",
                                List.of(),
                                false,
                                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-31T23:59:59+02:00, current, 2025-2026",
        "2026-08-01T00:00:00+02:00, current, 2026-2027",
        "2026-12-31T12:00:00+01:00, previous, 2025-2026",
        "2026-01-01T12:00:00+01:00, previous, 2024-2025",
        "2026-06-10T12:00:00+02:00, next, 2026-2027"
    })
    void theSchoolYearTurnsOnTheFirstOfAugust(String now, String word, String schoolYear) {
        SchoolRegister source =
                source(PUPILS.replace("\"next\"", '"' + word + '"'), new SettableClock(now), new Faults());

        assertThat(attendancesOf(source, GITTE).items())
                .extracting(Attendance::schoolYear)
                .containsExactly(schoolYear);
    }

    @Test
    void anyOtherWordForASchoolYearIsAnError() {
        SchoolRegister source = source(PUPILS.replace("\"next\"", "\"this\""), CLOCK, new Faults());

        assertThatThrownBy(() -> attendancesOf(source, GITTE))
                .cause()
                .isInstanceOf(SourceException.Garbled.class)
                .hasMessage("schools: schoolYear is not a school year");
    }
}
