package dk.hoibu.fhir.source.person.sample;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.folder.DataFolder;
import dk.hoibu.fhir.source.folder.Line;
import dk.hoibu.fhir.source.folder.PersonKey;
import dk.hoibu.fhir.source.folder.RecordFile;
import dk.hoibu.fhir.source.folder.RelativeTime;
import dk.hoibu.fhir.source.folder.UnreadableRecord;
import dk.hoibu.fhir.source.folder.Wire;
import dk.hoibu.fhir.source.person.Person;
import dk.hoibu.fhir.source.person.PersonRegister;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The persons of {@code personer.json}, by any number they have or had. It cannot answer in part, so then it does not
 * answer.
 */
public final class SamplePersonRegister implements PersonRegister {

    private final Line line;
    private final RelativeTime times;
    private final RecordFile persons;

    /** @throws IllegalArgumentException naming the file when it is missing or broken */
    public SamplePersonRegister(DataFolder folder, Clock clock, Faults faults) {
        this.line = new Line(SourceId.PERSONS, faults, clock);
        this.times = new RelativeTime(clock);
        this.persons = RecordFile.open(
                folder,
                "personer.json",
                PersonKey.required("personnummer"),
                PersonKey.optional("gaeldendePersonnummer"));
    }

    @Override
    public SourceId id() {
        return SourceId.PERSONS;
    }

    @Override
    public CompletableFuture<Void> ping() {
        return line.ping();
    }

    @Override
    public CompletableFuture<Optional<Person>> person(CitizenGrant grant) {
        return line.whole(wire -> find(grant.citizen(), wire));
    }

    private Optional<Person> find(PersonNumber asked, Wire wire) {
        Function<PersonNumber, List<PersonEntry>> entries = readOnce(wire);
        Optional<PersonEntry> entry = entry(asked, entries);
        Set<PersonNumber> seen = new LinkedHashSet<>(Set.of(asked));
        while (entry.flatMap(PersonEntry::next).isPresent()) {
            PersonNumber next = entry.flatMap(PersonEntry::next).orElseThrow();
            if (!seen.add(next)) {
                throw new UnreadableRecord("gaeldendePersonnummer leads round in a circle");
            }
            entry = entry(next, entries);
        }
        return entry.map(inForce -> inForce.person(formerNumbers(inForce.number(), entries), times.today()));
    }

    private Optional<PersonEntry> entry(PersonNumber number, Function<PersonNumber, List<PersonEntry>> entries) {
        List<PersonEntry> all = entries.apply(number);
        List<PersonEntry> own =
                all.stream().filter(entry -> entry.number().equals(number)).toList();
        if (own.isEmpty() && !all.isEmpty()) {
            throw new UnreadableRecord("gaeldendePersonnummer leads to nobody");
        }
        if (own.size() > 1) {
            throw new UnreadableRecord("personnummer is that of two records");
        }
        return own.stream().findFirst();
    }

    /** Every number that leads to {@code inForce}, over however many changes. */
    private List<PersonNumber> formerNumbers(PersonNumber inForce, Function<PersonNumber, List<PersonEntry>> entries) {
        Set<PersonNumber> former = new LinkedHashSet<>();
        Deque<PersonNumber> unexplored = new ArrayDeque<>(List.of(inForce));
        while (!unexplored.isEmpty()) {
            PersonNumber number = unexplored.remove();
            for (PersonEntry entry : entries.apply(number)) {
                if (entry.next().equals(Optional.of(number)) && former.add(entry.number())) {
                    unexplored.add(entry.number());
                }
            }
        }
        return List.copyOf(former);
    }

    /** The records about a number, read when first asked for, as long as one question lasts. */
    private Function<PersonNumber, List<PersonEntry>> readOnce(Wire wire) {
        Map<PersonNumber, List<PersonEntry>> read = new HashMap<>();
        return number -> read.computeIfAbsent(number, it -> entries(it, wire));
    }

    private List<PersonEntry> entries(PersonNumber number, Wire wire) {
        return persons.about(number, wire, times).stream()
                .map(record -> record.read(PersonEntry::of))
                .toList();
    }
}
