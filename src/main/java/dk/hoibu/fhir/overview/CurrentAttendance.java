package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.source.school.Attendance;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds where a child goes now among all the school years that the register holds. */
final class CurrentAttendance {

    private CurrentAttendance() {}

    /**
     * The attendances in force: those of the greatest school year that has begun, or the year before while the new one has none; ended ones
     * left out; one per institution, pupils before children in daycare.
     */
    static List<Attendance> of(List<Attendance> all, LocalDate today) {
        List<Attendance> open = all.stream()
                .filter(a -> a.to().map(to -> !to.isBefore(today)).orElse(true))
                .filter(a -> a.from().map(from -> !from.isAfter(today)).orElse(true))
                .filter(a -> firstYear(a) <= schoolYearOf(today))
                .toList();
        Optional<Integer> latest =
                open.stream().map(CurrentAttendance::firstYear).max(Comparator.naturalOrder());
        Map<String, Attendance> byInstitution = new LinkedHashMap<>();
        open.stream()
                .filter(a -> latest.filter(year -> firstYear(a) == year).isPresent())
                .sorted(Comparator.comparing(Attendance::role).thenComparing(Attendance::institutionNumber))
                .forEach(a -> byInstitution.putIfAbsent(a.institutionNumber(), a));
        return List.copyOf(byInstitution.values());
    }

    /** The calendar year in which the school year of that day began; it turns on 1 August. */
    private static int schoolYearOf(LocalDate day) {
        return day.getMonthValue() >= 8 ? day.getYear() : day.getYear() - 1;
    }

    private static int firstYear(Attendance attendance) {
        return Integer.parseInt(attendance.schoolYear().substring(0, 4));
    }
}
