package dk.hoibu.fhir.message.rule;

import java.util.List;

/** What the rules say of one message. */
public record Verdict(List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** Whether the message can be taken; warnings are allowed. */
    public boolean isAccepted() {
        return errors().isEmpty();
    }

    /** Why it cannot be taken; empty when it can. */
    public List<Finding> errors() {
        return findings.stream()
                .filter(finding -> finding.rule().severity() == Severity.ERROR)
                .toList();
    }

    /** What the receiver may be told of a message that is taken all the same. */
    public List<Finding> warnings() {
        return findings.stream()
                .filter(finding -> finding.rule().severity() == Severity.WARNING)
                .toList();
    }
}
