package dk.hoibu.fhir.message.reception;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** Port to what takes letters of the old format in, and receipts of letters. Safe for use by many threads. */
public interface Letters {

    /** What came of a letter. */
    enum Result {
        /** It is durable here, and so is the receipt that goes out. */
        KEPT,
        /** It cannot be kept for the time being. */
        NOT_NOW,
        /** It can be neither read nor answered. */
        USELESS
    }

    /** Whether {@code in} begins as a letter does; it can be read from its beginning afterwards. */
    boolean isOne(BufferedInputStream in) throws IOException;

    /**
     * Takes it in; its receipt goes out by itself.
     *
     * @param heard hears of it what is to be written down
     */
    Result take(BufferedInputStream letter, Consumer<Outcome.Traces> heard) throws IOException;
}
