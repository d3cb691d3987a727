package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.access.AccessDecision;
import dk.hoibu.fhir.access.AccessRule;
import dk.hoibu.fhir.access.CaseRules;
import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.access.Disclosure;
import dk.hoibu.fhir.access.Grant;
import dk.hoibu.fhir.access.KleSubject;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.booking.Booking;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.person.Person;
import dk.hoibu.fhir.source.school.Attendance;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Makes {@link Overview}s: asks the sources that a question needs side by side, evaluates what came at one instant, and lets the rules
 * decide before anything else sees it. Safe for use by many threads.
 */
public final class Overviews {

    private final Sources sources;
    private final SourceCalls calls;
    private final AccessRule access;
    private final CaseRules caseRules;
    private final BookingRules bookingRules;
    private final HiddenCounter hidden;
    private final Clock clock;

    /** Is told of everything a rule hid, for metrics: the rule's id and nothing about whom. */
    @FunctionalInterface
    public interface HiddenCounter {
        void hidden(String ruleId);
    }

    public Overviews(
            Sources sources,
            SourceCalls calls,
            AccessRule access,
            CaseRules caseRules,
            BookingRules bookingRules,
            HiddenCounter hidden,
            Clock clock) {
        this.sources = sources;
        this.calls = calls;
        this.access = access;
        this.caseRules = caseRules;
        this.bookingRules = bookingRules;
        this.hidden = hidden;
        this.clock = clock;
    }

    /** The person alone; {@code known} is false when the register does not know the number. */
    public Overview person(Requester requester, PersonNumber number) {
        return of(requester, number, Set.of());
    }

    /**
     * What the sources say of the child, as far as {@code parts} need them.
     *
     * @throws Problem when the rules refuse the question itself
     */
    public Overview of(Requester requester, PersonNumber number, Set<Part> parts) {
        CitizenGrant grant = granted(access.citizen(requester, number));
        DirectoryGrant directory = granted(access.directory(requester));
        Gathering gathering = new Gathering(calls);

        CompletableFuture<Optional<Optional<Person>>> personAsked =
                gathering.ask(SourceId.PERSONS, () -> sources.persons().person(grant));
        ChildData asked = askAbout(gathering, grant, parts);
        Optional<Optional<Person>> answer = personAsked.join();
        Optional<Person> person = answer.flatMap(p -> p);
        if (answer.isPresent() && person.isEmpty()) {
            return unknown(number, gathering);
        }
        PersonNumber current = person.map(Person::number).orElse(number);
        Optional<Overview.Closed> closed = person.flatMap(this::closed);
        if (closed.isPresent() && !parts.isEmpty()) {
            return closed(current, person, closed.get(), gathering);
        }
        CitizenGrant currentGrant = grant;
        if (!current.equals(number)) {
            currentGrant = granted(access.citizen(requester, current));
            gathering.forgetAllBut(SourceId.PERSONS);
            asked = askAbout(gathering, currentGrant, parts);
        }
        return evaluate(gathering, asked, currentGrant, directory, person, parts);
    }

    /** The child's own data, being fetched. */
    private record ChildData(
            CompletableFuture<Optional<Findings<CareCase>>> cases,
            CompletableFuture<Optional<Findings<Booking>>> bookings,
            CompletableFuture<Optional<Findings<Attendance>>> attendances) {}

    private ChildData askAbout(Gathering gathering, CitizenGrant grant, Set<Part> parts) {
        boolean byCpr = grant.citizen().kind() == PersonNumber.Kind.CPR;
        return new ChildData(
                gathering.askIf(
                        parts.contains(Part.CASES),
                        byCpr,
                        SourceId.CASE_INDEX,
                        () -> sources.cases().casesOf(grant)),
                gathering.askIf(
                        parts.contains(Part.APPOINTMENTS),
                        true,
                        SourceId.APPOINTMENTS,
                        () -> sources.appointments().appointmentsOf(grant)),
                gathering.askIf(
                        parts.contains(Part.SCHOOL),
                        byCpr,
                        SourceId.SCHOOLS,
                        () -> sources.schools().attendancesOf(grant)));
    }

