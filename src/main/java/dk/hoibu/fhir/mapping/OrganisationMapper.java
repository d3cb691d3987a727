package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.school.Institution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;

/** Municipal units, health units, schools and daycares as Organization (dk-core-organization). */
public final class OrganisationMapper {

    private OrganisationMapper() {}

    public static Organization toFhir(Unit unit, Terminology terms) {
        Organization organization = organization(
                terms,
                OrganisationKind.of(unit),
                Targets.unit(unit.uuid()),
                SourceId.MUNICIPAL_ORGANISATION,
                unit.name());
        unit.registered().ifPresent(instant -> Elements.lastUpdated(organization, instant));
        organization.addIdentifier(Elements.official(Systems.KOMBIT_ORGANISATION, "urn:uuid:" + unit.uuid()));
        if (unit.kind() == Unit.Kind.MUNICIPALITY) {
            organization.addIdentifier(Elements.official(Systems.CVR, unit.cvr()));
            unit.municipalityCode()
                    .ifPresent(
                            code -> organization.addIdentifier(Elements.identifier(Systems.MUNICIPALITY_CODE, code)));
        }
        unit.sor().ifPresent(sor -> organization.addIdentifier(Elements.official(Systems.SOR, sor)));
        unit.gln().ifPresent(gln -> organization.addIdentifier(Elements.official(Systems.GLN, gln)));
        organization.setActive(unit.active());
        unit.formerName().ifPresent(organization::addAlias);
        organization.setTelecom(Elements.telecom(unit.contacts()));
        if (Targets.hasParent(unit)) {
            unit.parent().ifPresent(parent -> organization.setPartOf(Elements.reference(Targets.unit(parent))));
        }
        return finish(organization);
    }

    /** A unit that only a case names: its name, its URN, and the CVR number of the municipality. */
    public static Optional<Organization> toFhir(
            CaseView view, Targets targets, Optional<Unit> municipality, Terminology terms) {
        if (!(view.responsible() instanceof Responsible.Named named)) {
            return Optional.empty();
        }
        Organization organization = organization(
                terms,
                OrganisationKind.MUNICIPAL_UNIT,
                targets.responsible(view),
                SourceId.CASE_INDEX,
                named.name().orElse("Kommunal enhed uden navn"));
        Elements.lastUpdated(organization, view.careCase().registered());
        named.reference()
                .uuid()
                .ifPresent(uuid ->
                        organization.addIdentifier(Elements.official(Systems.KOMBIT_ORGANISATION, "urn:uuid:" + uuid)));
        named.reference().urn().ifPresent(urn -> organization.addIdentifier(Elements.identifier(Systems.URI, urn)));
        owner(organization, named.ownerCvr());
        municipality.ifPresent(unit -> {
            organization.setPartOf(Elements.reference(Targets.unit(unit.uuid())));
            organization.setTelecom(Elements.telecom(unit.contacts()));
        });
        return Optional.of(finish(organization));
    }

    public static Organization toFhir(HealthUnit unit, Terminology terms) {
        Organization organization = organization(
                terms,
                OrganisationKind.of(unit),
                Targets.healthUnit(unit.sor()),
                SourceId.HEALTH_ORGANISATION,
                unit.name());
        unit.updated().ifPresent(instant -> Elements.lastUpdated(organization, instant));
        organization.addIdentifier(Elements.official(Systems.SOR, unit.sor()));
        unit.providerNumber()
                .ifPresent(number -> organization.addIdentifier(Elements.identifier(Systems.PROVIDER_NUMBER, number)));
        unit.gln().ifPresent(gln -> organization.addIdentifier(Elements.official(Systems.GLN, gln)));
        unit.regionCode().ifPresent(code -> organization.addIdentifier(Elements.identifier(Systems.REGION_CODE, code)));
        organization.setActive(unit.active());
        organization.setTelecom(Elements.telecom(Elements.contacts(unit)));
        unit.parent().ifPresent(parent -> organization.setPartOf(Elements.reference(Targets.healthUnit(parent))));
        return finish(organization);
    }

    public static Organization toFhir(Institution institution, Optional<Unit> municipality, Terminology terms) {
        Organization organization = organization(
                terms,
                OrganisationKind.of(institution),
                Targets.institution(institution.number()),
                SourceId.SCHOOLS,
                institution.name());
        institution.registered().ifPresent(instant -> Elements.lastUpdated(organization, instant));
        organization.addIdentifier(Elements.identifier(Systems.INSTITUTION, institution.number()));
        owner(organization, institution.cvr());
        organization.setActive(institution.active());
        organization.setTelecom(Elements.telecom(institution.contacts()));
        municipality.ifPresent(unit -> organization.setPartOf(Elements.reference(Targets.unit(unit.uuid()))));
        return finish(organization);
    }

    /** The owner's CVR number on a unit without a number of its own, in both forms in use: dk-core 3.4 asks for the OID form. */
    private static void owner(Organization organization, String cvr) {
        organization.addIdentifier(Elements.official(Systems.CVR, cvr));
        organization.addIdentifier(
                Elements.identifier(Systems.CVR_OID, cvr).setUse(Identifier.IdentifierUse.SECONDARY));
    }

    private static Organization organization(
            Terminology terms, OrganisationKind kind, String target, SourceId source, String name) {
        Organization organization = new Organization();
        organization.setId(target);
        Elements.meta(organization, kind.profile(), source);
        organization.addType(terms.codeable(Systems.ORGANISATION_KIND, kind.code()));
        organization.setName(name);
        return organization;
    }

    private static Organization finish(Organization organization) {
        List<String> lines = new ArrayList<>();
        lines.add(organization.getName());
        organization
                .getType()
                .forEach(type -> lines.add(type.getCodingFirstRep().getDisplay()));
        for (ContactPoint point : organization.getTelecom()) {
            lines.add(point.getValue());
        }
        if (organization.hasActive() && !organization.getActive()) {
            lines.add("Nedlagt");
        }
        Narratives.write(organization, lines);
        return organization;
    }
}
