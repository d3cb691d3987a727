package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Journal.Closeness;
import dk.hoibu.fhir.access.Journal.Surroundings;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.person.Person;
import java.util.Optional;

/**
 * What a person is to whoever asks, as far as the person's own record tells it: nobody else is looked up for it, so that brothers, sisters and
 * grandparents are not known.
 */
final class Nearness {

    private Nearness() {}

    static Surroundings of(Person person, Requester requester) {
        return new Surroundings(
                requester.identity().flatMap(Identity::ownNumber).flatMap(own -> closeness(person, own)),
                person.municipalityCode());
    }

    private static Optional<Closeness> closeness(Person person, PersonNumber own) {
        if (person.hasNumber(own)) {
            return Optional.of(Closeness.SELF);
        }
        return person.parents().contains(own) ? Optional.of(Closeness.PARENT) : Optional.empty();
    }
}
