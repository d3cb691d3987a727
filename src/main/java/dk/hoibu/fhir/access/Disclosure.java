package dk.hoibu.fhir.access;

/** Whether something may be shown. */
public sealed interface Disclosure {

    /** It may, as belonging to {@code subject}. */
    record Shown(KleSubject subject) implements Disclosure {}

    /** It may not, and must look as if it were not there. {@code ruleId} is for the metrics, never for the client. */
    record Hidden(String ruleId) implements Disclosure {}
}
