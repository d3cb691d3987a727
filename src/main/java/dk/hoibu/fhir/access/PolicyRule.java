package dk.hoibu.fhir.access;

/**
 * A rule of the policy file as people read it.
 *
 * @param text what it says, in Danish
 * @param legalBasis why it may be so, or that the owner has yet to decide
 */
public record PolicyRule(RuleId id, String text, String legalBasis) {

    public PolicyRule {
        if (text.isBlank() || legalBasis.isBlank()) {
            throw new IllegalArgumentException("rule " + id.code() + " must say what it means and on what basis");
        }
    }
}
