package dk.hoibu.fhir.audit;

import java.util.Optional;

/**
 * What came of an access.
 *
 * @param kind what came of it
 * @param reason the id of the rule that refused, or the kind of error; empty when it was answered. It holds no personal data, so it never
 *     repeats what was asked
 */
public record Outcome(Kind kind, Optional<String> reason) {

    public Outcome {
        if (reason.isPresent() == (kind == Kind.SHOWN)) {
            throw new IllegalArgumentException("a reason is given unless the access was answered");
        }
        reason.ifPresent(text -> NumberFree.require("reason", text));
    }

    /** It was answered, also when the answer was empty. */
    public static Outcome shown() {
        return new Outcome(Kind.SHOWN, Optional.empty());
    }

    /** It was not answered. */
    public static Outcome not(Kind kind, String reason) {
        return new Outcome(kind, Optional.of(reason));
    }

    /** The kinds of outcome, by their code in FHIR's {@code audit-event-outcome}. */
    public enum Kind {
        SHOWN("0"),
        BAD_INPUT("4"),
        REFUSED("8"),
        FAILED("12");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
