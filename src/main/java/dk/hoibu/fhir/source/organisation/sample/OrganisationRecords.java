package dk.hoibu.fhir.source.organisation.sample;

import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.source.folder.JsonRecord;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records of {@code organisationsenheder.json} and {@code brugere.json} on their way to become units and employees. */
final class OrganisationRecords {

    /** The only address roles that are read: all others may be private or lead to where somebody is. */
    private static final Map<String, Phone.Kind> WORK_ROLES = Map.of(
            "Telefon", Phone.Kind.TELEPHONE,
            "Mobiltelefon", Phone.Kind.MOBILE,
            "E-mail", Phone.Kind.EMAIL);

    private OrganisationRecords() {}

    static Optional<Unit> unit(JsonRecord record) {
        return Optional.of(new Unit(
                record.uuid("uuid"),
                record.text("enhedsnavn"),
                record.as("enhedstype", "Kommune or Enhed", OrganisationRecords::kind),
                record.text("cvr"),
                record.optionalText("kommunekode"),
                record.optionalUuid("overordnetEnhed"),
                record.as("status", "AKTIV or INAKTIV", OrganisationRecords::active),
                contacts(record),
                record.list("henvendelsessteder").stream()
                        .map(OrganisationRecords::contactPoint)
                        .toList(),
                record.optionalText("lokationsnummer"),
                record.optionalText("sor"),
                record.optionalText("tidligereNavn"),
                record.optionalInstant("registreretTidspunkt")));
    }

    /** Empty for a user that is no person. */
    static Optional<Employee> employee(JsonRecord record) {
        boolean person = record.as("brugerTypeTitel", "Intern, Ekstern or NPE", OrganisationRecords::isPerson);
        Employee employee = new Employee(
                record.uuid("uuid"),
                record.text("navn"),
                record.flag("identitetssloering"),
                record.as("status", "AKTIV or INAKTIV", OrganisationRecords::active),
                contacts(record),
                record.list("harMedlemskab").stream()
                        .map(OrganisationRecords::membership)
                        .toList(),
                record.optionalInstant("registreretTidspunkt"));
        return Optional.of(employee).filter(any -> person);
    }

    private static List<Phone> contacts(JsonRecord record) {
        return record.list("adresser").stream()
                .map(OrganisationRecords::contact)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Phone> contact(JsonRecord address) {
        address.passOver("adresseTekst");
        return Optional.ofNullable(WORK_ROLES.get(address.text("adresseRolleTitel")))
                .map(kind -> new Phone(kind, address.text("adresseTekst")));
    }

    private static Unit.ContactPoint contactPoint(JsonRecord point) {
        return new Unit.ContactPoint(point.text("navn"), point.text("kleEmneNummer"), contacts(point));
    }

    private static Employee.Membership membership(JsonRecord membership) {
        return new Employee.Membership(
                membership.uuid("enhed"),
                membership.text("medlemskabRolleTitel"),
                membership.date("start"),
                membership.optionalDate("slut"));
    }

    private static Optional<Unit.Kind> kind(String word) {
        return switch (word) {
            case "Kommune" -> Optional.of(Unit.Kind.MUNICIPALITY);
            case "Enhed" -> Optional.of(Unit.Kind.UNIT);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> active(String word) {
        return switch (word) {
            case "AKTIV" -> Optional.of(true);
            case "INAKTIV" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> isPerson(String word) {
        return switch (word) {
            case "Intern", "Ekstern" -> Optional.of(true);
            case "NPE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
