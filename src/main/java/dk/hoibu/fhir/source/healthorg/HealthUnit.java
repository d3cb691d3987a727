package dk.hoibu.fhir.source.healthorg;

import dk.hoibu.fhir.domain.Phone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A region, hospital, psychiatric unit or GP clinic.
 *
 * @param sor SOR id, digits
 * @param name the unit's name
 * @param kind what it is
 * @param parent SOR id of the unit above
 * @param cvr the owner's CVR number
 * @param specialty SNOMED CT code of the main specialty
 * @param providerNumber ydernummer, of a GP clinic
 * @param regionCode ISO 3166-2 code of the region, on the region itself
 * @param gln lokationsnummer (EAN), thirteen digits
 * @param contacts telephone and e-mail; inherited from the parent by SOR where empty
 * @param active whether the unit is open
 * @param updated when the register last changed it
 */
public record HealthUnit(
        String sor,
        String name,
        Kind kind,
        Optional<String> parent,
        Optional<String> cvr,
        Optional<String> specialty,
        Optional<String> providerNumber,
        Optional<String> regionCode,
        Optional<String> gln,
        List<Phone> contacts,
        boolean active,
        Optional<Instant> updated) {

    public HealthUnit {
        contacts = List.copyOf(contacts);
    }

    /** What it is. */
    public enum Kind {
        REGION,
        HOSPITAL,
        PSYCHIATRIC_UNIT,
        CLINIC,
        OTHER
    }
}
