package dk.hoibu.fhir.access;

/** What may become of one thing about one child: always by a rule that can be named. */
public sealed interface Disclosure {

    /** The rule that decided, for metrics and the log; never for the client. */
    PolicyRule rule();

    /** It may be shown. {@code rule} is the one that opens for it. */
    record Shown(PolicyRule rule) implements Disclosure {}

    /** It may be shown without a part of it. {@code rule} says which part. */
    record Reduced(PolicyRule rule) implements Disclosure {}

    /** It may not, and must look as if it were not there. */
    record Hidden(PolicyRule rule) implements Disclosure {}

    /** The question itself may not be asked. */
    record Refused(PolicyRule rule) implements Disclosure {}

    /** Whether anything of it may be shown. */
    default boolean visible() {
        return this instanceof Shown || this instanceof Reduced;
    }

    /** Whether that very rule decided. */
    default boolean by(RuleId id) {
        return rule().id() == id;
    }
}
