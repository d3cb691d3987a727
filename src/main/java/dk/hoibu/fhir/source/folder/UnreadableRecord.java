package dk.hoibu.fhir.source.folder;

/**
 * A record, or a whole answer, that cannot be understood. The message names places and fields, never what is in them.
 */
public final class UnreadableRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableRecord(String message) {
        super(message);
    }
}
