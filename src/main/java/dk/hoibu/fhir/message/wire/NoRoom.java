package dk.hoibu.fhir.message.wire;

/** A message cannot be understood now, since too many others are; it may be sent again. */
public final class NoRoom extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoRoom(String what) {
        super(what);
    }
}
