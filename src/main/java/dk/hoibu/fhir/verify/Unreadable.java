package dk.hoibu.fhir.verify;

/** What was to be checked, or what it was to be held against, cannot be read. Says nothing about whether it is whole. */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unreadable(String what) {
        super(what);
    }

    public Unreadable(String what, Throwable cause) {
        super(what, cause);
    }
}
