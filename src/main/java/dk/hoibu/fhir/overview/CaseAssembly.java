package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.access.Disclosure;
import dk.hoibu.fhir.access.Item;
import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.overview.CaseView.Manager;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.overview.Overviews.ShownCase;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.Actor;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorType;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.Employee.Membership;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts a shown case together with whom to call about it. */
final class CaseAssembly {

    private final DirectoryLookup directory;
    private final Instant now;
    private final PersonNumber child;
    private final boolean childProtected;
    private final Decisions decisions;

    CaseAssembly(
            DirectoryLookup directory, Instant now, PersonNumber child, boolean childProtected, Decisions decisions) {
        this.directory = directory;
        this.now = now;
        this.child = child;
        this.childProtected = childProtected;
        this.decisions = decisions;
    }

    CaseView view(ShownCase shown) {
        CareCase careCase = shown.careCase();
        String ownerCvr = CaseReading.ownerCvr(careCase, now)
                .orElseThrow(() -> new IllegalStateException("a shown case has an owner"));
        Responsible responsible = responsible(careCase, ownerCvr);
        return new CaseView(
                child,
                careCase,
                shown.status(),
                shown.subject(),
                CaseReading.start(careCase),
                CaseReading.end(careCase, now),
                ownerCvr,
                responsible,
                manager(careCase, responsible),
                childProtected);
    }

    /** Ansvarlig, else Ejer. */
    private Responsible responsible(CareCase careCase, String ownerCvr) {
        Actor actor = CaseReading.actor(careCase, ActorRole.RESPONSIBLE, now)
                .or(() -> CaseReading.actor(careCase, ActorRole.OWNER, now))
                .orElseThrow(() -> new IllegalStateException("a shown case has an owner"));
        Optional<UUID> uuid = actor.reference().uuid();
        if (uuid.isPresent()) {
            Optional<Responsible> known = uuid.flatMap(directory::unit).map(Responsible.Known::new);
            if (known.isPresent()) {
                return known.get();
            }
            if (directory.municipalRegisterSilent()) {
                return new Responsible.Referred(uuid.get(), actor.fullName());
            }
        }
        return new Responsible.Named(actor.reference(), actor.fullName(), ownerCvr);
    }

    /** Primær behandler, when it is a person who is still there. */
    private Optional<Manager> manager(CareCase careCase, Responsible responsible) {
        Optional<Actor> handler = CaseReading.actor(careCase, ActorRole.PRIMARY_HANDLER, now)
                .filter(actor -> actor.type() == ActorType.USER);
        if (handler.isEmpty()) {
            return Optional.empty();
        }
        Actor actor = handler.get();
        Optional<Employee> employee = actor.reference().uuid().flatMap(directory::employee);
        if (employee.isPresent()) {
            return employee.filter(Employee::active).flatMap(this::disclosed).flatMap(e -> known(e, responsible));
        }
        // a silent register cannot say whose identity is concealed, so nobody is named
        boolean mayBeConcealed = actor.reference().uuid().isPresent() && directory.municipalRegisterSilent();
        return switch (seen(new Item.Contact(mayBeConcealed))) {
            case WHOLE -> Optional.of(new Manager.Named(actor.reference(), actor.fullName()));
            case REDUCED -> Optional.of(new Manager.Named(actor.reference(), Optional.empty()));
            case NOT -> Optional.empty();
        };
    }

    /** The member of staff as far as they may be shown; empty when not at all. */
    private Optional<Employee> disclosed(Employee employee) {
        return switch (seen(new Item.Contact(employee.concealed()))) {
            case WHOLE -> Optional.of(employee);
            case REDUCED -> Optional.of(employee.withoutIdentity());
            case NOT -> Optional.empty();
        };
    }

    private enum Seen {
        WHOLE,
        REDUCED,
        NOT
    }

    private Seen seen(Item.Contact contact) {
        Disclosure decision = decisions.found(contact);
        if (decision instanceof Disclosure.Reduced) {
            return Seen.REDUCED;
        }
        return decision.visible() ? Seen.WHOLE : Seen.NOT;
    }

    private Optional<Manager> known(Employee employee, Responsible responsible) {
        LocalDate today = DanishTime.dateOf(now);
        Optional<UUID> unit = responsible instanceof Responsible.Known known
                ? Optional.of(known.unit().uuid())
                : Optional.empty();
        List<Membership> current = employee.memberships().stream()
                .filter(membership -> membership.holdsOn(today))
                .sorted(Comparator.comparing(Membership::start).reversed())
                .toList();
        Optional<Membership> there = current.stream()
                .filter(membership -> unit.filter(membership.unit()::equals).isPresent())
                .findFirst();
        return there.or(() -> current.stream().findFirst())
                .map(membership -> new Manager.Known(employee, membership, there.isPresent()));
    }
}
