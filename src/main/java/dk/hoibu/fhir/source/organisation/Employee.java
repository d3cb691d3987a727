package dk.hoibu.fhir.source.organisation;

import dk.hoibu.fhir.domain.Phone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A member of a municipality's staff (Bruger). CPR number and user name are never read into it.
 *
 * @param uuid the user's UUID
 * @param name person.navn; not to be shown when {@code concealed}
 * @param concealed whether the person's identity is to be concealed (Danish: <i>identitetssløring</i>)
 * @param active tilstand.status is AKTIV
 * @param contacts adresser whose role is a work telephone or work e-mail; private ones are never read
 * @param memberships harMedlemskab, past, present and future
 * @param registered when the register took in the present version
 */
public record Employee(
        UUID uuid,
        String name,
        boolean concealed,
        boolean active,
        List<Phone> contacts,
        List<Membership> memberships,
        Optional<Instant> registered) {

    public Employee {
        contacts = List.copyOf(contacts);
        memberships = List.copyOf(memberships);
    }

    /** The same member of staff, of whom nobody can tell who it is. */
    public Employee withoutIdentity() {
        return new Employee(uuid, "", true, active, List.of(), memberships, registered);
    }

    /**
     * Working for a unit.
     *
     * @param title medlemskabRolleTitel, the job title
     * @param end first day no longer a member
     */
    public record Membership(UUID unit, String title, LocalDate start, Optional<LocalDate> end) {

        public boolean holdsOn(LocalDate day) {
            return !day.isBefore(start) && end.map(day::isBefore).orElse(true);
        }
    }

    @Override
    public String toString() {
        return "Employee[" + uuid + "]";
    }
}
