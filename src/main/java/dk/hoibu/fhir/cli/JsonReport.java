package dk.hoibu.fhir.cli;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.validation.Finding.Level;
import dk.hoibu.fhir.validation.Verdict;
import java.io.PrintWriter;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.StringType;

/** For programs: one Bundle with an OperationOutcome for each input, which an extension names, as HL7's validator writes it. */
final class JsonReport implements Report {

    private static final String FILE = "http://hl7.org/fhir/StructureDefinition/operationoutcome-file";

    private final PrintWriter out;
    private final Level limit;
    private final Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);

    JsonReport(PrintWriter out, Level limit) {
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void add(String input, Verdict verdict) {
        OperationOutcome outcome = verdict.outcome(limit);
        outcome.addExtension(FILE, new StringType(input));
        bundle.addEntry().setResource(outcome);
    }

    @Override
    public void end() {
        out.println(
                FhirContext.forR4Cached().newJsonParser().setPrettyPrint(true).encodeResourceToString(bundle));
        out.flush();
    }
}
