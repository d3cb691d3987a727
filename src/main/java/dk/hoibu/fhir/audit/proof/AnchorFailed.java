package dk.hoibu.fhir.audit.proof;

/** An anchor did not remember a checkpoint. */
public final class AnchorFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AnchorFailed(String what) {
        super(what);
    }

    public AnchorFailed(String what, Throwable cause) {
        super(what, cause);
    }
}
