package dk.hoibu.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.fhir.TestIds;
import dk.hoibu.fhir.guide.OfficialPackages;
import dk.hoibu.fhir.mapping.OrganisationMapper;
import dk.hoibu.fhir.mapping.PatientMapper;
import dk.hoibu.fhir.mapping.ServiceMapper;
import dk.hoibu.fhir.mapping.StaffMapper;
import dk.hoibu.fhir.mapping.Targets;
import dk.hoibu.fhir.property.Samples;
import dk.hoibu.fhir.property.Views;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That what the mappers make conforms to the Danish core profiles (dk-core 3.4.0), where the published packages are at hand. */
class DkCoreConformanceTest {

    private static final int EACH = 50;
    private static final String PROFILE = "http://hl7.dk/fhir/core/StructureDefinition/dk-core-";
    private static final Terminology TERMS = Terminology.builtIn();
    private static final Targets TARGETS = new Targets(TestIds.known());
    private static final Instant NOW = Instant.parse("2026-06-10T10:00:00Z");

    private static final R4Validator VALIDATOR = R4Validator.plain();

    @BeforeAll
    static void thePackagesAreThere() {
        OfficialPackages packages = OfficialPackages.ofThisUser();
        assumeTrue(packages.missing().isEmpty(), packages::missingLine);
    }

    @Test
    void anOrganisationWithoutANumberOrWithAWrongOneIsNone() {
        Organization nameless = new Organization().setName("Nobody's");
        Organization wrong = new Organization().setName("KOMBIT's test authority");
        wrong.addIdentifier()
                .setUse(Identifier.IdentifierUse.OFFICIAL)
                .setSystem(Systems.CVR)
                .setValue("11111111");

        for (Organization organization : List.of(nameless, wrong)) {
            assertThatThrownBy(() -> VALIDATOR.requireValid(organization, PROFILE + "organization"))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aPersonIsADanishCorePatient() {
        Samples.each(
                EACH,
                samples ->
                        VALIDATOR.requireValid(PatientMapper.toFhir(samples.person(), TARGETS), PROFILE + "patient"));
    }

    @Test
    void aPersonTheRegisterDidNotTellOfIsADanishCorePatient() {
        Samples.each(
                EACH,
                samples -> VALIDATOR.requireValid(
                        PatientMapper.withoutRegister(samples.personNumber(), TARGETS), PROFILE + "patient"));
    }

    @Test
    void anOrganisationOfAnyKindIsADanishCoreOrganization() {
        Samples.each(EACH, samples -> {
            Views views = new Views(samples);
            String profile = PROFILE + "organization";
            VALIDATOR.requireValid(OrganisationMapper.toFhir(samples.unit(), TERMS), profile);
            VALIDATOR.requireValid(OrganisationMapper.toFhir(samples.healthUnit(), TERMS), profile);
            VALIDATOR.requireValid(OrganisationMapper.toFhir(samples.institution(), Optional.empty(), TERMS), profile);
            VALIDATOR.requireValid(
                    OrganisationMapper.toFhir(
                                    views.caseView(samples.cpr(), views.named()), TARGETS, Optional.empty(), TERMS)
                            .orElseThrow(),
                    profile);
        });
    }

    @Test
    void somebodysWorkIsADanishCorePractitionerRole() {
        Samples.each(
                EACH,
                samples -> VALIDATOR.requireValid(
                        StaffMapper.toRole(
                                samples.employee(),
                                samples.membership(),
                                samples.perhaps(samples::unit),
                                TARGETS,
                                TERMS,
                                NOW),
                        PROFILE + "practitioner-role"));
    }

    @Test
    void aMemberOfStaffIsADanishCorePractitioner() {
        Samples.each(
                EACH,
                samples -> StaffMapper.toPerson(samples.employee(), TARGETS)
                        .ifPresent(person -> VALIDATOR.requireValid(person, PROFILE + "practitioner")));
    }

    @Test
    void aMeetingPlaceIsADanishCoreLocation() {
        Samples.each(
                EACH,
                samples ->
                        VALIDATOR.requireValid(ServiceMapper.toLocation(samples.healthUnit()), PROFILE + "location"));
    }
}
