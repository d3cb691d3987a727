package dk.hoibu.fhir.resource;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** The parameters that say how to answer, which are all that reads and operations take. */
final class Presentation {

    private static final Set<String> PARAMETERS = Set.of("_format", "_pretty", "_elements", "_summary");

    private Presentation() {}

    /** Refuses any other parameter. */
    static void only(RequestDetails details) {
        details.getParameters().keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(Presentation::refuse);
    }

    static void refuse(String name) {
        String safe = name.matches("[A-Za-z_][A-Za-z_:.\\-]{0,39}") ? name : "?";
        throw Problem.parameter(safe, IssueType.NOTSUPPORTED, Message.UNKNOWN_PARAMETER, safe);
    }
}
