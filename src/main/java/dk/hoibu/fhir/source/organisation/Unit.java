package dk.hoibu.fhir.source.organisation;

import dk.hoibu.fhir.domain.Phone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A municipality or a unit of one (OrganisationEnhed).
 *
 * @param uuid the object's UUID
 * @param name enhedsnavn
 * @param kind whether it is the municipality itself or a unit
 * @param cvr the municipality's CVR number, eight digits
 * @param municipalityCode kommunekode, four digits; present on the municipality itself
 * @param parent overordnetEnhed
 * @param active tilstand.status is AKTIV
 * @param contacts adresser whose role is a work telephone or work e-mail
 * @param contactPoints henvendelsessteder: whom to turn to for a KLE subject
 * @param gln lokationsnummer (EAN), thirteen digits, for messages
 * @param sor SOR id where the unit has one
 * @param formerName the name before the present one
 * @param registered when the register took in the present version
 */
public record Unit(
        UUID uuid,
        String name,
        Kind kind,
        String cvr,
        Optional<String> municipalityCode,
        Optional<UUID> parent,
        boolean active,
        List<Phone> contacts,
        List<ContactPoint> contactPoints,
        Optional<String> gln,
        Optional<String> sor,
        Optional<String> formerName,
        Optional<Instant> registered) {

    public Unit {
        contacts = List.copyOf(contacts);
        contactPoints = List.copyOf(contactPoints);
    }

    /** What it is. */
    public enum Kind {
        MUNICIPALITY,
        UNIT
    }

    /**
     * Where to turn for a subject (Henvendelsessted).
     *
     * @param kle the KLE number it is for
     */
    public record ContactPoint(String name, String kle, List<Phone> contacts) {

        public ContactPoint {
            contacts = List.copyOf(contacts);
        }
    }
}
