package dk.hoibu.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;

/** Says whether a resource is valid FHIR R4: HAPI's validator, offline. Profiles it does not know are no error. */
public final class R4Validator {

    /** Costly to make: one for the whole run. */
    public static final FhirContext CONTEXT = FhirContext.forR4();

    private static final R4Validator PLAIN = new R4Validator(List.of());

    private final FhirValidator validator;

    R4Validator(List<IValidationSupport> more) {
        IValidationSupport[] supports = Stream.concat(
                        Stream.of(new DefaultProfileValidationSupport(CONTEXT)),
                        Stream.concat(
                                more.stream(),
                                Stream.of(
                                        new CommonCodeSystemsTerminologyService(CONTEXT),
                                        new InMemoryTerminologyServerValidationSupport(CONTEXT),
                                        new SnapshotGeneratingValidationSupport(CONTEXT))))
                .toArray(IValidationSupport[]::new);
        FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(supports));
        instances.setErrorForUnknownProfiles(false);
        instances.setAnyExtensionsAllowed(true);
        instances.setAssumeValidRestReferences(true);
        validator = CONTEXT.newValidator().registerValidatorModule(instances);
    }

    /** The one of this run. */
    public static R4Validator plain() {
        return PLAIN;
    }

    /** Fails with the errors and the resource, unless it is valid and conforms to {@code profiles}. */
    public void requireValid(Resource resource, String... profiles) {
        ValidationOptions options = new ValidationOptions();
        Stream.of(profiles).forEach(options::addProfile);
        String json = CONTEXT.newJsonParser().encodeResourceToString(resource);
        List<SingleValidationMessage> errors = validator.validateWithResult(json, options).getMessages().stream()
                .filter(message -> message.getSeverity() == ResultSeverityEnum.ERROR
                        || message.getSeverity() == ResultSeverityEnum.FATAL)
                .toList();
        assertThat(errors).as(json).isEmpty();
    }

    /** What is wrong with a response body, JSON or XML; empty when it is valid. */
    public List<String> errorsIn(String body) {
        return validator.validateWithResult(body).getMessages().stream()
                .filter(message -> message.getSeverity() == ResultSeverityEnum.ERROR
                        || message.getSeverity() == ResultSeverityEnum.FATAL)
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }
}
