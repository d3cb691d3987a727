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
        /** The issuer's keys could not be had: the one reason that is not the token's fault. */
        KEYS_UNAVAILABLE
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
