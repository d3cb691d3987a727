package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.search.IncludeParam;
import dk.hoibu.fhir.search.SearchDefinition;
import dk.hoibu.fhir.search.SearchDefinition.ChildParam;
import dk.hoibu.fhir.search.SearchDefinition.Scope;
import dk.hoibu.fhir.search.SearchParam;
import dk.hoibu.fhir.search.SearchValue.Token;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** What can be asked about a child: who it is, its cases, its appointments, its network. */
final class ChildDefinitions {

    private static final Set<String> PATIENT_ONLY = Set.of("Patient");

    static final SearchDefinition<Patient> PATIENT = new SearchDefinition<>(
            "Patient",
            Patient.class,
            Scope.PERSON,
            List.of(),
            Values.withCommon(List.of(SearchParam.token(
                    "identifier",
                    "CPR number or national replacement number, exactly one; only in the body of POST _search. Patients cannot be browsed.",
                    (Patient p) -> Values.identifiers(p.getIdentifier())))),
            List.of(),
            "_id",
            List.of(Systems.profile("hoibu-patient")),
            "A child (or other person) that the sources know. Found by number in a POST body; the id is opaque.");

    static final SearchDefinition<EpisodeOfCare> CASE = new SearchDefinition<>(
            "EpisodeOfCare",
            EpisodeOfCare.class,
            Scope.CHILD,
            List.of(new ChildParam("patient", true, PATIENT_ONLY)),
            Values.withCommon(List.of(
                    SearchParam.token(
                                    "identifier",
                                    "The case's UUID",
                                    (EpisodeOfCare e) -> Values.identifiers(e.getIdentifier()))
                            .ofSystems(Systems.URI),
                    SearchParam.token(
                                    "status",
                                    "active, planned or finished. A closed case is only found when finished is asked for.",
                                    (EpisodeOfCare e) -> List.of(new Token(
                                            "http://hl7.org/fhir/episode-of-care-status",
                                            e.getStatus().toCode())))
                            .ofCodes(
                                    "planned",
                                    "waitlist",
                                    "active",
                                    "onhold",
                                    "finished",
                                    "cancelled",
                                    "entered-in-error"),
                    SearchParam.token(
                                    "type",
                                    "The area (ppr, familie …) or the KLE number",
                                    (EpisodeOfCare e) -> Values.codes(e.getType()))
                            .ofSystems(Systems.CASE_AREA, Systems.KLE),
                    SearchParam.date(
                            "date",
                            "When the case is or was open",
                            (EpisodeOfCare e) -> Values.span(e.hasPeriod(), e.getPeriod())),
                    SearchParam.reference(
                            "organization",
                            "The unit that is responsible",
                            Set.of("Organization"),
                            (EpisodeOfCare e) -> Values.link(e.getManagingOrganization())),
                    SearchParam.reference(
                            "care-manager",
                            "Who works on it",
                            Set.of("PractitionerRole", "Practitioner"),
                            (EpisodeOfCare e) -> Values.link(e.getCareManager())))),
            List.of(
                    new IncludeParam<>("patient", PATIENT_ONLY, e -> List.of(e.getPatient())),
                    new IncludeParam<>(
                            "organization", Set.of("Organization"), e -> List.of(e.getManagingOrganization())),
                    new IncludeParam<>("care-manager", Set.of("PractitionerRole"), e -> List.of(e.getCareManager()))),
            "-date",
            List.of(Systems.profile("hoibu-case")),
            "A municipal case (sag). Closed cases only on request (status=finished).");

