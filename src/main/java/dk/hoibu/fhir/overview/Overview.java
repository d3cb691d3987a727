package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.organisation.Unit;
import dk.hoibu.fhir.source.person.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the sources say of one child now, after the rules.
 *
 * @param child the number in force, as far as is known
 * @param person the register's entry; empty when the register did not answer
 * @param known whether the register knows the person; true when it did not answer
 * @param closed why the child's sources were not asked at all
 * @param cases shown cases, closed ones too
 * @param bookings shown appointments
 * @param schools where the child goes
 * @param whereaboutsHidden whether school and GP are left out because the person register or the school protects the child
 * @param gp the GP clinic
 * @param units municipal units that the cases refer to, and all above them
 * @param gaps what is missing
 * @param answered the sources that were asked and gave at least a part
 * @param withheld the parts asked for that whoever asks may see of no child: empty here says nothing about this one
 */
public record Overview(
        PersonNumber child,
        Optional<Person> person,
        boolean known,
        Optional<Closed> closed,
        List<CaseView> cases,
        List<BookingView> bookings,
        List<SchoolPlace> schools,
        boolean whereaboutsHidden,
        Optional<HealthUnit> gp,
        Map<UUID, Unit> units,
        Map<String, HealthUnit> healthUnits,
        List<Gap> gaps,
        Set<SourceId> answered,
        Set<Part> withheld) {

    public Overview {
        cases = List.copyOf(cases);
        bookings = List.copyOf(bookings);
        schools = List.copyOf(schools);
        units = Map.copyOf(units);
        healthUnits = Map.copyOf(healthUnits);
        gaps = List.copyOf(gaps);
        answered = Set.copyOf(answered);
        withheld = Set.copyOf(withheld);
    }

    /** Why nothing was asked. */
    public enum Closed {
        ADULT,
        DEAD
    }

    /** Whether the child's name and address are protected; taken for true when the register did not answer. */
    public boolean childProtected() {
        return person.map(Person::nameAndAddressProtected).orElse(true);
    }

    /** Whether everything that was asked for is here, as far as the sources know. */
    public boolean complete() {
        return gaps.isEmpty() && closed.isEmpty() && withheld.isEmpty();
    }

    public boolean missing(SourceId source) {
        return gaps.stream().anyMatch(gap -> gap.source() == source);
    }
}
