package dk.hoibu.fhir.http;

import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.access.Journal;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.Marks;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.log.CprPattern;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what came of a request before anything of it goes out: what is not written down is not answered. Safe for use by many threads.
 */
public final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final int LONGEST_TEXT = 500;

    private final AuditTrail trail;
    private final ChildMarks marks;
    private final FactsCodec codec;
    private final Ids ids;
    private final Clock clock;
    private final Counter failures;
    private final Counter withoutFacts;

    public Recorder(AuditTrail trail, ChildMarks marks, Ids ids, Clock clock, MeterRegistry registry) {
        this.trail = trail;
        this.marks = marks;
        this.codec = new FactsCodec(number -> ids.ofPerson(Ids.Purpose.PATIENT, number));
        this.ids = ids;
        this.clock = clock;
        this.failures = Counter.builder("hoibu.audit.failures")
                .description("Requests not answered because they could not be written down")
                .register(registry);
        this.withoutFacts = Counter.builder("hoibu.audit.without.facts")
                .description("Answers held back because nobody noted what they tell: a bug")
                .register(registry);
    }

    /** Whether a request could be written down now, as far as can be told. */
    boolean isReady() {
        return trail.isWritable();
    }

    /**
     * Writes down an answer that is about to go out, of which {@link ShownInterceptor} has noted what it tells.
     *
     * @throws Problem 500 when nothing was noted; 503 when it cannot be written down
     */
    void answered(IncomingRequest request, Requester requester, int status) {
        if (!requester.journal().isAnswered()) {
            withoutFacts.increment();
            LOG.error("an answer was held back: nobody noted what it tells");
            throw Problem.of(500, IssueType.EXCEPTION, Message.INTERNAL);
        }
        keep(request, requester, status, Outcome.shown());
    }

    /**
     * Writes down that a request was not answered, and why.
     *
     * @throws Problem 503 when it cannot be written down
     */
    void notAnswered(IncomingRequest request, Requester requester, Problem problem) {
        keep(request, requester, problem.status(), outcome(problem, requester.journal()));
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

    private void keep(IncomingRequest request, Requester requester, int status, Outcome outcome) {
        Question question = Question.of(request);
        Journal journal = requester.journal();
        Optional<PersonNumber> child = journal.child().or(() -> question.child(ids));
        AccessFacts facts = new AccessFacts(
                clock.instant(),
                question.asked(),
                outcome,
                told(status, journal),
                child.map(Child.Numbered::new),
                asker(requester, request.getRemoteAddr()),
                requester
                        .identity()
                        .flatMap(Identity::purpose)
                        .filter(Recorder::isPlain)
                        .map(Recorder::purpose),
                requester.requestId(),
                Optional.empty());
        try {
            trail.keep(List.of(entry(facts, child)));
        } catch (AuditUnavailable unavailable) {
            failures.increment();
            LOG.atError()
                    .addKeyValue("reason", unavailable.getMessage())
                    .log("a request was not answered: it could not be written down");
            throw Problem.of(503, IssueType.TRANSIENT, Message.AUDIT_UNAVAILABLE);
        }
    }

    private static Told told(int status, Journal journal) {
        return new Told(
                status,
                journal.shown(),
                journal.hidden().entrySet().stream()
                        .map(it ->
                                new Told.Hidden(it.getKey().kind(), it.getKey().rule(), it.getValue()))
                        .toList(),
                journal.lookups().entrySet().stream()
                        .map(it -> new Told.Lookup(it.getKey(), it.getValue()))
                        .toList());
    }

    private static Asker asker(Requester requester, String address) {
        Optional<Identity> identity = requester.identity();
        return new Asker(
                new Asker.Client(identity.map(Identity::clientId).map(Recorder::plain), address),
                identity.filter(Recorder::isPerson)
                        .map(it -> new Asker.User(
                                plain(it.issuer()),
                                plain(it.subject()),
                                Optional.of(it.role().code()),
                                it.name().filter(Recorder::isPlain))),
                identity.map(it -> new Asker.Organisation(
                        Asker.Register.valueOf(it.organisation().register().name()),
                        it.organisation().id(),
                        Optional.empty())));
    }

    /** Whether a person is behind the request, and not a system on its own. */
    private static boolean isPerson(Identity identity) {
        return switch (identity.role()) {
            case GP, PSYCHIATRIST, PPR, CASEWORKER, AUDITOR, OPERATOR -> true;
            case MUNICIPAL_SYSTEM, MESSAGE_HANDLER, EHR -> false;
        };
    }

    /** What an issuer tells is not ours to judge: a text that may hold a person number is not kept, and that is told. */
    private static String plain(String text) {
        return isPlain(text) ? text : "[not kept]";
    }

    private static boolean isPlain(String text) {
        return !text.isBlank() && text.length() <= LONGEST_TEXT && !CprPattern.isIn(text);
    }

    private static Purpose purpose(String code) {
        String text = switch (code) {
            case "TREAT" -> "Behandling";
            case "ETREAT" -> "Akut behandling";
            default -> code;
        };
        return new Purpose(ACT_REASON, code, text);
    }

    private AuditEntry entry(AccessFacts facts, Optional<PersonNumber> child) {
        Asked.Interaction interaction = facts.asked().interaction();
        Instant recorded = facts.when().truncatedTo(ChronoUnit.MILLIS);
        Asker asker = facts.asker();
        Marks found = new Marks(
                child.map(marks::of),
                "rest",
                interaction.code(),
                interaction.action(),
                facts.outcome().kind().code(),
                asker.user().map(user -> user.issuer() + "|" + user.subject()),
                asker.client().id(),
                asker.organisation().map(it -> it.register().name().toLowerCase(Locale.ROOT) + ":" + it.id()),
                facts.purpose().map(Purpose::code),
                facts.requestId());
        return new AuditEntry(UUID.randomUUID(), recorded, found, codec.write(facts));
    }
}
