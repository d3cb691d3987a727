package dk.hoibu.fhir.validation;

import dk.hoibu.fhir.validation.Finding.Level;
import java.util.List;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;

/** What is said of one resource; a Bundle with all that is in it is one. Findings come in the order of the text. */
public record Verdict(List<Finding> findings) {

    private static final String LINE = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line";
    private static final String COLUMN = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col";
    private static final String MESSAGE_ID = "http://hl7.org/fhir/StructureDefinition/operationoutcome-message-id";

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** Whether no rule is broken; warnings are allowed. */
    public boolean isValid() {
        return findings.stream().noneMatch(finding -> finding.level() == Level.ERROR);
    }

    /** What is at least that bad; empty when nothing is. */
    public List<Finding> atLeast(Level limit) {
        return findings.stream().filter(finding -> finding.atLeast(limit)).toList();
    }

    /** The same as FHIR says it: an issue for each finding of that level, and one that says so when there is none. */
    public OperationOutcome outcome(Level limit) {
        OperationOutcome outcome = new OperationOutcome();
        atLeast(limit).forEach(finding -> outcome.addIssue(issue(finding)));
        if (outcome.getIssue().isEmpty()) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.INFORMATION)
                    .setCode(IssueType.INFORMATIONAL)
                    .setDiagnostics("No issues");
        }
        return outcome;
    }

    private static OperationOutcomeIssueComponent issue(Finding finding) {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent()
                .setSeverity(severity(finding.level()))
                .setCode(finding.level() == Level.INFORMATION ? IssueType.INFORMATIONAL : IssueType.INVALID)
                .setDiagnostics(finding.text());
        if (!finding.path().isEmpty()) {
            issue.addExpression(finding.path());
        }
        if (finding.line() > 0) {
            issue.addExtension(LINE, new IntegerType(finding.line()));
            issue.addExtension(COLUMN, new IntegerType(finding.column()));
        }
        if (!finding.id().isEmpty()) {
            issue.addExtension(MESSAGE_ID, new StringType(finding.id()));
        }
        return issue;
    }

    private static IssueSeverity severity(Level level) {
        return switch (level) {
            case INFORMATION -> IssueSeverity.INFORMATION;
            case WARNING -> IssueSeverity.WARNING;
            case ERROR -> IssueSeverity.ERROR;
        };
    }
}
