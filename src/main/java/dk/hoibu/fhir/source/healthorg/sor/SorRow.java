package dk.hoibu.fhir.source.healthorg.sor;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A line of the daily file, by the names of its columns.
 *
 * @param line the number of the line, for messages
 */
record SorRow(long line, Map<String, String> fields) {

    SorRow {
        fields = Map.copyOf(fields);
    }

    /** What is in the column; empty when nothing is. */
    Optional<String> get(String column) {
        return Optional.ofNullable(fields.get(column));
    }

    String sor() {
        return get("SorId").orElse("");
    }

    /** The unit above: the nearest of the three that the file names, unless that is the unit itself. */
    Optional<String> parent() {
        return Stream.of("ParentSorId", "HealthInstitutionSorId", "InstitutionOwnerSorId")
                .flatMap(column -> get(column).stream())
                .filter(above -> !above.equals(sor()))
                .findFirst();
    }
}
