package dk.hoibu.fhir.audit.trail;

/** The trail cannot be written, or read, now. Whoever wanted to disclose something must not. */
public final class AuditUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** {@code what} could not be done; it holds nothing of what was to be kept. */
    public AuditUnavailable(String what) {
        super(what);
    }

    public AuditUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
