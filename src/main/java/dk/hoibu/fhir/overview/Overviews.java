package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.access.AccessDecision;
import dk.hoibu.fhir.access.AccessRule;
import dk.hoibu.fhir.access.CaseFacts;
import dk.hoibu.fhir.access.ChildFacts;
import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.access.Disclosure;
import dk.hoibu.fhir.access.DisclosurePolicy;
import dk.hoibu.fhir.access.Grant;
import dk.hoibu.fhir.access.Item;
import dk.hoibu.fhir.access.KleSubject;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.access.RuleId;
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
import java.util.stream.Collectors;

/**
 * Makes {@link Overview}s: asks the sources that a question needs side by side, evaluates what came at one instant, and lets the rules
 * decide before anything else sees it. Safe for use by many threads.
 */
public final class Overviews {

    private final Sources sources;
    private final SourceCalls calls;
    private final AccessRule access;
    private final DisclosurePolicy policy;
    private final BookingRules bookingRules;
    private final HiddenCounter hidden;
    private final Clock clock;

    /** Is told of everything a rule hid, for metrics: what kind of thing, the rule's id, and nothing about whom. */
    @FunctionalInterface
    public interface HiddenCounter {
        void hidden(Item.Kind kind, String ruleId);
    }

    public Overviews(
            Sources sources,
            SourceCalls calls,
            AccessRule access,
            DisclosurePolicy policy,
            BookingRules bookingRules,
            HiddenCounter hidden,
            Clock clock) {
        this.sources = sources;
        this.calls = calls;
        this.access = access;
        this.policy = policy;
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
        requireAdmitted(requester);
        requester.journal().willAsk(number);
        Gathering gathering = new Gathering(calls, requester.journal(), number);

        CompletableFuture<Optional<Optional<Person>>> personAsked =
                gathering.ask(SourceId.PERSONS, () -> sources.persons().person(grant));
        ChildData asked = askAbout(gathering, grant, parts);
        Optional<Optional<Person>> answer = personAsked.join();
        Optional<Person> person = answer.flatMap(p -> p);
        if (answer.isPresent() && person.isEmpty()) {
            return unknown(number, gathering);
        }
        PersonNumber current = person.map(Person::number).orElse(number);
        ChildFacts facts = person.map(this::facts).orElse(ChildFacts.UNKNOWN);
        if (!current.equals(number)) {
            requester.journal().renumbered(number, current);
        }
        person.ifPresent(known -> requester.journal().surroundings(known.number(), Nearness.of(known, requester)));
        Decisions decisions = new Decisions(policy, hidden, requester, current, facts);
        Optional<Disclosure> closed = policy.closed(facts);
        if (closed.isPresent() && !parts.isEmpty()) {
            decisions.closedBy(closed.get().rule().id());
            return closed(current, person, reason(closed.get()), gathering);
        }
        CitizenGrant currentGrant = grant;
        if (!current.equals(number)) {
            currentGrant = granted(access.citizen(requester, current));
            gathering.forgetAllBut(SourceId.PERSONS);
            asked = askAbout(gathering, currentGrant, parts);
        }
        Overview overview = evaluate(gathering, asked, currentGrant, directory, person, parts, decisions);
        if (emptyYoungAdult(overview, decisions, parts)) {
            decisions.closedBy(RuleId.AGE_GATE);
            return closed(current, person, Overview.Closed.ADULT, gathering);
        }
        return overview;
    }

    /** Before any source hears of the child. */
    private void requireAdmitted(Requester requester) {
        policy.refusal(requester).ifPresent(refusal -> {
            hidden.hidden(Item.Kind.PERSON, refusal.rule().id().code());
            requester.journal().refused(refusal.rule().id().code());
            throw Problem.refused();
        });
    }

    private ChildFacts facts(Person person) {
        int age = person.ageOn(DanishTime.dateOf(clock.instant()));
        return new ChildFacts(Optional.of(age), person.dead(), person.nameAndAddressProtected());
    }

    private static Overview.Closed reason(Disclosure closed) {
        return closed.by(RuleId.DECEASED) ? Overview.Closed.DEAD : Overview.Closed.ADULT;
    }

    /** An adult of whom no case is shown looks like any adult, whatever cases there are. */
    private static boolean emptyYoungAdult(Overview overview, Decisions decisions, Set<Part> parts) {
        return !parts.isEmpty()
                && overview.cases().isEmpty()
                && !overview.missing(SourceId.CASE_INDEX)
                && decisions.of(new Item.School(false)).by(RuleId.AGE_GATE);
    }

    /** The child's own data, being fetched. */
    private record ChildData(
            CompletableFuture<Optional<Findings<CareCase>>> cases,
            CompletableFuture<Optional<Findings<Booking>>> bookings,
            CompletableFuture<Optional<Findings<Attendance>>> attendances) {}

