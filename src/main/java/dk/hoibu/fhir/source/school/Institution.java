package dk.hoibu.fhir.source.school;

import dk.hoibu.fhir.domain.Phone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A school or daycare.
 *
 * @param number institutionsnummer, six characters; never used again after it closed
 * @param name institutionName
 * @param kind school or daycare
 * @param cvr CVR number of the municipality it belongs to
 * @param contacts telephone and e-mail from Institutionsregisteret
 * @param active whether it is open
 * @param registered when the register took in the present version
 */
public record Institution(
        String number,
        String name,
        Kind kind,
        String cvr,
        List<Phone> contacts,
        boolean active,
        Optional<Instant> registered) {

    public Institution {
        contacts = List.copyOf(contacts);
    }

    /** What it is. */
    public enum Kind {
        SCHOOL,
        DAYCARE
    }
}
