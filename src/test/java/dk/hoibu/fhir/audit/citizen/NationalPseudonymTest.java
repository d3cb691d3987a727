package dk.hoibu.fhir.audit.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.domain.PersonNumber;
import org.junit.jupiter.api.Test;

class NationalPseudonymTest {

    private static final PersonNumber LARS = PersonNumber.parse("0505159995").orElseThrow();
    private static final PersonNumber ALI = PersonNumber.parse("3101229995").orElseThrow();

    private final Concealment concealment = new NationalPseudonym("c2FsdGZyYUlkc2Fz");

    /** Counted by a second implementation: Python's uuid5 of the same text. */
    @Test
    void itIsTheUuidOfNamesNumberAndSalt() {
        assertThat(concealment.pseudonym("Jens  Hansen ", LARS)).contains("e0c7342a-912d-5df7-a58a-a536dc61572a");
    }

    @Test
    void itIsTheSameForTheSameChildAndAnotherForAnother() {
        assertThat(concealment.pseudonym("Bodil Ægidius", LARS))
                .isEqualTo(concealment.pseudonym("BODIL ÆGIDIUS", LARS))
                .isNotEqualTo(concealment.pseudonym("Bodil Ægidius", ALI));
        assertThat(new NationalPseudonym("YW5kZXQ=").pseudonym("Jens Hansen", LARS))
                .isNotEqualTo(concealment.pseudonym("Jens Hansen", LARS));
    }

    @Test
    void withoutASaltThereIsNone() {
        assertThatThrownBy(() -> new NationalPseudonym(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
