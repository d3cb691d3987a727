package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.User;
import dk.hoibu.fhir.audit.Ledger.Event;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.audit.citizen.CitizenLine.Where;
import dk.hoibu.fhir.audit.citizen.CitizenLine.Who;
import dk.hoibu.fhir.domain.PersonNumber;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells accesses to one child in plain Danish, and conceals whom it is to. Whom is asked once, when it is made; where organisations belong, with
 * each batch of accesses. What cannot be found out for sure is concealed.
 */
public final class CitizenLog {

    private static final String CONCEALED_UNIT = "Sløret enhed";

    private final PersonNumber child;
    private final PseudonymAlgorithm algorithm;
    private final Organisations registers;
    private final Set<String> concealed;
    private final Set<String> units;
    private final Optional<String> salt;

    /** @throws ConcealmentUnknown when it cannot be told whom to conceal */
    public CitizenLog(
            PersonNumber child, ConcealmentLists lists, PseudonymAlgorithm algorithm, Organisations registers) {
        this.child = child;
        this.algorithm = algorithm;
        this.registers = registers;
        this.concealed = Set.copyOf(lists.organisations(child));
        this.units = Set.copyOf(lists.units());
        this.salt = lists.salt();
    }

    /** Whether it is an access at all: an alarm about one is none, and the access that it is about has a line of its own. */
    public static boolean isAccess(AccessFacts facts) {
        return facts.asked().interaction() != Asked.Interaction.ALARM;
    }

    /** What is told of accesses to the child, in their order; each of them {@link #isAccess}. */
    public List<CitizenLine> lines(Collection<Event> accesses) {
        Set<Organisation> wanted = new HashSet<>();
        accesses.forEach(access -> access.facts().asker().organisation().ifPresent(wanted::add));
        Organisations.Found found = registers.find(wanted);
        return accesses.stream().map(access -> line(access, found)).toList();
    }

    private CitizenLine line(Event access, Organisations.Found found) {
        AccessFacts facts = access.facts();
        Asker asker = facts.asker();
        return new CitizenLine(
                access.id(),
                facts.when(),
                asker.user().map(user -> who(user, isConcealed(asker, found))).orElseGet(Who.Machine::new),
                asker.user()
                        .map(user -> user.role().map(CitizenWords::role).orElse("Funktion ikke oplyst"))
                        .orElse("It-system"),
                asker.organisation()
                        .map(organisation -> where(organisation, found))
                        .orElseGet(() -> new Where(Optional.empty(), false, "Ikke oplyst")),
                CitizenWords.topic(facts.asked()),
                CitizenWords.result(facts),
                CitizenWords.counts(facts),
                facts.purpose().map(Purpose::text).orElse("Ikke oplyst"));
    }

    private Who who(User user, boolean hidden) {
        if (!hidden) {
            return user.name().<Who>map(Who.Named::new).orElseGet(() -> new Who.Nameless(false));
        }
        return salt.flatMap(it -> algorithm.of(user, child, it))
                .<Who>map(Who.Pseudonymous::new)
                .orElseGet(() -> new Who.Nameless(true));
    }

    private boolean isConcealed(Asker asker, Organisations.Found found) {
        return concealed.contains(ConcealmentLists.ALL)
                || asker.organisation()
                        .filter(it -> isOn(concealed, it, found) || isOn(units, it, found))
                        .isPresent();
    }

    /** Whether it, or one that it belongs to, is on the list; also when a register that may know did not answer. */
    private static boolean isOn(Set<String> list, Organisation organisation, Organisations.Found found) {
        String key = Organisations.key(organisation);
        Organisations.@Nullable Known known = found.known().get(key);
        boolean mayBe = !found.whole() && !list.isEmpty();
        return list.contains(key)
                || mayBe
                || known != null && known.above().stream().anyMatch(list::contains);
    }

    private Where where(Organisation told, Organisations.Found found) {
        if (isOn(units, told, found)) {
            return new Where(Optional.empty(), true, CONCEALED_UNIT);
        }
        Organisations.@Nullable Known known = found.known().get(Organisations.key(told));
        Optional<String> name = known == null ? told.name() : Optional.of(known.name());
        String words = name.orElse(told.register().name() + "-nummer " + told.id());
        return new Where(Optional.of(new Organisation(told.register(), told.id(), name)), false, words);
    }
}
