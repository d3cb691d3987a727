package dk.hoibu.fhir.access;

/** What a rule answered. */
public sealed interface AccessDecision<G extends Grant> {

    /** Yes, and here is the proof. */
    record Granted<G extends Grant>(G grant) implements AccessDecision<G> {}

    /** No. {@code ruleId} names the rule for the log; the client learns only that it was refused. */
    record Refused<G extends Grant>(String ruleId) implements AccessDecision<G> {}
}
