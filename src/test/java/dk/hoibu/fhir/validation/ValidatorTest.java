package dk.hoibu.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.IParser;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.TestIds;
import dk.hoibu.fhir.mapping.PatientMapper;
import dk.hoibu.fhir.mapping.Targets;
import dk.hoibu.fhir.property.Samples;
import dk.hoibu.fhir.validation.Finding.Level;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** What the validator says when no published package is at hand: our own rules all the same, and no error that is only ignorance. */
class ValidatorTest {

    private static final String DK_CORE = "http://hl7.dk/fhir/core/StructureDefinition/";
    private static final Validator ALONE = Validator.of(R4Validator.CONTEXT, List.of());

    private final Patient child = PatientMapper.toFhir(new Samples(1).person(), new Targets(TestIds.known()));

    @Test
    void whatTheServerSaysOfAChildIsValidAndItIsSaidThatTheParentsAreNotChecked() {
        for (IParser parser : List.of(R4Validator.CONTEXT.newJsonParser(), R4Validator.CONTEXT.newXmlParser())) {
            Verdict verdict = ALONE.validate(parser.encodeResourceToString(child), List.of());

            assertThat(verdict.atLeast(Level.ERROR)).isEmpty();
            assertThat(verdict.findings())
                    .filteredOn(finding -> finding.id().equals("hoibu-absent-packages"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.text()).contains("hl7.fhir.dk.core"));
        }
    }

    @Test
    void ourOwnRulesAreChecked() {
        child.addAddress().setCity("Aalborg");

        assertThat(errors(child)).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("Patient");
            assertThat(error.text()).contains("Patient.address", "hoibu-patient");
        });
    }

    @Test
    void aResourceInABundleIsHeldAgainstWhatItClaims() {
        child.addAddress().setCity("Aalborg");
        Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
        bundle.addEntry()
                .setFullUrl("https://example.org/fhir/Patient/" + child.getIdPart())
                .setResource(child);

        assertThat(errors(bundle)).extracting(Finding::path).containsExactly("Bundle.entry[0].resource");
    }

    @Test
    void aProfileOfOursThatIsNotThereIsAnError() {
        Patient patient = new Patient();
        patient.getMeta().addProfile(Systems.profile("hoibu-nothing"));

        assertThat(errors(patient))
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.text()).contains("hoibu-nothing"));
    }

    @Test
    void aPublishedProfileThatIsNotThereIsNone() {
        Patient patient = new Patient();
        patient.getMeta().addProfile(DK_CORE + "dk-core-patient");

        assertThat(errors(patient)).isEmpty();
    }

    @Test
    void anExtensionThatNobodyKnowsIsAnErrorButADanishOneIsNotWithoutItsPackage() {
        Organization organisation = new Organization().setName("Familieafdelingen");
        organisation.addExtension(DK_CORE + "dk-core-anything", new StringType("x"));
        assertThat(errors(organisation)).isEmpty();

        organisation.addExtension("https://example.org/unknown", new StringType("x"));
        assertThat(errors(organisation)).extracting(Finding::path).containsExactly("Organization.extension[1]");
    }

    @Test
    void aVerdictIsAnOperationOutcomeToo() {
        child.addAddress().setCity("Aalborg");
        Verdict verdict = ALONE.validate(json(child), List.of());

        assertThat(verdict.outcome(Level.ERROR).getIssue())
                .singleElement()
                .satisfies(issue ->
                        assertThat(issue.getExpression().get(0).getValue()).isEqualTo("Patient"));
        assertThat(ALONE.validate(json(verdict.outcome(Level.INFORMATION)), List.of())
                        .isValid())
                .isTrue();
    }

    private static List<Finding> errors(Resource resource) {
        return ALONE.validate(json(resource), List.of()).atLeast(Level.ERROR);
    }

    private static String json(Resource resource) {
        return R4Validator.CONTEXT.newJsonParser().encodeResourceToString(resource);
    }
}