    private Overview evaluate(
            Gathering gathering,
            ChildData asked,
            CitizenGrant grant,
            DirectoryGrant directory,
            Optional<Person> person,
            Set<Part> parts) {
        Instant now = clock.instant();
        PersonNumber child = grant.citizen();
        boolean childProtected = person.map(Person::nameAndAddressProtected).orElse(true);
        List<ShownCase> shownCases = shownCases(gathering.items(asked.cases()), child, now);
        List<Booking> shownBookings = gathering.items(asked.bookings()).stream()
                .filter(booking -> bookingRules.shows(booking, now))
                .toList();
        // where a protected child goes to school, or to the doctor, tells where it lives
        List<Attendance> found = gathering.items(asked.attendances());
        boolean whereaboutsHidden = childProtected || found.stream().anyMatch(Attendance::protectedPerson);
        List<Attendance> attending =
                whereaboutsHidden ? List.of() : CurrentAttendance.of(found, DanishTime.dateOf(now));
        boolean withGp = parts.contains(Part.GP) && !whereaboutsHidden;

        DirectoryLookup lookup = new DirectoryLookup(sources, gathering, directory);
        lookup.start(shownCases, shownBookings, attending, withGp ? person : Optional.empty(), now);
        CaseAssembly assembly = new CaseAssembly(lookup, now, child, childProtected);
        List<CaseView> cases = shownCases.stream().map(assembly::view).toList();
        List<BookingView> bookings = shownBookings.stream()
                .map(booking -> lookup.bookingView(child, booking, childProtected))
                .toList();
        List<SchoolPlace> schools = attending.stream().map(lookup::schoolPlace).toList();
        return new Overview(
                child,
                person,
                true,
                Optional.empty(),
                cases,
                bookings,
                schools,
                whereaboutsHidden,
                lookup.gp(),
                lookup.units(),
                lookup.healthUnits(),
                gathering.gaps(),
                gathering.answered());
    }

    /** A case that a rule shows, with what the rule found. */
    record ShownCase(CareCase careCase, KleSubject subject, CaseView.Status status) {}

    private List<ShownCase> shownCases(Collection<CareCase> found, PersonNumber child, Instant now) {
        return found.stream()
                .flatMap(careCase -> shown(careCase, child, now).stream())
                .toList();
    }

    private Optional<ShownCase> shown(CareCase careCase, PersonNumber child, Instant now) {
        Optional<CaseView.Status> status = CaseReading.status(careCase, now);
        if (status.isEmpty()) {
            hidden.hidden("no-progress-in-force");
            return Optional.empty();
        }
        Disclosure decision = caseRules.decide(CaseReading.facts(careCase, child, now));
        if (decision instanceof Disclosure.Shown yes) {
            return Optional.of(new ShownCase(careCase, yes.subject(), status.get()));
        }
        if (decision instanceof Disclosure.Hidden no) {
            hidden.hidden(no.ruleId());
        }
        return Optional.empty();
    }

    private Optional<Overview.Closed> closed(Person person) {
        if (person.dead()) {
            return Optional.of(Overview.Closed.DEAD);
        }
        return person.adultOn(DanishTime.dateOf(clock.instant()))
                ? Optional.of(Overview.Closed.ADULT)
                : Optional.empty();
    }

    private static Overview unknown(PersonNumber number, Gathering gathering) {
        return bare(number, Optional.empty(), false, Optional.empty(), gathering);
    }

    private static Overview closed(
            PersonNumber number, Optional<Person> person, Overview.Closed closed, Gathering gathering) {
        return bare(number, person, true, Optional.of(closed), gathering);
    }

    private static Overview bare(
            PersonNumber number,
            Optional<Person> person,
            boolean known,
            Optional<Overview.Closed> closed,
            Gathering gathering) {
        gathering.forgetAllBut(SourceId.PERSONS);
        return new Overview(
                number,
                person,
                known,
                closed,
                List.of(),
                List.of(),
                List.of(),
                false,
                Optional.empty(),
                Map.of(),
                Map.of(),
                gathering.gaps(),
                EnumSet.of(SourceId.PERSONS));
    }

    /** The grant of a decision; a refusal is the one error that ends the request here. */
    static <G extends Grant> G granted(AccessDecision<G> decision) {
        if (decision instanceof AccessDecision.Granted<G> yes) {
            return yes.grant();
        }
        throw Problem.refused();
    }
}
