package dk.hoibu.fhir.message.xdis;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.validation.Validator;
import java.util.function.LongConsumer;
import javax.xml.validation.Schema;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;

/** Any letter and any message, there and back: whatever differs is told. {@code -Dhoibu.seed} repeats one that failed. */
class ConversionPropertyTest {

    private static final long FIRST_SEED = Long.getLong("hoibu.seed", 20_261_121L);
    private static final int RECORDS = Integer.getInteger("hoibu.records", 1000);
    private static final int VALIDATED = Integer.getInteger("hoibu.validated", 60);

    private static void each(int count, LongConsumer property) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + count; seed++) {
            try {
                property.accept(seed);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("repeat with -Dhoibu.seed=" + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    @Test
    void aLetterThatIsWrittenIsReadBackTheSame() {
        each(RECORDS, seed -> {
            byte[] first = LetterWriter.write(LetterReader.read(LetterWriter.write(new RandomLetters(seed).letter())));

            assertThat(LetterWriter.write(LetterReader.read(first))).isEqualTo(first);
        });
    }

    @Test
    void lettersComeBackAsTheyWereOrTheReportTells() {
        each(RECORDS, seed -> {
            XdisLetter letter = new RandomLetters(seed).letter();
            Converted<Bundle> message = Letters.conversion().toMessage(letter);
            XdisLetter back = Letters.conversion()
                    .toLetter(message.result(), Edition.OF_2019)
                    .result();

            Told.requireTold(
                    Told.xml(LetterWriter.write(letter)), Told.xml(LetterWriter.write(back)), message.report());
        });
    }

    @Test
    void messagesComeBackAsTheyWereOrTheReportTells() {
        each(RECORDS, seed -> {
            Bundle message = new RandomMessages(seed).message();
            Converted<XdisLetter> letter = Letters.conversion().toLetter(message, Edition.OF_2006);
            XdisLetter read = LetterReader.read(LetterWriter.write(letter.result()));
            Bundle back = Letters.conversion().toMessage(read).result();

            Told.requireTold(Told.json(message), Told.json(back), letter.report());
        });
    }

    @Test
    void whatIsWrittenIsValidAgainstTheSchema() {
        Schema schema = MessageCheck.schema();
        each(RECORDS, seed -> {
            XdisLetter letter = Letters.conversion()
                    .toLetter(new RandomMessages(seed).message(), Edition.OF_2019)
                    .result();

            MessageCheck.requireValid(schema, LetterWriter.write(new RandomLetters(seed).letter()));
            MessageCheck.requireValid(schema, LetterWriter.write(letter));
        });
    }

    @Test
    void everyLetterBecomesAValidMessage() {
        Validator validator = MessageCheck.validator();
        each(
                VALIDATED,
                seed -> MessageCheck.requireValid(
                        validator,
                        Letters.conversion()
                                .toMessage(new RandomLetters(seed).letter())
                                .result(),
                        MessageCheck.MESSAGE));
    }
}
