package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.search.IncludeParam;
import dk.hoibu.fhir.search.SearchDefinition;
import dk.hoibu.fhir.search.SearchDefinition.ChildParam;
import dk.hoibu.fhir.search.SearchDefinition.Scope;
import dk.hoibu.fhir.search.SearchParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;

/** What can be asked of each resource type: the one table behind the parser, the matching and the CapabilityStatement. */
public final class Definitions {

    private static final Set<String> PATIENT_ONLY = Set.of("Patient");
    private static final String[] ORGANISATION_SYSTEMS = {
        Systems.SOR,
        Systems.KOMBIT_ORGANISATION,
        Systems.CVR,
        Systems.CVR_OID,
        Systems.GLN,
        Systems.PROVIDER_NUMBER,
        Systems.MUNICIPALITY_CODE,
        Systems.REGION_CODE,
        Systems.INSTITUTION,
        Systems.URI
    };

    public static final SearchDefinition<Patient> PATIENT = new SearchDefinition<>(
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
            Systems.profile("hoibu-patient"),
            "A child (or other person) that the sources know. Found by number in a POST body; the id is opaque.");

    public static final SearchDefinition<EpisodeOfCare> CASE = new SearchDefinition<>(
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
                                    (EpisodeOfCare e) -> List.of(new dk.hoibu.fhir.search.SearchValue.Token(
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
            Systems.profile("hoibu-case"),
            "A municipal case (sag). Closed cases only on request (status=finished).");

    public static final SearchDefinition<Appointment> APPOINTMENT = new SearchDefinition<>(
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
                                    (Appointment a) -> List.of(new dk.hoibu.fhir.search.SearchValue.Token(
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
                    new IncludeParam<>("location", Set.of("Location"), Definitions::locations)),
            "date",
            Systems.profile("hoibu-appointment"),
            "An appointment in child and adolescent psychiatry, from today on. A cancelled one is gone.");

    public static final SearchDefinition<CareTeam> NETWORK = new SearchDefinition<>(
            "CareTeam",
            CareTeam.class,
            Scope.CHILD,
            List.of(new ChildParam("patient", true, PATIENT_ONLY), new ChildParam("subject", true, PATIENT_ONLY)),
            Values.withCommon(List.of(
                    SearchParam.token(
                                    "status",
                                    "active",
                                    (CareTeam c) -> List.of(new dk.hoibu.fhir.search.SearchValue.Token(
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
                            "participant", Set.of("PractitionerRole", "Organization"), Definitions::members)),
            "_id",
            Systems.profile("hoibu-careteam"),
            "Whom to call about the child: everybody around it in one resource.");

    public static final SearchDefinition<Organization> ORGANISATION = new SearchDefinition<>(
            "Organization",
            Organization.class,
            Scope.DIRECTORY,
            List.of(),
            Values.withCommon(List.of(
                    SearchParam.token(
                                    "identifier",
                                    "SOR, KOMBIT, CVR, EAN, ydernummer, institution number …",
                                    (Organization o) -> Values.identifiers(o.getIdentifier()))
                            .ofSystems(ORGANISATION_SYSTEMS),
                    SearchParam.string(
                            "name",
                            "The name or a former name",
                            (Organization o) -> java.util.stream.Stream.concat(
                                            Values.words(o.getName()).stream(),
                                            o.getAlias().stream().flatMap(a -> Values.words(a.getValue()).stream()))
                                    .toList()),
                    SearchParam.token("type", "The kind of organisation", (Organization o) -> Values.codes(o.getType()))
                            .ofSystems(Systems.ORGANISATION_KIND),
                    SearchParam.reference(
                            "partof",
                            "The organisation above",
                            Set.of("Organization"),
                            (Organization o) -> Values.link(o.getPartOf())),
                    SearchParam.token(
                                    "active",
                                    "Whether it is in use",
                                    (Organization o) -> Values.bool(o.hasActive(), o.getActive()))
                            .ofCodes("true", "false"))),
            List.of(new IncludeParam<>("partof", Set.of("Organization"), o -> List.of(o.getPartOf()))),
            "name",
            Systems.profile("hoibu-organization"),
            "A municipality, municipal unit, region, hospital or psychiatric unit, GP clinic, school or daycare.");

    public static final SearchDefinition<PractitionerRole> STAFF_ROLE = new SearchDefinition<>(
            "PractitionerRole",
            PractitionerRole.class,
            Scope.DIRECTORY,
            List.of(),
            Values.withCommon(List.of(
                    SearchParam.token(
                                    "identifier",
                                    "The user's UUID in FK Organisation",
                                    (PractitionerRole r) -> Values.identifiers(r.getIdentifier()))
                            .ofSystems(Systems.URI),
                    SearchParam.reference(
                            "organization",
                            "The unit",
                            Set.of("Organization"),
                            (PractitionerRole r) -> Values.link(r.getOrganization())),
                    SearchParam.reference(
                            "practitioner",
                            "The person",
                            Set.of("Practitioner"),
                            (PractitionerRole r) -> Values.link(r.getPractitioner())),
                    SearchParam.token("role", "The function", (PractitionerRole r) -> Values.codes(r.getCode()))
                            .ofSystems(Systems.NETWORK_ROLE),
                    SearchParam.token(
                                    "active",
                                    "Whether the person works there now",
                                    (PractitionerRole r) -> Values.bool(r.hasActive(), r.getActive()))
                            .ofCodes("true", "false"),
                    SearchParam.date(
                            "date",
                            "When the person works there",
                            (PractitionerRole r) -> Values.span(r.hasPeriod(), r.getPeriod())))),
            List.of(
                    new IncludeParam<>("organization", Set.of("Organization"), r -> List.of(r.getOrganization())),
                    new IncludeParam<>("practitioner", Set.of("Practitioner"), r -> List.of(r.getPractitioner()))),
            "_id",
            Systems.profile("hoibu-practitionerrole"),
            "A caseworker, psychologist or adviser in a municipal unit, and how to reach them.");

    public static final SearchDefinition<Practitioner> STAFF = new SearchDefinition<>(
            "Practitioner",
            Practitioner.class,
            Scope.DIRECTORY,
            List.of(),
            Values.withCommon(List.of(SearchParam.token(
                            "identifier",
                            "The user's UUID in FK Organisation",
                            (Practitioner p) -> Values.identifiers(p.getIdentifier()))
                    .ofSystems(Systems.URI))),
            List.of(),
            "_id",
            Systems.profile("hoibu-practitioner"),
            "The person behind a PractitionerRole; none when the identity is concealed.");

    public static final SearchDefinition<HealthcareService> SERVICE = new SearchDefinition<>(
            "HealthcareService",
            HealthcareService.class,
            Scope.DIRECTORY,
            List.of(),
            Values.withCommon(List.of(
                    SearchParam.token(
                                    "identifier",
                                    "SOR id",
                                    (HealthcareService h) -> Values.identifiers(h.getIdentifier()))
                            .ofSystems(Systems.SOR),
                    SearchParam.reference(
                            "organization",
                            "Who provides it",
                            Set.of("Organization"),
                            (HealthcareService h) -> Values.link(h.getProvidedBy())),
                    SearchParam.string("name", "The name", (HealthcareService h) -> Values.words(h.getName())),
                    SearchParam.token(
                                    "specialty",
                                    "The specialty",
                                    (HealthcareService h) -> Values.codes(h.getSpecialty()))
                            .ofSystems(Systems.SNOMED),
                    SearchParam.token(
                                    "service-type",
                                    "The KLE subject that the contact point is for",
                                    (HealthcareService h) -> Values.codes(h.getType()))
                            .ofSystems(Systems.KLE),
                    SearchParam.token(
                                    "active",
                                    "Whether it is in use",
                                    (HealthcareService h) -> Values.bool(h.hasActive(), h.getActive()))
                            .ofCodes("true", "false"))),
            List.of(new IncludeParam<>("organization", Set.of("Organization"), h -> List.of(h.getProvidedBy()))),
            "name",
            Systems.profile("hoibu-healthcareservice"),
            "What can be called: a health unit, or a municipality's contact point for a subject.");

    public static final SearchDefinition<Location> LOCATION = new SearchDefinition<>(
            "Location",
            Location.class,
            Scope.DIRECTORY,
            List.of(),
            Values.withCommon(List.of(
                    SearchParam.token("identifier", "SOR id", (Location l) -> Values.identifiers(l.getIdentifier()))
                            .ofSystems(Systems.SOR),
                    SearchParam.string("name", "The name", (Location l) -> Values.words(l.getName())),
                    SearchParam.reference(
                            "organization",
                            "Whose place it is",
                            Set.of("Organization"),
                            (Location l) -> Values.link(l.getManagingOrganization())))),
            List.of(new IncludeParam<>(
                    "organization", Set.of("Organization"), l -> List.of(l.getManagingOrganization()))),
            "name",
            Systems.profile("hoibu-location"),
            "Where an appointment takes place.");

    /** All of them, by type, in the order the CapabilityStatement lists them. */
    public static final Map<String, SearchDefinition<?>> ALL = byType();

    private Definitions() {}

    private static Map<String, SearchDefinition<?>> byType() {
        Map<String, SearchDefinition<?>> all = new LinkedHashMap<>();
        for (SearchDefinition<?> definition : List.<SearchDefinition<?>>of(
                PATIENT, CASE, APPOINTMENT, NETWORK, ORGANISATION, STAFF_ROLE, STAFF, SERVICE, LOCATION)) {
            all.put(definition.type(), definition);
        }
        return all;
    }

    private static List<org.hl7.fhir.r4.model.Reference> actors(Appointment appointment, String prefix) {
        return appointment.getParticipant().stream()
                .map(Appointment.AppointmentParticipantComponent::getActor)
                .filter(actor -> actor.hasReference() && actor.getReference().startsWith(prefix))
                .toList();
    }

    private static List<org.hl7.fhir.r4.model.Reference> locations(Appointment appointment) {
        return actors(appointment, "Location/");
    }

    private static List<org.hl7.fhir.r4.model.Reference> members(CareTeam team) {
        return team.getParticipant().stream()
                .map(CareTeam.CareTeamParticipantComponent::getMember)
                .toList();
    }
}
