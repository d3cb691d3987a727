package dk.hoibu.fhir.message.ack;

import dk.hoibu.fhir.message.rule.Detail;
import dk.hoibu.fhir.message.rule.Finding;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** Says as FHIR does what is wrong with a message, in MedCom's codes and in words. */
final class Outcomes {

    /** Nobody reads more. */
    private static final int MOST = 50;

    private static final String OUT_OF_OPERATION =
            "Modtageren kan ikke tage imod lige nu. Send igen senere. / The receiver cannot take messages now. Send it again later.";

    private Outcomes() {}

    /** An issue for each, the first fifty. */
    static OperationOutcome of(List<Finding> findings) {
        OperationOutcome outcome = new OperationOutcome();
        findings.stream().limit(MOST).forEach(finding -> {
            OperationOutcomeIssueComponent issue = issue(
                    finding.rule().detail(),
                    finding.rule().danish() + " / " + finding.rule().english());
            issue.setDiagnostics(finding.rule().id()).addExpression(finding.where());
            outcome.addIssue(issue);
        });
        return outcome;
    }

    static OperationOutcome outOfOperation() {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue(issue(Detail.OUT_OF_OPERATION, OUT_OF_OPERATION));
        return outcome;
    }

    /** One warning, with whom to call. */
    static OperationOutcome urgent(Finding warning, Party receiver, Optional<String> phone) {
        String who = receiver.name().map(name -> " " + name).orElse("");
        String number = phone.map(one -> ", tlf. " + one).orElse("");
        String text =
                warning.rule().danish() + " Modtageren er" + (who.isEmpty() ? " SOR " + receiver.sor() : who) + number
                        + ". Er liv i fare: ring 112. / " + warning.rule().english() + " The receiver is"
                        + (who.isEmpty() ? " SOR " + receiver.sor() : who) + number.replace("tlf.", "tel.")
                        + ". If life is in danger: call 112.";
        OperationOutcomeIssueComponent issue = issue(Detail.NONE, text)
                .setSeverity(IssueSeverity.WARNING)
                .setDiagnostics(warning.rule().id());
        issue.addExpression(warning.where());
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue(issue);
        return outcome;
    }

    private static OperationOutcomeIssueComponent issue(Detail detail, String text) {
        CodeableConcept details = new CodeableConcept().setText(text);
        if (detail != Detail.NONE) {
            details.addCoding().setSystem(detail.system()).setCode(detail.code());
        }
        return new OperationOutcomeIssueComponent()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(detail.type())
                .setDetails(details);
    }
}
