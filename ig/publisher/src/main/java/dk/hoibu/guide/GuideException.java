package dk.hoibu.guide;

/** The guide cannot be built; the message says why in one line. */
final class GuideException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GuideException(String message) {
        super(message);
    }
}
