package dk.hoibu.fhir.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CprPatternTest {

    /** The same, as a regular expression: easier to read, and much slower. */
    private static final Pattern SPECIFICATION =
            Pattern.compile("(?<![0-9])(?:0[1-9]|[12][0-9]|3[01]|[4-7][0-9])(?:0[1-9]|1[0-2])[0-9]{2}"
                    + "[-+_. ]?(?:[0-9]{4}(?![0-9])|[01567][A-Za-z]{2}[0-9](?![0-9A-Za-z]))");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0505159995",
                "cpr=050515-9995&x",
                "050515 9995",
                "050515+9995",
                "6505159995",
                "0505151AB9",
                "0505150505159995 0505159995"
            })
    void findsANumber(String text) {
        assertThat(CprPattern.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "050515",
                "3205159995",
                "0513159995",
                "10505159995",
                "05051599950",
                "050515--9995",
                "0505152AB9"
            })
    void letsOtherNumbersPass(String text) {
        assertThat(CprPattern.isIn(text)).isFalse();
    }

    @Test
    void agreesWithTheRegularExpressionOnAnyText() {
        Random random = new Random(1);
        String alphabet = "000111223345678999-+_. aZ@[`{";
        int found = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 9 + random.nextInt(8); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(length < 8 ? alphabet.length() : 18)));
            }
            boolean specified = SPECIFICATION.matcher(text).find();
            assertThat(CprPattern.isIn(text)).as(text.toString()).isEqualTo(specified);
            found += specified ? 1 : 0;
        }
        assertThat(found).isGreaterThan(1_000);
    }
}
