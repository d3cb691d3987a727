package dk.hoibu.fhir.cli;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.guide.OfficialPackages;
import dk.hoibu.fhir.validation.Validator;
import dk.hoibu.fhir.validation.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.jspecify.annotations.Nullable;

/** One run of {@code validate}. A class of its own: the validator is loaded when it is wanted, and not at every start of the program. */
final class ValidateRun {

    private final List<String> profiles;
    private final PrintWriter err;
    private final Validator validator;

    /** Says in one line which published packages take part; those of {@code packages}, or of the standard cache. */
    ValidateRun(@Nullable Path packages, List<String> profiles, PrintWriter err) {
        this.profiles = List.copyOf(profiles);
        this.err = err;
        List<NpmPackage> present =
                (packages == null ? OfficialPackages.ofThisUser() : OfficialPackages.in(packages)).present();
        err.println(
                present.isEmpty()
                        ? "FHIR packages: none; dk-core and MedCom are checked as far as our profiles repeat them"
                        : "FHIR packages: "
                                + present.stream()
                                        .map(npm -> npm.name() + "#" + npm.version())
                                        .collect(Collectors.joining(", ")));
        this.validator = Validator.of(FhirContext.forR4(), present);
    }

    /** Validates and reports all that can be read; exit code 2 when something could not, else 1 with errors and 0 without. */
    int over(List<Inputs.Input> inputs, Report report) {
        List<String> unknown =
                profiles.stream().filter(profile -> !validator.knows(profile)).toList();
        if (!unknown.isEmpty()) {
            err.println("error: unknown profile " + String.join(", ", unknown));
            return 2;
        }
        boolean allRead = true;
        boolean allValid = true;
        for (Inputs.Input input : inputs) {
            try {
                Verdict verdict = validator.validate(input.reading().body(), profiles);
                report.add(input.name(), verdict);
                allValid &= verdict.isValid();
            } catch (IOException e) {
                err.println("error: " + e.getMessage());
                allRead = false;
            }
        }
        report.end();
        if (!allRead) {
            return 2;
        }
        return allValid ? 0 : 1;
    }
}
