package dk.hoibu.fhir.message.delivery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Port to what tells what something is that came, and takes it out of its envelope. Safe for use by many threads. */
public interface Envelopes {

    /** What something is. */
    enum Kind {
        JSON_MESSAGE,
        XML_MESSAGE,
        /** A letter or receipt of the old format. */
        LETTER,
        ENVELOPE,
        /** What an access point says of an envelope. */
        SIGNAL,
        OTHER
    }

    /** What {@code in} begins with; it can be read from its beginning afterwards. */
    Kind kind(BufferedInputStream in) throws IOException;

    /** What is in the envelope, as it is read; {@link Broken} when that cannot be read. */
    InputStream open(InputStream envelope) throws IOException;

    /** It is no envelope that can be read, though all of it may have come. */
    final class Broken extends IOException {

        private static final long serialVersionUID = 1L;

        public Broken(String why, Throwable cause) {
            super(why, cause);
        }

        public Broken(String why) {
            super(why);
        }
    }
}
