package dk.hoibu.fhir.smart;

/** A token that is not to be trusted. Holds the kind of fault alone: nothing of the token, which is a secret. */
public final class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong, for the log; a client learns only that the token is not accepted. */
    public enum Reason {
        TOO_LARGE,
        MALFORMED,
        ALGORITHM,
        TYPE,
        ISSUER,
        KEY,
        SIGNATURE,
        AUDIENCE,
        TIME,
        CLAIMS,
        REVOKED,
        /** The issuer says that it is not in force: ended, revoked or never issued. */
        INACTIVE,
        /** The issuer's keys could not be had. */
        KEYS_UNAVAILABLE,
        /** The issuer did not say whether the token is in force. */
        INTROSPECTION_UNAVAILABLE;

        /** Whether nothing is known against the token: it could not be checked, and may be tried again. */
        public boolean isForNow() {
            return this == KEYS_UNAVAILABLE || this == INTROSPECTION_UNAVAILABLE;
        }
    }

    private final Reason reason;

    TokenRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
