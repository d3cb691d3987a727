package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.CaseView.Manager;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.Employee.Membership;
import dk.hoibu.fhir.source.organisation.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;

/**
 * Municipal staff as PractitionerRole and Practitioner. A person whose identity is concealed has a role with unit and function, and no
 * Practitioner, name or identifier.
 */
public final class StaffMapper {

    private static final String CONCEALED = "Navn vises ikke";

    private StaffMapper() {}

    /** Somebody's work in a unit. {@code unit} lends its telephone when the person has none. */
    public static PractitionerRole toRole(
            Employee employee,
            Membership membership,
            Optional<Unit> unit,
            Targets targets,
            Terminology terms,
            Instant now) {
        PractitionerRole role = role(targets.staffRole(employee, membership.unit()));
        fill(role, employee, membership, targets, now);
        role.addCode(code(Optional.of(membership.title()), terms));
        role.setOrganization(Elements.reference(Targets.unit(membership.unit())));
        unit.map(Unit::name).ifPresent(name -> role.getOrganization().setDisplay(name));
        role.setTelecom(Elements.telecom(contacts(employee, unit)));
        finish(role, name(employee), membership.title(), unit.map(Unit::name));
        return role;
    }

    /** The work of somebody on a case for a unit that the register does not place them in, or who is not in the register at all. */
    public static PractitionerRole toCaseRole(
            CaseView view, Manager manager, Targets targets, Terminology terms, Instant now) {
        PractitionerRole role = role(targets.manager(view, manager));
        Optional<String> unitName = CaseMapper.responsibleName(view);
        role.setOrganization(Elements.reference(targets.responsible(view)));
        unitName.ifPresent(name -> role.getOrganization().setDisplay(name));
        if (manager instanceof Manager.Known known) {
            fill(role, known.employee(), known.membership(), targets, now);
            role.addCode(code(Optional.of(known.membership().title()), terms));
            role.setTelecom(Elements.telecom(contacts(known.employee(), unit(view))));
            finish(role, name(known.employee()), known.membership().title(), unitName);
        } else if (manager instanceof Manager.Named named) {
            role.setActive(true);
            role.getMeta().setSource(SourceId.CASE_INDEX.uri().toString());
            named.name().ifPresent(name -> {
                named.reference()
                        .uuid()
                        .ifPresent(uuid -> role.addIdentifier(Elements.identifier(Systems.URI, "urn:uuid:" + uuid)));
                role.setPractitioner(
                        Elements.reference(targets.caseManagerPerson(view)).setDisplay(name));
            });
            unit(view).ifPresent(unit -> role.setTelecom(Elements.telecom(unit.contacts())));
            role.addCode(code(Optional.empty(), terms));
            Elements.lastUpdated(role, view.careCase().registered());
            finish(role, display(manager), "", unitName);
        }
        return role;
    }

    /** The person, when their identity may be shown. */
    public static Optional<Practitioner> toPerson(Employee employee, Targets targets) {
        if (employee.concealed()) {
            return Optional.empty();
        }
        Practitioner person = person(targets.staff(employee), employee.name());
        person.addIdentifier(Elements.identifier(Systems.URI, "urn:uuid:" + employee.uuid()));
        person.setActive(employee.active());
        employee.registered().ifPresent(instant -> Elements.lastUpdated(person, instant));
        return Optional.of(person);
    }

    /** The person that only a case names. */
    public static Optional<Practitioner> toCasePerson(CaseView view, Manager manager, Targets targets) {
        if (!(manager instanceof Manager.Named named) || named.name().isEmpty()) {
            return Optional.empty();
        }
        Practitioner person =
                person(targets.caseManagerPerson(view), named.name().get());
        named.reference()
                .uuid()
                .ifPresent(uuid -> person.addIdentifier(Elements.identifier(Systems.URI, "urn:uuid:" + uuid)));
        person.getMeta().setSource(SourceId.CASE_INDEX.uri().toString());
        Elements.lastUpdated(person, view.careCase().registered());
        return Optional.of(person);
    }

    /** The name to show for whoever works on a case. */
    static String display(Manager manager) {
        if (manager instanceof Manager.Known known) {
            return name(known.employee());
        }
        return manager instanceof Manager.Named named ? named.name().orElse(CONCEALED) : CONCEALED;
    }

    private static String name(Employee employee) {
        return employee.concealed() ? CONCEALED : employee.name();
    }

    private static Optional<Unit> unit(CaseView view) {
        return view.responsible() instanceof Responsible.Known known ? Optional.of(known.unit()) : Optional.empty();
    }

    private static List<Phone> contacts(Employee employee, Optional<Unit> unit) {
        // a person's own address may spell the name
        List<Phone> own = employee.concealed() ? List.of() : employee.contacts();
        if (Elements.telephone(own).isPresent()) {
            return own;
        }
        List<Phone> all = new ArrayList<>(own);
        unit.map(Unit::contacts).ifPresent(all::addAll);
        return all;
    }

    private static PractitionerRole role(String target) {
        PractitionerRole role = new PractitionerRole();
        role.setId(target);
        Elements.meta(role, "hoibu-practitionerrole", SourceId.MUNICIPAL_ORGANISATION);
        return role;
    }

    private static void fill(
            PractitionerRole role, Employee employee, Membership membership, Targets targets, Instant now) {
        LocalDate today = DanishTime.dateOf(now);
        employee.registered().ifPresent(instant -> Elements.lastUpdated(role, instant));
        role.setActive(employee.active() && membership.holdsOn(today));
        Period period = new Period().setStartElement(Elements.date(membership.start()));
        // slut is the first day no longer a member; FHIR's period.end is the last day
        membership.end().ifPresent(end -> period.setEndElement(Elements.date(lastDay(membership, end))));
        role.setPeriod(period);
        if (!employee.concealed()) {
            role.addIdentifier(Elements.identifier(Systems.URI, "urn:uuid:" + employee.uuid()));
            role.setPractitioner(Elements.reference(targets.staff(employee)).setDisplay(employee.name()));
        }
    }

    private static LocalDate lastDay(Membership membership, LocalDate end) {
        LocalDate last = end.minusDays(1);
        return last.isBefore(membership.start()) ? membership.start() : last;
    }

    private static CodeableConcept code(Optional<String> title, Terminology terms) {
        CodeableConcept code = terms.codeable(Systems.NETWORK_ROLE, NetworkRole.CASEWORKER.code());
        title.ifPresent(code::setText);
        return code;
    }

    private static void finish(PractitionerRole role, String name, String title, Optional<String> unitName) {
        List<String> lines = new ArrayList<>();
        lines.add(title.isEmpty() ? name : name + ", " + title);
        unitName.ifPresent(lines::add);
        role.getTelecom().forEach(point -> lines.add(point.getValue()));
        Narratives.write(role, lines);
    }

    private static Practitioner person(String target, String name) {
        Practitioner person = new Practitioner();
        person.setId(target);
        Elements.meta(person, "hoibu-practitioner", SourceId.MUNICIPAL_ORGANISATION);
        person.addName().setText(name);
        Narratives.write(person, List.of(name));
        return person;
    }
}
