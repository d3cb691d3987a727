package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.audit.TimedId;
import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.log.CprPattern;
import dk.hoibu.fhir.message.ack.Party;
import dk.hoibu.fhir.message.build.Activity;
import dk.hoibu.fhir.message.build.BuiltMessage;
import dk.hoibu.fhir.message.build.Composer;
import dk.hoibu.fhir.message.build.DraftMessage;
import dk.hoibu.fhir.message.build.DraftRules;
import dk.hoibu.fhir.message.build.Earlier;
import dk.hoibu.fhir.message.build.Participant;
import dk.hoibu.fhir.message.build.Postmark;
import dk.hoibu.fhir.message.build.ReadDraft;
import dk.hoibu.fhir.message.build.Route;
import dk.hoibu.fhir.message.build.Subject;
import dk.hoibu.fhir.message.http.Drafting.Order;
import dk.hoibu.fhir.message.http.Drafting.Refused;
import dk.hoibu.fhir.message.http.Registers.Reachable;
import dk.hoibu.fhir.message.reception.AnswerText;
import dk.hoibu.fhir.message.reception.Incoming;
import dk.hoibu.fhir.message.reception.Outcome;
import dk.hoibu.fhir.message.reception.Reception;
import dk.hoibu.fhir.message.reception.Sending;
import dk.hoibu.fhir.message.reception.Trial;
import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.rule.Rule;
import dk.hoibu.fhir.message.wire.MessageFormat;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Sends messages that are made of drafts: as if the client had handed them in whole, so that they are checked, kept and delivered as all others.
 * Safe for use by many threads.
 */
public final class Outgoing {

    private static final String JSON = MessageFormat.JSON.mediaType();

    private final Threads threads;
    private final Reception reception;
    private final Registers registers;
    private final Citizens citizens;
    private final Composer composer;
    private final AnswerText text;
    private final Clock clock;

    public Outgoing(
            Threads threads,
            Reception reception,
            Registers registers,
            Composer composer,
            AnswerText text,
            Clock clock) {
        this.threads = threads;
        this.reception = reception;
        this.registers = registers;
        this.citizens = new Citizens(registers);
        this.composer = composer;
        this.text = text;
        this.clock = clock;
    }

    /**
     * What came of a draft.
     *
     * @param message the whole message, in JSON
     * @param id what it is called here; empty when it was not sent
     * @param isNew whether it was sent now, and not before
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Result(byte[] message, Optional<UUID> id, String headerId, Optional<PersonNumber> person, boolean isNew) {}

    /** A message as far as it is built. */
    private record Made(BuiltMessage message, Optional<PersonNumber> person) {}

