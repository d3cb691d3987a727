package dk.hoibu.fhir.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTextTest {

    @Test
    void writesWhatTheLibraryWritesAndReadsItBack() {
        Random random = new Random(1);
        for (int length = 0; length < 200; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String text = IdText.encode(bytes);
            String expected =
                    new Base32().encodeToString(bytes).replace("=", "").toLowerCase(Locale.ROOT);
            assertThat(text).isEqualTo(expected);
            assertThat(IdText.decode(text))
                    .hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "abc", "abcdef", "ab", "MY", "m1", "mz", "my======", "my mz"})
    void refusesWhatItWouldNotWrite(String text) {
        assertThat(IdText.decode(text)).isEmpty();
    }
}
