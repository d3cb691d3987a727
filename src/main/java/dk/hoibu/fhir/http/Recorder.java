package dk.hoibu.fhir.http;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Journal;
import dk.hoibu.fhir.access.Journal.Closeness;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.Circumstances;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.Ledger.Event;
import dk.hoibu.fhir.audit.Onlooker;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.TimedId;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what came of a request before anything of it goes out: what is not written down is not answered. One event for each child
 * that the request is about, one when it is about none. Safe for use by many threads.
 */
public final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final Ledger ledger;
    private final Ids ids;
    private final Words words;
    private final boolean withIntent;
    private final Onlooker onlooker;
    private final Clock clock;
    private final Counter failures;
    private final Counter withoutFacts;

    /**
     * @param withIntent whether a child is written down before any source hears of it (setting audit.intent)
     * @param onlooker hears of what was written down
     */
    public Recorder(
            Ledger ledger,
            Ids ids,
            Words words,
            boolean withIntent,
            Onlooker onlooker,
            Clock clock,
            MeterRegistry registry) {
        this.ledger = ledger;
        this.ids = ids;
        this.words = words;
        this.withIntent = withIntent;
        this.onlooker = onlooker;
        this.clock = clock;
        this.failures = Counter.builder("hoibu.audit.failures")
                .description("Requests not answered because they could not be written down")
                .register(registry);
        this.withoutFacts = Counter.builder("hoibu.audit.without.facts")
                .description("Answers held back because nobody noted what they tell: a bug")
                .register(registry);
    }

    /** Counts something else than a request that was not answered because it could not be written down. */
    public void failed() {
        failures.increment();
    }

    /** Who hears of what was written down. */
    Onlooker onlooker() {
        return onlooker;
    }

    /** Whether a request could be written down now, as far as can be told. */
    boolean isReady() {
        return ledger.isWritable();
    }

    /** What a request is known by that brought no id fit for it. */
    String newRequestId() {
        return TimedId.at(clock.instant()).toString();
    }

    /** What is kept of an access, and what is not. */
    private record Noted(Event event, Circumstances circumstances) {}

    /** One request, from when it is known who asks. */
    final class Request {

        private final IncomingRequest request;
        private final Requester requester;
        private final Map<PersonNumber, UUID> intended = new ConcurrentHashMap<>();
        private boolean unnoted;

        private Request(IncomingRequest request, Requester requester) {
            this.request = request;
            this.requester = requester;
        }

        /**
         * Writes down an answer that is about to go out, of which {@link ShownInterceptor} has noted what it tells.
         *
         * @throws Problem 500 when nothing was noted; 503 when it cannot be written down
         */
        void answered(int status) {
            if (!requester.journal().isAnswered()) {
                unnoted = true;
                withoutFacts.increment();
                LOG.error("an answer was held back: nobody noted what it tells");
                Problem bug = Problem.of(500, IssueType.EXCEPTION, Message.INTERNAL);
                notAnswered(bug);
                throw bug;
            }
            keep(status, outcomeOf(status), requester.journal().shown());
        }

        /** A refusal of many words is an answer of its own. */
        private Outcome outcomeOf(int status) {
            return status < 400
                    ? Outcome.shown()
                    : Outcome.not(
                            status < 500 ? Outcome.Kind.BAD_INPUT : Outcome.Kind.FAILED,
                            requester.journal().refusal().orElse("message"));
        }

        /**
         * Writes down that it was not answered, and why.
         *
         * @throws Problem 503 when it cannot be written down
         */
        void notAnswered(Problem problem) {
            if (problem.text() == Message.AUDIT_UNAVAILABLE) {
                // that has just been tried, for as long as it may take
                return;
            }
            // what was noted as shown was not, after all
            keep(problem.status(), outcome(problem, requester.journal()), List.of());
        }

        private void keep(int status, Outcome outcome, List<String> shown) {
            List<Noted> all = noted(status, outcome, shown);
            durably(() -> ledger.keep(all.stream().map(Noted::event).toList()));
            all.forEach(it -> onlooker.kept(it.event().facts(), it.circumstances()));
        }

        private List<Noted> noted(int status, Outcome outcome, List<String> shown) {
            Question question = Question.of(request, words);
            Journal journal = requester.journal();
            List<Noted> all = new ArrayList<>();
            for (Journal.About about : children(question, journal)) {
                Told told = told(status, all.isEmpty() ? shown : List.of(), about, registers(journal, all));
                Asked asked = all.isEmpty() ? question.asked() : question.aside();
                UUID id = about.former().stream()
                        .map(intended::get)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElseGet(() -> intended.getOrDefault(about.child(), TimedId.at(clock.instant())));
                Event event = new Event(id, facts(asked, outcome, told, Optional.of(about.child())));
                all.add(new Noted(event, circumstances(about)));
            }
            if (all.isEmpty()) {
                Told told = new Told(status, shown, List.of(), lookups(journal.registers()));
                Event event = Event.of(facts(question.asked(), outcome, told, Optional.empty()));
                all.add(new Noted(event, new Circumstances(Optional.empty(), Optional.empty(), unnoted)));
            }
            return all;
        }

        /** What a refused request did not get to learn, the number it named may tell. */
        private Circumstances circumstances(Journal.About about) {
            Optional<Closeness> named = requester
                    .identity()
                    .flatMap(Identity::ownNumber)
                    .filter(about::isAbout)
                    .map(own -> Closeness.SELF);
            return new Circumstances(
                    named.or(about.surroundings()::closeness),
                    about.surroundings().municipality(),
                    unnoted);
        }

        /** A source is about to hear of that child. */
        private void intend(PersonNumber child) {
            if (!intended.containsKey(child)) {
                Question question = Question.of(request, words);
                Outcome unfinished = Outcome.not(Outcome.Kind.FAILED, Ledger.UNFINISHED);
                AccessFacts facts = facts(question.asked(), unfinished, Told.nothing(500), Optional.of(child));
                durably(() -> intended.put(child, ledger.intend(facts)));
            }
        }

        private AccessFacts facts(Asked asked, Outcome outcome, Told told, Optional<PersonNumber> child) {
            return new AccessFacts(
                    clock.instant(),
                    asked,
                    outcome,
                    told,
                    child.map(Child.Numbered::new),
                    Askers.asker(requester.identity(), request.getRemoteAddr()),
                    requester.identity().flatMap(Askers::purpose),
                    requester.requestId(),
                    requester
                            .journal()
                            .launch()
                            .or(() -> requester.identity().flatMap(identity -> identity.launchId()))
                            .filter(Askers::isPlain));
        }
    }

    /** What is to be told of {@code request}, which {@code requester} sent. */
    Request of(IncomingRequest request, Requester requester) {
        Request one = new Request(request, requester);
        if (withIntent) {
            requester.journal().beforeAsking(one::intend);
        }
        return one;
    }

    /** Those that were asked about; before them the one that is named, when it got to nobody's being asked about it. */
    private List<Journal.About> children(Question question, Journal journal) {
        List<Journal.About> children = new ArrayList<>(journal.children());
        question.child(ids)
                .filter(named -> children.stream().noneMatch(about -> about.isAbout(named)))
                .ifPresent(named -> children.add(0, Journal.About.nothing(named)));
        return children;
    }

    /** The registers that were asked about no child belong to the first event. */
    private static Map<String, String> registers(Journal journal, List<Noted> before) {
        return before.isEmpty() ? journal.registers() : Map.of();
    }

    private static Outcome outcome(Problem problem, Journal journal) {
        Outcome.Kind kind = problem.status() == 401 || problem.status() == 403
                ? Outcome.Kind.REFUSED
                : problem.status() >= 500 ? Outcome.Kind.FAILED : Outcome.Kind.BAD_INPUT;
        return Outcome.not(
                kind,
                journal.refusal()
                        .orElseGet(() ->
                                problem.text().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    private static Told told(int status, List<String> shown, Journal.About about, Map<String, String> registers) {
        Map<String, String> all = new LinkedHashMap<>(about.lookups());
        registers.forEach(all::putIfAbsent);
        return new Told(
                status,
                shown,
                about.hidden().entrySet().stream()
                        .map(it ->
                                new Told.Hidden(it.getKey().kind(), it.getKey().rule(), it.getValue()))
                        .toList(),
                lookups(all));
    }

    private static List<Told.Lookup> lookups(Map<String, String> outcomes) {
        return outcomes.entrySet().stream()
                .map(it -> new Told.Lookup(it.getKey(), it.getValue()))
                .toList();
    }

    private void durably(Runnable keeping) {
        try {
            keeping.run();
        } catch (AuditUnavailable unavailable) {
            failures.increment();
            LOG.atError()
                    .addKeyValue("reason", unavailable.getMessage())
                    .log("a request was not answered: it could not be written down");
            throw Problem.of(503, IssueType.TRANSIENT, Message.AUDIT_UNAVAILABLE);
        }
    }
}
