package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.message.build.BuiltMessage;
import dk.hoibu.fhir.message.rule.Detail;
import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.rule.Rule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;

/** Says what is wrong with a draft, and where in the draft. */
final class Faults {

    private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[([0-9]+)]\\.resource(.*)");
    private static final Pattern SEGMENT = Pattern.compile("\\.payload\\[([0-9]+)](.*)");

    private Faults() {}

    /** An issue for each, in Danish and English. */
    static OperationOutcome of(List<Finding> faults) {
        OperationOutcome outcome = new OperationOutcome();
        for (Finding fault : faults) {
            Rule rule = fault.rule();
            OperationOutcome.OperationOutcomeIssueComponent issue = outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(rule.detail().type())
                    .setDiagnostics(rule.id())
                    .addExpression(fault.where());
            issue.getDetails().setText(rule.danish() + " / " + rule.english());
            if (rule.detail() != Detail.NONE) {
                issue.getDetails()
                        .addCoding()
                        .setSystem(rule.detail().system())
                        .setCode(rule.detail().code());
            }
        }
        Narratives.write(
                outcome,
                faults.stream()
                        .map(fault ->
                                fault.rule().danish() + " / " + fault.rule().english() + " (" + fault.where() + ")")
                        .toList());
        return outcome;
    }

    /** What is wrong with a message that was built of a draft, as said of the draft. */
    static List<Finding> ofDraft(List<Finding> faults, BuiltMessage built) {
        return faults.stream()
                .map(fault -> new Finding(fault.rule(), inDraft(fault.where(), built)))
                .distinct()
                .toList();
    }

    private static String inDraft(String where, BuiltMessage built) {
        Matcher entry = ENTRY.matcher(where);
        if (!entry.matches()) {
            return "Communication";
        }
        Bundle bundle = built.bundle();
        int number = Integer.parseInt(entry.group(1));
        String type = number < bundle.getEntry().size()
                ? bundle.getEntry().get(number).getResource().fhirType()
                : "";
        return switch (type) {
            case "Communication" -> "Communication" + inSegment(entry.group(2), built.earlier());
            case "MessageHeader" -> where.contains("destination") ? "Communication.recipient" : "Communication";
            case "Patient" -> "Communication.subject";
            case "Encounter" -> "Communication.encounter";
            case "Practitioner", "PractitionerRole" -> "Communication.sender";
            default -> "Communication";
        };
    }

    /** Earlier segments are none of the draft's. */
    private static String inSegment(String path, int earlier) {
        Matcher segment = SEGMENT.matcher(path);
        if (!segment.matches()) {
            return path.startsWith(".identifier") ? "" : path;
        }
        int own = Integer.parseInt(segment.group(1)) - earlier;
        return own < 0 ? ".payload" : ".payload[" + own + "]" + segment.group(2);
    }
}
