package dk.hoibu.fhir.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Known numbers of each kind, and the same with one digit changed. */
class CheckDigitsTest {

    @Test
    void cprIsModulus11() {
        // Day 00 of month 00: no person's.
        assertThat(CheckDigits.cprPasses("0000000019")).isTrue();
        assertThat(CheckDigits.cprPasses("0000000018")).isFalse();
    }

    @Test
    void cvrIsModulus11() {
        assertThat(CheckDigits.cvrPasses("29189420")).as("Aalborg Kommune").isTrue();
        assertThat(CheckDigits.cvrPasses("29189421")).isFalse();
    }

    @Test
    void glnIsModulus10() {
        assertThat(CheckDigits.glnPasses("4006381333931")).isTrue();
        assertThat(CheckDigits.glnPasses("4006381333913")).isFalse();
    }

    @Test
    void sorIsVerhoeff() {
        assertThat(CheckDigits.verhoeffPasses("2363")).isTrue();
        assertThat(CheckDigits.verhoeffPasses("2336")).isFalse();
        assertThat(CheckDigits.verhoeffPasses("394588006"))
                .as("a SNOMED CT code")
                .isTrue();
        assertThat(CheckDigits.verhoeffPasses("394588060")).isFalse();
    }
}
