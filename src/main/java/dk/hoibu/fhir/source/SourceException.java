package dk.hoibu.fhir.source;

/** A source did not give a usable answer. The message is for operators and never holds data about a person. */
public abstract sealed class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SourceId source;

    private SourceException(SourceId source, String message) {
        super(source.key() + ": " + message);
        this.source = source;
    }

    public SourceId source() {
        return source;
    }

    /** Not reachable, or it said it cannot answer now. */
    public static final class Unavailable extends SourceException {
        private static final long serialVersionUID = 1L;

        public Unavailable(SourceId source, String message) {
            super(source, message);
        }
    }

    /** It did not answer before the deadline. */
    public static final class TimedOut extends SourceException {
        private static final long serialVersionUID = 1L;

        public TimedOut(SourceId source, String message) {
            super(source, message);
        }
    }

    /** It answered that we may not ask. */
    public static final class Refused extends SourceException {
        private static final long serialVersionUID = 1L;

        public Refused(SourceId source, String message) {
            super(source, message);
        }
    }

    /** It answered with something that cannot be understood, or about somebody else. */
    public static final class Garbled extends SourceException {
        private static final long serialVersionUID = 1L;

        public Garbled(SourceId source, String message) {
            super(source, message);
        }
    }
}
