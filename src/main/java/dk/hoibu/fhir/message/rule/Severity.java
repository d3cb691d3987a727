package dk.hoibu.fhir.message.rule;

/** What breaking a rule means for the message. */
public enum Severity {
    /** It is refused: acknowledged with {@code fatal-error}, not shown to anybody. */
    ERROR,
    /** It is accepted; the receiver may be told. */
    WARNING
}
