package dk.hoibu.fhir.property;

import static dk.hoibu.fhir.property.Read.TARGETS;
import static dk.hoibu.fhir.property.Read.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.mapping.OrganisationMapper;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.school.Institution;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** Any municipal unit, health unit, school or daycare, and any unit that only a case names, as an Organization. */
class OrganisationMapperPropertyTest {

    @Test
    void losesNothingOfAMunicipalUnit() {
        Samples.each(Samples.RECORDS, samples -> {
            Unit unit = samples.unit();
            Organization organization = OrganisationMapper.toFhir(unit, TERMS);

            boolean municipality = unit.kind() == Unit.Kind.MUNICIPALITY;
            has(organization, Systems.KOMBIT_ORGANISATION, Stream.of("urn:uuid:" + unit.uuid()));
            has(organization, Systems.CVR, Stream.of(unit.cvr()).filter(cvr -> municipality));
            has(organization, Systems.MUNICIPALITY_CODE, unit.municipalityCode().stream());
            has(organization, Systems.SOR, unit.sor().stream());
            has(organization, Systems.GLN, unit.gln().stream());
            common(organization, unit.name(), unit.active(), unit.registered());
            assertThat(kind(organization)).isEqualTo(municipality ? "kommune" : "forvaltning");
            assertThat(organization.getAlias().stream()
                            .map(StringType::getValue)
                            .findFirst())
                    .isEqualTo(unit.formerName());
            assertThat(Read.contacts(organization.getTelecom())).isEqualTo(Read.expected(unit.contacts()));
            assertThat(Optional.ofNullable(organization.getPartOf().getReference()))
                    .as("the chain of parents ends at the municipality")
                    .isEqualTo(unit.parent().filter(parent -> !municipality).map(parent -> "Organization/" + parent));
        });
    }

    @Test
    void losesNothingOfAUnitThatOnlyACaseNames() {
        Samples.each(Samples.RECORDS, samples -> {
            Views views = new Views(samples);
            Responsible.Named named = views.named();
            CaseView view = views.caseView(samples.personNumber(), named);
            Optional<Unit> municipality = samples.perhaps(() -> samples.unit(Unit.Kind.MUNICIPALITY));
            Organization organization = OrganisationMapper.toFhir(view, TARGETS, municipality, TERMS)
                    .orElseThrow();

            assertThat("Organization/" + organization.getIdElement().getIdPart())
                    .isEqualTo(TARGETS.responsible(view));
            has(
                    organization,
                    Systems.KOMBIT_ORGANISATION,
                    named.reference().uuid().stream().map(uuid -> "urn:uuid:" + uuid));
            has(organization, Systems.URI, named.reference().urn().stream());
            has(organization, Systems.CVR, Stream.of(named.ownerCvr()));
            has(organization, Systems.CVR_OID, Stream.of(named.ownerCvr()));
            assertThat(organization.getName()).isEqualTo(named.name().orElse("Kommunal enhed uden navn"));
            assertThat(Read.lastUpdated(organization.getMeta()))
                    .contains(Read.millis(view.careCase().registered()));
            assertThat(Read.contacts(organization.getTelecom()))
                    .as("without a telephone of its own it lends the municipality's")
                    .isEqualTo(municipality
                            .map(unit -> Read.expected(unit.contacts()))
                            .orElse(List.of()));
            assertThat(Optional.ofNullable(organization.getPartOf().getReference()))
                    .isEqualTo(municipality.map(unit -> "Organization/" + unit.uuid()));
            RoundTrip.survives(organization);
        });
    }

    @Test
    void makesNoOrganizationFromACaseWhoseUnitHasOneElsewhere() {
        Samples.each(
                100,
                samples -> assertThat(OrganisationMapper.toFhir(
                                new Views(samples).caseView(samples.cpr(), new Responsible.Known(samples.unit())),
                                TARGETS,
                                Optional.empty(),
                                TERMS))
                        .isEmpty());
    }

