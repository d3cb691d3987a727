package dk.hoibu.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.IParser;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.fhir.TestIds;
import dk.hoibu.fhir.mapping.OrganisationMapper;
import dk.hoibu.fhir.mapping.PatientMapper;
import dk.hoibu.fhir.mapping.ServiceMapper;
import dk.hoibu.fhir.mapping.StaffMapper;
import dk.hoibu.fhir.mapping.Targets;
import dk.hoibu.fhir.property.Samples;
import dk.hoibu.fhir.property.Views;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That what the mappers make conforms to the Danish core profiles (dk-core 3.4.0), where the published packages are at hand. */
class DkCoreConformanceTest {

    private static final int EACH = 50;
    private static final String PROFILE = "http://hl7.dk/fhir/core/StructureDefinition/dk-core-";
    private static final Terminology TERMS = Terminology.builtIn();
    private static final Targets TARGETS = new Targets(TestIds.known());
    private static final Instant NOW = Instant.parse("2026-06-10T10:00:00Z");

    private static R4Validator validator = R4Validator.plain();

    @BeforeAll
    static void thePackagesAreThere() throws IOException {
        Path packages = Path.of(System.getProperty("hoibu.shared", "../shared"), "fhir-packages");
        assumeTrue(
                Files.isDirectory(packages),
                "the folder with the published FHIR packages is not there; name the one above it with -Dhoibu.shared=FOLDER");
        List<IValidationSupport> loaded = new ArrayList<>();
        IValidationSupport core = load(packages.resolve("hl7.fhir.dk.core-3.4.0.tgz"));
        assertThat(List.of("patient", "organization", "practitioner-role", "practitioner", "location"))
                .allSatisfy(name -> assertThat(core.fetchStructureDefinition(PROFILE + name))
                        .isNotNull());
        loaded.add(core);
        loaded.add(load(packages.resolve("hl7.fhir.uv.extensions.r4-5.3.0-ballot-tc1.tgz")));
        validator = new R4Validator(loaded);
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
            assertThatThrownBy(() -> validator.requireValid(organization, PROFILE + "organization"))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aPersonIsADanishCorePatient() {
        Samples.each(
                EACH,
                samples ->
                        validator.requireValid(PatientMapper.toFhir(samples.person(), TARGETS), PROFILE + "patient"));
    }

    @Test
    void aPersonTheRegisterDidNotTellOfIsADanishCorePatient() {
        Samples.each(
                EACH,
                samples -> validator.requireValid(
                        PatientMapper.withoutRegister(samples.personNumber(), TARGETS), PROFILE + "patient"));
    }

    @Test
    void anOrganisationOfAnyKindIsADanishCoreOrganization() {
        Samples.each(EACH, samples -> {
            Views views = new Views(samples);
            String profile = PROFILE + "organization";
            validator.requireValid(OrganisationMapper.toFhir(samples.unit(), TERMS), profile);
            validator.requireValid(OrganisationMapper.toFhir(samples.healthUnit(), TERMS), profile);
            validator.requireValid(OrganisationMapper.toFhir(samples.institution(), Optional.empty(), TERMS), profile);
            validator.requireValid(
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
                samples -> validator.requireValid(
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
                        .ifPresent(person -> validator.requireValid(person, PROFILE + "practitioner")));
    }

    @Test
    void aMeetingPlaceIsADanishCoreLocation() {
        Samples.each(
                EACH,
                samples ->
                        validator.requireValid(ServiceMapper.toLocation(samples.healthUnit()), PROFILE + "location"));
    }

    private static IValidationSupport load(Path file) throws IOException {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(R4Validator.CONTEXT);
        IParser parser = R4Validator.CONTEXT.newJsonParser();
        try (InputStream in = Files.newInputStream(file)) {
            NpmPackage npm = NpmPackage.fromPackage(in);
            for (String name : npm.listResources("StructureDefinition", "CodeSystem", "ValueSet")) {
                String json = new String(npm.load("package", name).readAllBytes(), StandardCharsets.UTF_8);
                support.addResource(parser.parseResource(json));
            }
        }
        return support;
    }
}