    private ChildData askAbout(Gathering gathering, CitizenGrant grant, Set<Part> parts) {
        boolean byCpr = grant.citizen().kind() == PersonNumber.Kind.CPR;
        // the school's own protection hides the GP clinic too
        boolean forGp = parts.contains(Part.GP) && policy.opensFor(grant.requester(), Part.GP.kind());
        return new ChildData(
                gathering.askIf(
                        needs(Part.CASES, SourceId.CASE_INDEX, parts, grant, gathering),
                        byCpr,
                        SourceId.CASE_INDEX,
                        () -> sources.cases().casesOf(grant)),
                gathering.askIf(
                        needs(Part.APPOINTMENTS, SourceId.APPOINTMENTS, parts, grant, gathering),
                        true,
                        SourceId.APPOINTMENTS,
                        () -> sources.appointments().appointmentsOf(grant)),
                gathering.askIf(
                        needs(Part.SCHOOL, SourceId.SCHOOLS, parts, grant, gathering) || forGp,
                        byCpr,
                        SourceId.SCHOOLS,
                        () -> sources.schools().attendancesOf(grant)));
    }

    /** Whether the question needs that part, and whoever asks may see any of it; if they may not, it looks as if there were none. */
    private boolean needs(Part part, SourceId source, Set<Part> parts, CitizenGrant grant, Gathering gathering) {
        boolean needed = parts.contains(part);
        boolean open = policy.opensFor(grant.requester(), part.kind());
        if (needed && !open) {
            gathering.takeAsAnswered(source);
        }
        return needed && open;
    }

    private Overview evaluate(
            Gathering gathering,
            ChildData asked,
            CitizenGrant grant,
            DirectoryGrant directory,
            Optional<Person> person,
            Set<Part> parts,
            Decisions decisions) {
        Instant now = clock.instant();
        PersonNumber child = grant.citizen();
        boolean childProtected = decisions.of(new Item.Child()).by(RuleId.PROTECTED_PERSON);
        List<ShownCase> shownCases = shownCases(gathering.items(asked.cases()), child, now, decisions);
        List<Booking> shownBookings = gathering.items(asked.bookings()).stream()
                .filter(booking -> bookingRules.shows(booking, now))
                .filter(booking -> decisions.found(item(booking)).visible())
                .toList();
        List<Attendance> found = gathering.items(asked.attendances());
        boolean protectedAtSchool = found.stream().anyMatch(Attendance::protectedPerson);
        Disclosure school = decisions.of(new Item.School(protectedAtSchool));
        Disclosure gp = decisions.of(new Item.Gp(protectedAtSchool));
        // where a protected child goes to school, or to the doctor, tells where it lives
        boolean whereaboutsHidden = school.by(RuleId.PROTECTED_WHEREABOUTS) || gp.by(RuleId.PROTECTED_WHEREABOUTS);
        List<Attendance> attending = CurrentAttendance.of(found, DanishTime.dateOf(now)).stream()
                .filter(attendance ->
                        decisions.found(new Item.School(protectedAtSchool)).visible())
                .toList();
        boolean withGp = parts.contains(Part.GP) && gp.visible();

        DirectoryLookup lookup = new DirectoryLookup(sources, gathering, directory);
        lookup.start(shownCases, shownBookings, attending, withGp ? person : Optional.empty(), now);
        CaseAssembly assembly = new CaseAssembly(lookup, now, child, childProtected, decisions);
        List<CaseView> cases = shownCases.stream().map(assembly::view).toList();
        List<BookingView> bookings = shownBookings.stream()
                .map(booking -> lookup.bookingView(child, booking, childProtected))
                .toList();
        List<SchoolPlace> schools = attending.stream().map(lookup::schoolPlace).toList();
        return new Overview(
                child,
                childProtected ? person.map(Person::withoutName) : person,
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
                gathering.answered(),
                withheld(grant.requester(), parts));
    }

    private Set<Part> withheld(Requester requester, Set<Part> parts) {
        return parts.stream()
                .filter(part -> !policy.opensFor(requester, part.kind()))
                .collect(Collectors.toSet());
    }

    /** A case that a rule shows, with what the rule found. */
    record ShownCase(CareCase careCase, KleSubject subject, CaseView.Status status) {}

    private List<ShownCase> shownCases(
            Collection<CareCase> found, PersonNumber child, Instant now, Decisions decisions) {
        return found.stream()
                .flatMap(careCase -> shown(careCase, child, now, decisions).stream())
                .toList();
    }

    private Optional<ShownCase> shown(CareCase careCase, PersonNumber child, Instant now, Decisions decisions) {
        Optional<CaseView.Status> status = CaseReading.status(careCase, now);
        if (status.isEmpty()) {
            decisions.hide(Item.Kind.CASE, "no-progress-in-force");
            return Optional.empty();
        }
        CaseFacts facts = CaseReading.facts(careCase, child, now);
        if (!decisions.found(new Item.MunicipalCase(facts)).visible()) {
            return Optional.empty();
        }
        return policy.subject(facts).map(subject -> new ShownCase(careCase, subject, status.get()));
    }

    private static Item.Appointment item(Booking booking) {
        return new Item.Appointment(
                booking.typeCode(), booking.specialty(), booking.performer().sor());
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
                EnumSet.of(SourceId.PERSONS),
                Set.of());
    }

    /** The grant of a decision; a refusal is the one error that ends the request here. */
    static <G extends Grant> G granted(AccessDecision<G> decision) {
        if (decision instanceof AccessDecision.Granted<G> yes) {
            return yes.grant();
        }
        throw Problem.refused();
    }
}