    static final SearchDefinition<Appointment> APPOINTMENT = new SearchDefinition<>(
            "Appointment",
            Appointment.class,
            Scope.CHILD,
            List.of(
                    new ChildParam("patient", true, PATIENT_ONLY),
                    new ChildParam("actor", false, Set.of("Patient", "HealthcareService", "Location"))),
            Values.withCommon(List.of(
                    SearchParam.reference(
                            "actor",
                            "A participant: the child, the unit or the place",
                            Set.of("Patient", "HealthcareService", "Location"),
                            (Appointment a) -> Values.links(a.getParticipant().stream()
                                    .map(Appointment.AppointmentParticipantComponent::getActor))),
                    SearchParam.token(
                                    "identifier",
                                    "The appointment's id",
                                    (Appointment a) -> Values.identifiers(a.getIdentifier()))
                            .ofSystems(Systems.APPOINTMENT, Systems.APPOINTMENT_DOCUMENT, Systems.URI),
                    SearchParam.token(
                                    "status",
                                    "booked, or proposed while it has no time",
                                    (Appointment a) -> List.of(new Token(
                                            "http://hl7.org/fhir/appointmentstatus",
                                            a.getStatus().toCode())))
                            .ofCodes(
                                    "proposed",
                                    "pending",
                                    "booked",
                                    "arrived",
                                    "fulfilled",
                                    "cancelled",
                                    "noshow",
                                    "entered-in-error",
                                    "checked-in",
                                    "waitlist"),
                    SearchParam.date(
                            "date",
                            "When it is",
                            (Appointment a) -> a.hasStart() ? List.of(Values.span(a.getStartElement())) : List.of()),
                    SearchParam.token("specialty", "The specialty", (Appointment a) -> Values.codes(a.getSpecialty()))
                            .ofSystems(Systems.SNOMED),
                    SearchParam.token(
                                    "service-category",
                                    "The kind of appointment",
                                    (Appointment a) -> Values.codes(a.getServiceCategory()))
                            .ofSystems(Systems.APPOINTMENT_TYPE),
                    SearchParam.reference(
                            "location",
                            "Where it is",
                            Set.of("Location"),
                            (Appointment a) -> Values.links(locations(a).stream())))),
            List.of(
                    new IncludeParam<>("patient", PATIENT_ONLY, a -> actors(a, "Patient/")),
                    new IncludeParam<>("actor", Set.of("Patient", "HealthcareService", "Location"), a -> actors(a, "")),
                    new IncludeParam<>("location", Set.of("Location"), ChildDefinitions::locations)),
            "date",
            List.of(Systems.profile("hoibu-appointment")),
            "An appointment in child and adolescent psychiatry, from today on. A cancelled one is gone.");

    static final SearchDefinition<CareTeam> NETWORK = new SearchDefinition<>(
            "CareTeam",
            CareTeam.class,
            Scope.CHILD,
            List.of(new ChildParam("patient", true, PATIENT_ONLY), new ChildParam("subject", true, PATIENT_ONLY)),
            Values.withCommon(List.of(
                    SearchParam.token(
                                    "status",
                                    "active",
                                    (CareTeam c) -> List.of(new Token(
                                            "http://hl7.org/fhir/care-team-status",
                                            c.getStatus().toCode())))
                            .ofCodes("proposed", "active", "suspended", "inactive", "entered-in-error"),
                    SearchParam.reference(
                            "participant",
                            "Somebody in the network",
                            Set.of("PractitionerRole", "Organization"),
                            (CareTeam c) -> Values.links(members(c).stream())),
                    SearchParam.token("category", "The kind of team", (CareTeam c) -> Values.codes(c.getCategory())),
                    SearchParam.date(
                            "date",
                            "Since when there has been a network",
                            (CareTeam c) -> Values.span(c.hasPeriod(), c.getPeriod())))),
            List.of(
                    new IncludeParam<>("patient", PATIENT_ONLY, c -> List.of(c.getSubject())),
                    new IncludeParam<>(
                            "participant", Set.of("PractitionerRole", "Organization"), ChildDefinitions::members)),
            "_id",
            List.of(Systems.profile("hoibu-careteam")),
            "Whom to call about the child: everybody around it in one resource.");

    private ChildDefinitions() {}

    private static List<Reference> actors(Appointment appointment, String prefix) {
        return appointment.getParticipant().stream()
                .map(Appointment.AppointmentParticipantComponent::getActor)
                .filter(actor -> actor.hasReference() && actor.getReference().startsWith(prefix))
                .toList();
    }

    private static List<Reference> locations(Appointment appointment) {
        return actors(appointment, "Location/");
    }

    private static List<Reference> members(CareTeam team) {
        return team.getParticipant().stream()
                .map(CareTeam.CareTeamParticipantComponent::getMember)
                .toList();
    }
}
