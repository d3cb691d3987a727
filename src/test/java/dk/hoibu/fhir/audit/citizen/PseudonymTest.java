package dk.hoibu.fhir.audit.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.audit.Asker.User;
import dk.hoibu.fhir.domain.PersonNumber;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How those are called who are concealed. */
class PseudonymTest {

    private static final PersonNumber LARS = PersonNumber.parse("0505159995").orElseThrow();
    private static final PersonNumber ALI = PersonNumber.parse("3101229995").orElseThrow();
    private static final String SALT = "c2FsdGZyYUlkc2Fz";

    private static User user(String subject, String name) {
        return new User("https://issuer.example", subject, Optional.of("gp"), Optional.of(name));
    }

    private static Optional<UUID> national(String name, PersonNumber child, String salt) {
        return new NationalPseudonym().of(user("u1", name), child, salt);
    }

    /** Counted by a second implementation: Python's uuid5 of the same text. */
    @Test
    void theNationalOneIsTheUuidOfNamesNumberAndSalt() {
        assertThat(national("Jens  Hansen ", LARS, SALT))
                .contains(UUID.fromString("e0c7342a-912d-5df7-a58a-a536dc61572a"));
    }

    @Test
    void theNationalOneGoesByTheNameAndCannotDoWithout() {
        assertThat(national("Bodil Ægidius", LARS, SALT)).isEqualTo(national("BODIL ÆGIDIUS", LARS, SALT));
        User nameless = new User("https://issuer.example", "u1", Optional.empty(), Optional.empty());
        assertThat(new NationalPseudonym().of(nameless, LARS, SALT)).isEmpty();
        assertThat(new KeyedPseudonym().of(nameless, LARS, SALT)).isPresent();
    }

    @Test
    void theKeyedOneTellsTwoOfOneNameApart() {
        KeyedPseudonym keyed = new KeyedPseudonym();
        assertThat(keyed.of(user("u1", "Jens Hansen"), LARS, SALT))
                .isNotEqualTo(keyed.of(user("u2", "Jens Hansen"), LARS, SALT));
        assertThat(keyed.of(user("u1", "x"), LARS, SALT).orElseThrow().version())
                .isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"national", "keyed"})
    void itIsTheSameForTheSameChildAndSaltAndAnotherForAnother(String name) {
        PseudonymAlgorithm algorithm = PseudonymAlgorithm.named(name);
        User jens = user("u1", "Jens Hansen");
        assertThat(algorithm.of(jens, LARS, SALT))
                .isPresent()
                .isEqualTo(algorithm.of(jens, LARS, SALT))
                .isNotEqualTo(algorithm.of(jens, ALI, SALT))
                .isNotEqualTo(algorithm.of(jens, LARS, "YW5kZXQ="));
        assertThat(algorithm.of(jens, LARS, SALT).orElseThrow().variant()).isEqualTo(2);
    }

    @Test
    void noneIsNoneAndAnotherNameIsRefused() {
        assertThat(PseudonymAlgorithm.named("none").of(user("u1", "Jens Hansen"), LARS, SALT))
                .isEmpty();
        assertThatThrownBy(() -> PseudonymAlgorithm.named("sha256")).isInstanceOf(IllegalArgumentException.class);
    }
}
