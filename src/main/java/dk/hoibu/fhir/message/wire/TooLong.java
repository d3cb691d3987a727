package dk.hoibu.fhir.message.wire;

/** A message is longer than is taken; its text says what of it, and holds nothing of the message. */
public final class TooLong extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooLong(String what) {
        super(what);
    }
}
