package dk.hoibu.fhir.audit.citizen;

/** It cannot be told now whom the citizen's log is to conceal. Nothing of it may be shown then. */
public final class ConcealmentUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** {@code what} could not be done; it holds nothing of anybody. */
    public ConcealmentUnknown(String what) {
        super(what);
    }

    public ConcealmentUnknown(String what, Throwable cause) {
        super(what, cause);
    }
}