    @Test
    void losesNothingOfAHealthUnit() {
        Samples.each(Samples.RECORDS, samples -> {
            HealthUnit unit = samples.healthUnit();
            Organization organization = OrganisationMapper.toFhir(unit, TERMS);

            has(organization, Systems.SOR, Stream.of(unit.sor()));
            has(organization, Systems.PROVIDER_NUMBER, unit.providerNumber().stream());
            has(organization, Systems.GLN, unit.gln().stream());
            has(organization, Systems.REGION_CODE, unit.regionCode().stream());
            common(organization, unit.name(), unit.active(), unit.updated());
            assertThat(kind(organization))
                    .isEqualTo(
                            switch (unit.kind()) {
                                case REGION -> "region";
                                case HOSPITAL -> "hospital";
                                case PSYCHIATRIC_UNIT -> "psykiatri";
                                case CLINIC -> "almen-praksis";
                                case OTHER -> "sundhedsenhed";
                            });
            assertThat(Read.contacts(organization.getTelecom())).isEqualTo(Read.expected(Read.inUse(unit)));
            assertThat(Optional.ofNullable(organization.getPartOf().getReference()))
                    .isEqualTo(unit.parent().map(parent -> "Organization/" + parent));
        });
    }

    @Test
    void losesNothingOfASchoolOrDaycare() {
        Samples.each(Samples.RECORDS, samples -> {
            Institution institution = samples.institution();
            Optional<Unit> municipality = samples.perhaps(() -> samples.unit(Unit.Kind.MUNICIPALITY));
            Organization organization = OrganisationMapper.toFhir(institution, municipality, TERMS);

            has(organization, Systems.INSTITUTION, Stream.of(institution.number()));
            has(organization, Systems.CVR, Stream.of(institution.cvr()));
            common(organization, institution.name(), institution.active(), institution.registered());
            assertThat(kind(organization))
                    .isEqualTo(institution.kind() == Institution.Kind.SCHOOL ? "skole" : "dagtilbud");
            assertThat(Read.contacts(organization.getTelecom())).isEqualTo(Read.expected(institution.contacts()));
            assertThat(Optional.ofNullable(organization.getPartOf().getReference()))
                    .isEqualTo(municipality.map(unit -> "Organization/" + unit.uuid()));
            assertThat(organization.hasAddress()).isFalse();
        });
    }

    @Test
    void isValidFhirWhateverItComesFrom() {
        Samples.each(75, samples -> {
            Views views = new Views(samples);
            R4Validator validator = R4Validator.plain();
            validator.requireValid(OrganisationMapper.toFhir(samples.unit(), TERMS));
            validator.requireValid(OrganisationMapper.toFhir(samples.healthUnit(), TERMS));
            validator.requireValid(OrganisationMapper.toFhir(
                    samples.institution(), samples.perhaps(() -> samples.unit(Unit.Kind.MUNICIPALITY)), TERMS));
            validator.requireValid(OrganisationMapper.toFhir(
                            views.caseView(samples.cpr(), views.named()),
                            TARGETS,
                            samples.perhaps(samples::unit),
                            TERMS)
                    .orElseThrow());
        });
    }

    private static void has(Organization organization, String system, Stream<String> values) {
        assertThat(Read.values(organization.getIdentifier(), system)).isEqualTo(values.toList());
    }

    private static String kind(Organization organization) {
        return organization.getTypeFirstRep().getCodingFirstRep().getCode();
    }

    private static void common(Organization organization, String name, boolean active, Optional<Instant> registered) {
        assertThat(organization.getName()).isEqualTo(name);
        assertThat(organization.hasActive()).isTrue();
        assertThat(organization.getActive()).isEqualTo(active);
        assertThat(Read.lastUpdated(organization.getMeta())).isEqualTo(registered.map(Read::millis));
        RoundTrip.survives(organization);
    }
}
