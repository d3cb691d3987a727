package dk.hoibu.fhir.source.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.access.Grants;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Faults.Mode;
import dk.hoibu.fhir.source.SourceContract;
import dk.hoibu.fhir.source.SourceException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every person register must do. It holds Lars, and Gitte who once had Bo's number; it does not know Pia. */
public interface PersonRegisterContract extends SourceContract<PersonRegister> {

    @Override
    default List<CompletableFuture<?>> askAll(PersonRegister source) {
        return List.of(source.person(Grants.citizen(LARS)));
    }

    default Optional<Person> person(PersonRegister source, String number) {
        return source.person(Grants.citizen(number)).join();
    }

    @Test
    default void findsAPersonByTheirNumber() {
        assertThat(person(source(), LARS)).hasValueSatisfying(person -> {
            assertThat(person.number().value()).isEqualTo(LARS);
            assertThat(person.formerNumbers()).isEmpty();
            assertThat(person.birthDate()).isEqualTo("2015-05-05");
        });
    }

    @Test
    default void findsAPersonByTheNumberInForceAndByAFormerOneAlike() {
        for (String number : List.of(GITTE, BO)) {
            assertThat(person(source(), number)).hasValueSatisfying(person -> {
                assertThat(person.number().value()).isEqualTo(GITTE);
                assertThat(person.formerNumbers())
                        .extracting(PersonNumber::value)
                        .containsExactly(BO);
            });
        }
    }

    @Test
    default void findsNobodyUnderANumberItDoesNotKnow() {
        assertThat(person(source(), PIA)).isEmpty();
    }

    @Test
    default void doesNotAnswerAtAllWhenItIsToAnswerInPart() {
        CompletableFuture<?> answer = sourceThat(Mode.PARTIAL).person(Grants.citizen(LARS));

        assertThatThrownBy(answer::get).cause().isInstanceOf(SourceException.Unavailable.class);
    }
}
