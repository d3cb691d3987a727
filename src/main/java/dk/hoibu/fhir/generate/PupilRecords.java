package dk.hoibu.fhir.generate;

import dk.hoibu.fhir.generate.Town.Institution;
import java.io.IOException;
import java.time.LocalDate;

/** Writes {@code elever.json}: daycare until the summer of the year a child turns six, school for the ten years that follow. */
final class PupilRecords {

    private static final int SCHOOL_AGE = 6;
    private static final int SCHOOL_YEARS = 10;

    private final RecordWriter file;

    PupilRecords(RecordWriter file) {
        this.file = file;
    }

    void write(Child child, Randomness randomness) throws IOException {
        int firstSchoolYear = child.birthDate().getYear() + SCHOOL_AGE;
        int thisYear = Child.LAST_BIRTHS.getYear();
        if (firstSchoolYear > thisYear) {
            writeDaycare(child, firstSchoolYear, randomness);
            if (firstSchoolYear == thisYear + 1) {
                writeSchool(child, firstSchoolYear, randomness);
            }
        } else if (firstSchoolYear + SCHOOL_YEARS > thisYear) {
            writeSchool(child, firstSchoolYear, randomness);
            writeFormerSchool(child, randomness);
        }
    }

    /** Not every child: the youngest are at home, and childminders are in no register. */
    private void writeDaycare(Child child, int firstSchoolYear, Randomness randomness) throws IOException {
        boolean atHome = child.age() < 1 || randomness.chance(0.1);
        if (child.example() || !atHome) {
            begin(child, randomness.oneOf(child.town().daycares()), "Barn", "current")
                    .text("fromDate", child.birthDate().plusMonths(11).toString())
                    .text("toDate", LocalDate.of(firstSchoolYear, 7, 31).toString());
            end(child);
        }
    }

    /** Written also for the one who starts next summer: the register knows before the child goes there. */
    private void writeSchool(Child child, int firstSchoolYear, Randomness randomness) throws IOException {
        if (child.example() || !randomness.chance(0.01)) {
            begin(child, randomness.oneOf(child.town().schools()), "Elev", "current")
                    .text("fromDate", LocalDate.of(firstSchoolYear, 8, 1).toString())
                    .text(
                            "toDate",
                            LocalDate.of(firstSchoolYear + SCHOOL_YEARS, 7, 31).toString());
            end(child);
        }
    }

    private void writeFormerSchool(Child child, Randomness randomness) throws IOException {
        if (randomness.chance(0.03)) {
            begin(child, randomness.oneOf(child.town().schools()), "Elev", "previous");
            end(child);
        }
    }

    private RecordWriter begin(Child child, Institution institution, String role, String year) throws IOException {
        return file.begin()
                .text("civilRegistrationNumber", child.number())
                .text("institutionNumber", institution.number())
                .text("role", role)
                .text("schoolYear", year);
    }

    private void end(Child child) throws IOException {
        file.flag("protected", child.hidden()).end();
    }
}
