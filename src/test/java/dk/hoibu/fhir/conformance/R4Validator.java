package dk.hoibu.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.guide.OfficialPackages;
import dk.hoibu.fhir.validation.Finding;
import dk.hoibu.fhir.validation.Finding.Level;
import dk.hoibu.fhir.validation.Validator;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * The product's own validator, for tests: R4, our guide, and the published packages behind it where they are in the package cache.
 */
public final class R4Validator {

    /** Costly to make: one for the whole run. */
    public static final FhirContext CONTEXT = FhirContext.forR4();

    private static final R4Validator PLAIN =
            new R4Validator(Validator.of(CONTEXT, OfficialPackages.ofThisUser().present()));

    private final Validator validator;

    private R4Validator(Validator validator) {
        this.validator = validator;
    }

    /** The one of this run. */
    public static R4Validator plain() {
        return PLAIN;
    }

    /** Fails with the errors and the resource, unless it is valid and conforms to what it claims and to {@code profiles}. */
    public void requireValid(Resource resource, String... profiles) {
        String json = CONTEXT.newJsonParser().encodeResourceToString(resource);
        List<Finding> errors = validator.validate(json, List.of(profiles)).atLeast(Level.ERROR);
        assertThat(errors).as(json).isEmpty();
    }

    /** What is wrong with a response body, JSON or XML; empty when it is valid. */
    public List<String> errorsIn(String body) {
        return validator.validate(body, List.of()).atLeast(Level.ERROR).stream()
                .map(finding -> finding.path() + ": " + finding.text())
                .toList();
    }
}
