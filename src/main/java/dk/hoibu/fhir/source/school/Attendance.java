package dk.hoibu.fhir.source.school;

import java.time.LocalDate;
import java.util.Optional;

/**
 * That a child goes to a school or daycare.
 *
 * @param institutionNumber institutionNumber, six characters
 * @param role role of the student: ELEV or BARN
 * @param schoolYear ImportSource.schoolYear, such as 2025-2026; several may be present at once
 * @param from group fromDate
 * @param to group toDate, the last day
 * @param protectedPerson whether the school marks the child as protected
 */
public record Attendance(
        String institutionNumber,
        Role role,
        String schoolYear,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        boolean protectedPerson) {

    /** What the child is there. */
    public enum Role {
        ELEV,
        BARN
    }
}
