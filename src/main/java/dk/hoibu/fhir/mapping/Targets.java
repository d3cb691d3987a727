package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.overview.BookingView;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.CaseView.Manager;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.Unit;
import java.util.UUID;

/** Where things are: the relative references the mappers write and the server reads. */
public final class Targets {

    private final Ids ids;

    public Targets(Ids ids) {
        this.ids = ids;
    }

    public Ids ids() {
        return ids;
    }

    public String patient(PersonNumber child) {
        return "Patient/" + ids.ofPerson(Purpose.PATIENT, child);
    }

    public String careTeam(PersonNumber child) {
        return "CareTeam/" + ids.ofPerson(Purpose.CARE_TEAM, child);
    }

    public String careCase(CaseView view) {
        return "EpisodeOfCare/"
                + ids.ofItem(Purpose.CASE, view.child(), view.careCase().uuid());
    }

    public String booking(BookingView view) {
        return "Appointment/" + ids.ofItem(Purpose.APPOINTMENT, view.child(), view.key());
    }

    public static String unit(UUID unit) {
        return "Organization/" + unit;
    }

    public static String healthUnit(String sor) {
        return "Organization/" + sor;
    }

    public static String institution(String number) {
        return "Organization/" + number;
    }

    public static String healthService(String sor) {
        return "HealthcareService/" + sor;
    }

    /** Where to turn in a municipal unit for a KLE subject. */
    public static String contactPoint(UUID unit, String kle) {
        return "HealthcareService/" + unit + "-" + kle.replace(".", "");
    }

    public static String location(String sor) {
        return "Location/" + sor;
    }

    /** The unit that carries out an appointment: as SOR has it, or as only the document names it. */
    public String performer(BookingView view) {
        boolean onlyInDocument = view.performer().isEmpty() && view.performerKnown();
        return onlyInDocument
                ? "HealthcareService/" + ids.ofItem(Purpose.APPOINTMENT_UNIT, view.child(), view.key())
                : healthService(view.booking().performer().sor());
    }

    public String responsible(CaseView view) {
        Responsible responsible = view.responsible();
        if (responsible instanceof Responsible.Known known) {
            return unit(known.unit().uuid());
        }
        if (responsible instanceof Responsible.Referred referred) {
            return unit(referred.unit());
        }
        return "Organization/"
                + ids.ofItem(Purpose.CASE_UNIT, view.child(), view.careCase().uuid());
    }

    /** The role in which somebody works on a case: their own, if it is in the responsible unit, else one of this case's. */
    public String manager(CaseView view, Manager manager) {
        if (manager instanceof Manager.Known known && known.inResponsibleUnit()) {
            return staffRole(known.employee(), known.membership().unit());
        }
        return "PractitionerRole/"
                + ids.ofItem(Purpose.CASE_MANAGER, view.child(), view.careCase().uuid());
    }

    public String staffRole(Employee employee, UUID unit) {
        return "PractitionerRole/" + ids.ofStaffRole(employee.uuid(), unit);
    }

    public String staff(Employee employee) {
        return "Practitioner/" + ids.ofStaff(employee.uuid());
    }

    /** The person that only a case names. */
    public String caseManagerPerson(CaseView view) {
        return "Practitioner/"
                + ids.ofItem(
                        Purpose.CASE_MANAGER_PERSON,
                        view.child(),
                        view.careCase().uuid());
    }

    /** The unit above, if there is one: the municipality itself has none. */
    public static boolean hasParent(Unit unit) {
        return unit.kind() == Unit.Kind.UNIT && unit.parent().isPresent();
    }

    /** The id part of a reference made here. */
    public static String idOf(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }
}
