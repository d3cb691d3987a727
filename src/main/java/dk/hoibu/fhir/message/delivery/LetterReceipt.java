package dk.hoibu.fhir.message.delivery;

import dk.hoibu.fhir.message.reception.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Port to what takes in letters of the old format, and receipts of them. Safe for use by many threads. */
@FunctionalInterface
public interface LetterReceipt {

    /**
     * Takes a letter or a receipt in, and lays the answer to a letter in the outbox.
     *
     * @param heard hears of it what is to be written down
     */
    Unpacking.Result take(InputStream letter, Consumer<Outcome.Traces> heard) throws IOException;

    /** Where no letters are taken. */
    static LetterReceipt none() {
        return (letter, heard) -> Unpacking.Result.USELESS;
    }
}
