package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.mapping.OrganisationKind;
import dk.hoibu.fhir.search.IncludeParam;
import dk.hoibu.fhir.search.SearchDefinition;
import dk.hoibu.fhir.search.SearchDefinition.Scope;
import dk.hoibu.fhir.search.SearchParam;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;

/** What can be asked of the registers of organisations, staff, services and places, which say nothing of any child. */
final class DirectoryDefinitions {

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

    private static final List<String> ORGANISATION_PROFILES = Stream.of(OrganisationKind.values())
            .map(OrganisationKind::profile)
            .distinct()
            .map(Systems::profile)
            .toList();

    static final SearchDefinition<Organization> ORGANISATION = new SearchDefinition<>(
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
                            (Organization o) -> Stream.concat(
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
            ORGANISATION_PROFILES,
            "A municipality, municipal unit, region, hospital or psychiatric unit, GP clinic, school or daycare.");

    static final SearchDefinition<PractitionerRole> STAFF_ROLE = new SearchDefinition<>(
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
            List.of(Systems.profile("hoibu-practitionerrole")),
            "A caseworker, psychologist or adviser in a municipal unit, and how to reach them.");

    static final SearchDefinition<Practitioner> STAFF = new SearchDefinition<>(
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
            List.of(Systems.profile("hoibu-practitioner")),
            "The person behind a PractitionerRole; none when the identity is concealed.");

    static final SearchDefinition<HealthcareService> SERVICE = new SearchDefinition<>(
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
            List.of(Systems.profile("hoibu-healthcareservice")),
            "What can be called: a health unit, or a municipality's contact point for a subject.");

    static final SearchDefinition<Location> LOCATION = new SearchDefinition<>(
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
            List.of(Systems.profile("hoibu-location")),
            "Where an appointment takes place.");

    private DirectoryDefinitions() {}
}
