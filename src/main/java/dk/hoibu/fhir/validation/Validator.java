package dk.hoibu.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import dk.hoibu.fhir.validation.Finding.Level;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a resource keeps the rules of R4 and of every profile it claims in {@code meta.profile}: ours, and the published ones
 * behind them as far as their packages are at hand. HAPI's validator, offline: references are not followed.
 *
 * <p>Costly to make, and slow at the first resource of a kind; make one and keep it. May be asked by several threads.
 */
public final class Validator {

    private final IValidationSupport definitions;
    private final FhirValidator validator;
    private final AbsentPackages absent;

    private Validator(IValidationSupport definitions, FhirValidator validator, AbsentPackages absent) {
        this.definitions = definitions;
        this.validator = validator;
        this.absent = absent;
    }

    /** One that knows R4, our guide and {@code packages}; without these it knows of dk-core and MedCom what our snapshots repeat. */
    public static Validator of(FhirContext context, List<NpmPackage> packages) {
        return with(context, Shelves.guide(context), packages);
    }

    /** The same with another guide. */
    static Validator with(FhirContext context, IValidationSupport guide, List<NpmPackage> packages) {
        // published packages have elements of later FHIR versions here and there: no news to whoever validates
        context.setParserErrorHandler(new LenientErrorHandler(false));
        ValidationSupportChain chain = new ValidationSupportChain(
                guide,
                new R4Definitions(context),
                Shelves.published(context, packages),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                new SnapshotGeneratingValidationSupport(context));
        FhirInstanceValidator instances = new FhirInstanceValidator(chain);
        instances.setErrorForUnknownProfiles(true);
        instances.setAnyExtensionsAllowed(false);
        instances.setAssumeValidRestReferences(true);
        return new Validator(
                chain, context.newValidator().registerValidatorModule(instances), AbsentPackages.besides(packages));
    }

    /** Whether resources can be held against it. */
    public boolean knows(String profile) {
        return definitions.fetchStructureDefinition(profile) != null;
    }

    /** Of a resource as JSON or XML, held against {@code profiles}, which it must know, beside those it claims. */
    public Verdict validate(String body, List<String> profiles) {
        ValidationOptions options = new ValidationOptions();
        profiles.forEach(options::addProfile);
        List<Finding> findings = validator.validateWithResult(body, options).getMessages().stream()
                .map(Validator::finding)
                .toList();
        return new Verdict(absent.forgive(findings));
    }

    private static Finding finding(SingleValidationMessage message) {
        return new Finding(
                level(message.getSeverity()),
                path(message.getLocationString()),
                number(message.getLocationLine()),
                number(message.getLocationCol()),
                Optional.ofNullable(message.getMessageId()).orElse(""),
                Optional.ofNullable(message.getMessage()).orElse(""));
    }

    private static Level level(@Nullable ResultSeverityEnum severity) {
        if (severity == null) {
            return Level.ERROR;
        }
        return switch (severity) {
            case INFORMATION -> Level.INFORMATION;
            case WARNING -> Level.WARNING;
            case ERROR, FATAL -> Level.ERROR;
        };
    }

    /** Without the comments in which HAPI names the resource of a Bundle's entry by its id. */
    private static String path(@Nullable String location) {
        return location == null ? "" : location.replaceAll("/\\*.*?\\*/", "");
    }

    private static int number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