    Result send(Order order, Caller caller) throws IOException {
        DraftMessage draft = order.draft()
                .message()
                .orElseThrow(() -> new Refused(order.draft().faults()));
        Idempotence ids = ids(order);
        if (ids.repeatable() && !order.dry()) {
            Optional<Result> before = sentBefore(ids, order);
            if (before.isPresent()) {
                before.get().person().ifPresent(caller.requester().journal()::asked);
                return before.get();
            }
        }
        Postmark mark = new Postmark(
                ids.bundleId(),
                ids.headerId(),
                OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.SECONDS), DanishTime.ZONE),
                this::id);
        Made made =
                order.activity() == Activity.NEW ? fresh(order, draft, mark, caller) : next(order, draft, mark, caller);
        made.person().ifPresent(caller.requester().journal()::asked);
        byte[] message = text.of(made.message().bundle(), MessageFormat.JSON);
        requireGood(message, made.message(), caller.requester());
        return order.dry()
                ? new Result(message, Optional.empty(), ids.headerId(), made.person(), false)
                : handIn(message, made, ids, order, caller);
    }

    private Idempotence ids(Order order) {
        String asked = order.activity().code() + " " + order.about() + " "
                + String.join(" ", order.segments().stream().sorted().toList());
        return Idempotence.of(order.draft().key(), order.sender().party().sor(), asked, order.body(), this::id);
    }

    private String id() {
        String id = TimedId.at(clock.instant()).toString();
        while (CprPattern.isIn(id)) {
            id = TimedId.at(clock.instant()).toString();
        }
        return id;
    }

    /** The same draft, come again since its sender did not get the answer. */
    private Optional<Result> sentBefore(Idempotence ids, Order order) throws IOException {
        Optional<Threads.Kept> kept =
                threads.byBundleId(ids.bundleId(), order.sender().party().sor());
        return kept.isEmpty() ? Optional.empty() : Optional.of(again(kept.get(), ids));
    }

    private Result again(Threads.Kept kept, Idempotence ids) throws IOException {
        return new Result(
                threads.bytes(kept.message()),
                Optional.of(kept.message().id()),
                ids.headerId(),
                Citizens.person(kept.earlier().subject()),
                false);
    }

    private Made fresh(Order order, DraftMessage draft, Postmark mark, Caller caller) {
        Subject subject = citizens.subject(order.draft(), caller);
        Reachable receiver = receiver(order, caller.requester());
        Route route = new Route(order.sender().party(), receiver.party());
        return new Made(
                composer.fresh(within(draft, order.sender(), receiver), subject, route, mark),
                Citizens.person(subject.numbers()));
    }

    /** A unit below the organisation that has the numbers is named as whom the message is from or for. */
    private static DraftMessage within(DraftMessage draft, Reachable sender, Reachable receiver) {
        DraftMessage from = sender.within()
                .map(name -> draft.orFrom(new Participant.Team(name)))
                .orElse(draft);
        return receiver.within()
                .map(name -> from.orTo(new Participant.Team(name)))
                .orElse(from);
    }

    private Made next(Order order, DraftMessage draft, Postmark mark, Caller caller) throws IOException {
        Threads.Kept kept =
                threads.visible(order.about(), MessageAccess.sends(caller).map(MessageAccess::organisation));
        Earlier earlier = kept.earlier();
        Optional<PersonNumber> person = Citizens.person(earlier.subject());
        person.ifPresent(caller.requester().journal()::asked);
        caller.requester().journal().shown("Communication/" + kept.message().id());
        citizens.requireSame(order.draft(), earlier);
        return new Made(
                order.activity() == Activity.REPLY
                        ? reply(order, draft, kept, mark, caller)
                        : forward(order, draft, kept, mark, caller),
                person);
    }

    private BuiltMessage reply(Order order, DraftMessage draft, Threads.Kept kept, Postmark mark, Caller caller) {
        String own = order.sender().party().sor();
        Optional<UUID> newer = threads.newerThan(kept.message(), own);
        if (newer.isPresent()) {
            throw Problem.of(409, IssueType.CONFLICT, Message.NOT_LATEST, newer.get());
        }
        Party sender = kept.earlier().sender();
        Party other = sender.sor().equals(own) ? kept.earlier().receiver() : sender;
        if (!own.equals(sender.sor()) && !own.equals(kept.earlier().receiver().sor())) {
            throw Problem.refused();
        }
        Party receiver = now(other, caller.requester());
        if (order.draft().receiver().isPresent()
                && !receiver(order, caller.requester()).party().sor().equals(receiver.sor())) {
            throw refused(DraftRules.OTHER_RECEIVER, "Communication.recipient");
        }
        DraftMessage from = order.sender()
                .within()
                .map(name -> draft.orFrom(new Participant.Team(name)))
                .orElse(draft);
        return composer.reply(from, kept.earlier(), new Route(order.sender().party(), receiver), mark);
    }

    /** As the register has it now; as it was when the register does not know it. */
    private Party now(Party party, Requester requester) {
        Registers.Found found = registers.organisation(
                requester, new ReadDraft.Organisation(Optional.of(party.sor()), Optional.empty()));
        return found instanceof Reachable reachable && reachable.party().sor().equals(party.sor())
                ? reachable.party()
                : party;
    }

    private BuiltMessage forward(Order order, DraftMessage draft, Threads.Kept kept, Postmark mark, Caller caller)
            throws IOException {
        Earlier whole = threads.whole(kept, order.sender().party().sor());
        Set<String> all = Set.copyOf(whole.segments());
        if (!all.containsAll(order.segments())) {
            throw refused(DraftRules.SEGMENT, "http.segment");
        }
        Reachable receiver = receiver(order, caller.requester());
        return composer.forward(
                within(draft, order.sender(), receiver),
                whole,
                order.segments().isEmpty() ? all : order.segments(),
                new Route(order.sender().party(), receiver.party()),
                mark);
    }

    private Reachable receiver(Order order, Requester requester) {
        Registers.Found found =
                registers.organisation(requester, order.draft().receiver().orElseThrow());
        if (found instanceof Reachable reachable) {
            return reachable;
        }
        if (found == Registers.Missing.NOT_NOW) {
            throw Problem.of(503, IssueType.TRANSIENT, Message.MESSAGES_UNAVAILABLE);
        }
        throw refused(DraftRules.RECEIVER_UNKNOWN, "Communication.recipient");
    }

    static Refused refused(Rule rule, String where) {
        return new Refused(List.of(new Finding(rule, where)));
    }

    /** The message is held against all that is asked of those that others send. */
    private void requireGood(byte[] message, BuiltMessage built, Requester requester) {
        Trial.Result trial = new Trial(reception).of(message, MessageFormat.JSON, requester);
        if (!trial.errors().isEmpty()) {
            throw new Refused(Faults.ofDraft(trial.errors(), built));
        }
        if (!trial.answered()) {
            throw Problem.of(503, IssueType.TRANSIENT, Message.MESSAGES_UNAVAILABLE);
        }
    }

    private Result handIn(byte[] message, Made made, Idempotence ids, Order order, Caller caller) throws IOException {
        Outcome outcome;
        try (Incoming incoming = reception.begin(MessageFormat.JSON)) {
            incoming.take(message, 0, message.length);
            outcome = incoming.end(
                    new Sending(caller.requester(), sor -> true, false, JSON, Optional.of(MessageFormat.JSON)));
        }
        Optional<UUID> id = outcome.traces().id();
        return switch (outcome.traces().event()) {
            case "ok-new" -> new Result(message, id, ids.headerId(), made.person(), true);
            // two of the same draft came at once
            case "ok-repeated" -> sentBefore(ids, order).orElseThrow(Problem::notFound);
            case "ok-resent" -> throw Problem.of(409, IssueType.DUPLICATE, Message.DRAFT_REUSED);
            case "transient-error" -> throw Problem.of(503, IssueType.TRANSIENT, Message.MESSAGES_UNAVAILABLE);
            default ->
                throw new IllegalStateException("a message that was good is refused: "
                        + outcome.traces().event());
        };
    }
}
