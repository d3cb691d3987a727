package dk.hoibu.fhir.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.domain.PersonNumber.Kind;
import dk.hoibu.fhir.property.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a person number, how it is written, and that it never shows itself. */
class PersonNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0505159995, 0505159995, CPR",
        "050515-9995, 0505159995, CPR",
        "050515 9995, 0505159995, CPR",
        "' 0505159995 ', 0505159995, CPR",
        "2902009995, 2902009995, CPR",
        "3112999995, 3112999995, CPR",
        "0505151AB1, 0505151AB1, REPLACEMENT",
        "050515-7ab1, 0505157AB1, REPLACEMENT"
    })
    void isReadWithOrWithoutASeparator(String text, String value, Kind kind) {
        assertThat(PersonNumber.parse(text)).contains(new PersonNumber(value, kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "050515999",
                "05051599950",
                "0505-159995",
                "050515--9995",
                "050515/9995",
                "0005159995",
                "3205159995",
                "0513159995",
                "0500159996",
                "3104159995",
                "3002159996",
                "050515999A",
                "0505152AB1",
                "0505151A11",
                "0505151ABC",
                "0505151ÆB1",
                "٠٥٠٥١٥٩٩٩٥",
                "6505159995",
                "Lars"
            })
    void otherTextsAreNone(String text) {
        assertThat(PersonNumber.parse(text)).isEmpty();
    }

    @Test
    void cannotBeMadeOfAnotherKind() {
        assertThatThrownBy(() -> new PersonNumber("0505159995", Kind.REPLACEMENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("0505159995");
        assertThatThrownBy(() -> new PersonNumber("0505151AB1", Kind.CPR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PersonNumber("050515-9995", Kind.CPR))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void packsIntoANumberAndBack() {
        Samples.each(10_000, samples -> {
            PersonNumber number = samples.personNumber();
            assertThat(PersonNumber.fromLong(number.asLong())).contains(number);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, Long.MIN_VALUE, Long.MAX_VALUE, 3_656_158_440_062_976L})
    void anOtherNumberUnpacksToNone(long packed) {
        assertThat(PersonNumber.fromLong(packed)).isEmpty();
    }

    @Test
    void neverShowsItself() {
        assertThat(PersonNumber.parse("0505159995").orElseThrow()).hasToString("CPR:**********");
        assertThat(PersonNumber.parse("0505151AB1").orElseThrow()).hasToString("REPLACEMENT:**********");
    }
}
