package dk.hoibu.fhir.resource;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** The parameters that say how to answer, which are all that reads and operations take. */
final class Presentation {

    private static final Set<String> PARAMETERS = Set.of("_format", "_pretty", "_elements", "_summary");

    private static final List<String> SUMMARIES = List.of("true", "text", "data", "count", "false");

    private Presentation() {}

    /** Refuses any other parameter. */
    static void only(RequestDetails details) {
        details.getParameters().keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(Presentation::refuse);
        String[] summary = details.getParameters().get("_summary");
        if (summary != null && (summary.length != 1 || !SUMMARIES.contains(summary[0]))) {
            throw Problem.parameter(
                    "_summary",
                    IssueType.NOTSUPPORTED,
                    Message.UNSUPPORTED_VALUE,
                    "_summary",
                    String.join(", ", SUMMARIES));
        }
        textAsElements(details);
    }

    /** HAPI answers {@code _summary=text} of one resource with its bare XHTML, which is no resource: asked as elements, it is one. */
    private static void textAsElements(RequestDetails details) {
        String[] summary = details.getParameters().get("_summary");
        if (summary == null || !summary[0].equals("text")) {
            return;
        }
        Map<String, String[]> parameters = new LinkedHashMap<>(details.getParameters());
        parameters.remove("_summary");
        parameters.put("_elements", new String[] {"text"});
        details.setParameters(parameters);
    }

    /** Whether only the count is asked for; if so, HAPI is not to know, for it would strip what is missing from the answer. */
    static boolean isCountOnly(RequestDetails details) {
        String[] summary = details.getParameters().get("_summary");
        if (summary == null || !summary[0].equals("count")) {
            return false;
        }
        Map<String, String[]> rest = new LinkedHashMap<>(details.getParameters());
        rest.remove("_summary");
        details.setParameters(rest);
        return true;
    }

    static void refuse(String name) {
        String safe = name.matches("[A-Za-z_][A-Za-z_:.\\-]{0,39}") ? name : "?";
        throw Problem.parameter(safe, IssueType.NOTSUPPORTED, Message.UNKNOWN_PARAMETER, safe);
    }
}
