package dk.hoibu.fhir.source.school.sample;

import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.source.folder.JsonRecord;
import dk.hoibu.fhir.source.school.Attendance;
import dk.hoibu.fhir.source.school.Institution;
import java.time.LocalDate;
import java.time.Month;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Records of {@code elever.json} and {@code institutioner.json} on their way to become attendances and institutions.
 */
final class SchoolRecords {

    private static final Pattern SCHOOL_YEAR = Pattern.compile("[0-9]{4}-[0-9]{4}");
    private static final Map<String, Integer> YEARS_FROM_NOW = Map.of("previous", -1, "current", 0, "next", 1);

    private SchoolRecords() {}

    static Attendance attendance(JsonRecord record, LocalDate today) {
        return new Attendance(
                record.text("institutionNumber"),
                record.as("role", "Elev or Barn", SchoolRecords::role),
                record.as("schoolYear", "a school year", text -> schoolYear(text, today)),
                record.optionalDate("fromDate"),
                record.optionalDate("toDate"),
                record.flag("protected"));
    }

    static Optional<Institution> institution(JsonRecord record) {
        return Optional.of(new Institution(
                record.text("institutionNumber"),
                record.text("institutionName"),
                record.as("institutionType", "Skole or Dagtilbud", SchoolRecords::kind),
                record.text("cvr"),
                Stream.of(
                                record.optionalText("telefon").map(value -> new Phone(Phone.Kind.TELEPHONE, value)),
                                record.optionalText("email").map(value -> new Phone(Phone.Kind.EMAIL, value)))
                        .flatMap(Optional::stream)
                        .toList(),
                !record.flag("nedlagt"),
                record.optionalInstant("registreretTidspunkt")));
    }

    private static Optional<String> schoolYear(String text, LocalDate today) {
        Integer distance = YEARS_FROM_NOW.get(text);
        if (distance == null) {
            return Optional.of(text).filter(year -> SCHOOL_YEAR.matcher(year).matches());
        }
        int begun = today.getMonth().compareTo(Month.AUGUST) < 0 ? today.getYear() - 1 : today.getYear();
        return Optional.of((begun + distance) + "-" + (begun + distance + 1));
    }

    private static Optional<Attendance.Role> role(String word) {
        return switch (word) {
            case "Elev" -> Optional.of(Attendance.Role.ELEV);
            case "Barn" -> Optional.of(Attendance.Role.BARN);
            default -> Optional.empty();
        };
    }

    private static Optional<Institution.Kind> kind(String word) {
        return switch (word) {
            case "Skole" -> Optional.of(Institution.Kind.SCHOOL);
            case "Dagtilbud" -> Optional.of(Institution.Kind.DAYCARE);
            default -> Optional.empty();
        };
    }
}
