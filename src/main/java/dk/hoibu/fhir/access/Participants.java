package dk.hoibu.fhir.access;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which organisations take part.
 *
 * @param municipalities CVR numbers; empty means all
 * @param healthUnits SOR ids; empty means all
 */
record Participants(Optional<Set<String>> municipalities, Optional<Set<String>> healthUnits) {

    Participants {
        municipalities = municipalities.map(Set::copyOf);
        healthUnits = healthUnits.map(Set::copyOf);
    }

    boolean hasMunicipality(String cvr) {
        return municipalities.map(all -> all.contains(cvr)).orElse(true);
    }

    boolean hasHealthUnit(String sor) {
        return healthUnits.map(all -> all.contains(sor)).orElse(true);
    }

    /** Those that take part and are among {@code cvrNumbers}. */
    Participants narrowedTo(Set<String> cvrNumbers) {
        Set<String> both = new HashSet<>(municipalities.orElse(cvrNumbers));
        both.retainAll(cvrNumbers);
        return new Participants(Optional.of(both), healthUnits);
    }
}
