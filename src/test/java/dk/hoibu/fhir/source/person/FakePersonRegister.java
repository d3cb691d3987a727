package dk.hoibu.fhir.source.person;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Persons in memory, known by their present and former numbers. */
public final class FakePersonRegister implements PersonRegister {

    private final List<Person> persons = new ArrayList<>();
    private Optional<CompletableFuture<Optional<Person>>> answer = Optional.empty();

    public void add(Person person) {
        persons.add(person);
    }

    /** From now on every question gets this answer. */
    public void answerWith(CompletableFuture<Optional<Person>> future) {
        answer = Optional.of(future);
    }

    @Override
    public CompletableFuture<Optional<Person>> person(CitizenGrant grant) {
        return answer.orElseGet(() -> CompletableFuture.completedFuture(
                persons.stream().filter(person -> has(person, grant.citizen())).findFirst()));
    }

    private static boolean has(Person person, PersonNumber number) {
        return person.number().equals(number) || person.formerNumbers().contains(number);
    }

    @Override
    public SourceId id() {
        return SourceId.PERSONS;
    }

    @Override
    public CompletableFuture<Void> ping() {
        return CompletableFuture.completedFuture(null);
    }
}
