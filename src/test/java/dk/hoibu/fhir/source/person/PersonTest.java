package dk.hoibu.fhir.source.person;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.domain.PersonNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How old a person is, and what is left when the name must not be told. */
class PersonTest {

    @ParameterizedTest(name = "born {0}, on {1}: {2}")
    @CsvSource(textBlock = """
            2008-06-11, 2026-06-10, 17
            2008-06-11, 2026-06-11, 18
            2008-06-11, 2027-06-10, 18
            # without a 29 February the birthday is on the 28th
            2008-02-29, 2026-02-27, 17
            2008-02-29, 2026-02-28, 18
            2008-02-29, 2028-02-28, 19
            2008-02-29, 2028-02-29, 20
            2008-03-01, 2026-02-28, 17
            2026-06-10, 2026-06-10, 0
            """)
    void theAgeTurnsOnTheBirthday(LocalDate born, LocalDate day, int age) {
        assertThat(person(born).ageOn(day)).isEqualTo(age);
    }

    @Test
    void withoutTheNameAllElseIsLeft() {
        Person nameless = person(LocalDate.parse("2015-05-05")).withoutName();

        assertThat(nameless.given()).isEmpty();
        assertThat(nameless.family()).isEmpty();
        assertThat(nameless)
                .usingRecursiveComparison()
                .ignoringFields("given", "family")
                .isEqualTo(person(LocalDate.parse("2015-05-05")));
    }

    private static Person person(LocalDate born) {
        return new Person(
                PersonNumber.parse("0505159995").orElseThrow(),
                List.of(),
                Optional.of("Lars Test"),
                Optional.of("Berggren"),
                born,
                Person.Gender.MALE,
                1,
                true,
                Optional.of("0851"),
                Optional.of("099123"),
                Optional.empty(),
                Set.of());
    }
}
