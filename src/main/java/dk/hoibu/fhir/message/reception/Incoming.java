package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.log.CprPattern;
import dk.hoibu.fhir.message.ack.Answer;
import dk.hoibu.fhir.message.ack.Received;
import dk.hoibu.fhir.message.ack.Told;
import dk.hoibu.fhir.message.reception.Outcome.Acknowledged;
import dk.hoibu.fhir.message.reception.Outcome.Fault;
import dk.hoibu.fhir.message.reception.Outcome.Traces;
import dk.hoibu.fhir.message.reception.Outcome.Unacknowledged;
import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.rule.Verdict;
import dk.hoibu.fhir.message.store.Arrival;
import dk.hoibu.fhir.message.store.Decision;
import dk.hoibu.fhir.message.store.Draft;
import dk.hoibu.fhir.message.store.GivenAnswer;
import dk.hoibu.fhir.message.store.MessageFacts;
import dk.hoibu.fhir.message.store.MessageKey;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import dk.hoibu.fhir.message.tree.Node;
import dk.hoibu.fhir.message.tree.Reading;
import dk.hoibu.fhir.message.wire.Intake;
import dk.hoibu.fhir.message.wire.MessageFormat;
import dk.hoibu.fhir.message.wire.NoRoom;
import dk.hoibu.fhir.message.wire.Skeleton;
import dk.hoibu.fhir.message.wire.TooLong;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** One message that comes in. For one thread. */
public final class Incoming implements AutoCloseable {

    private final Reception reception;
    private final UUID id;
    private final MessageFormat format;
    private final Intake intake;
    private final Draft draft;
    private boolean tooLong;
    private boolean noRoom;
    private boolean unavailable;

    Incoming(Reception reception, UUID id, MessageFormat format, Intake intake, Draft draft) {
        this.reception = reception;
        this.id = id;
        this.format = format;
        this.intake = intake;
        this.draft = draft;
    }

    /** The next bytes, from the index {@code from} to before {@code to}; answers whether more are wanted. */
    public boolean take(byte[] bytes, int from, int to) {
        try {
            intake.take(bytes, from, to);
            if (!unavailable) {
                draft.take(bytes, from, to);
            }
        } catch (TooLong it) {
            tooLong = true;
        } catch (NoRoom it) {
            noRoom = true;
        } catch (StoreUnavailable it) {
            // it is read to its end all the same, to know whom to tell
            unavailable = true;
        }
        return !tooLong && !noRoom;
    }

    /**
     * What is to be answered, after the last byte, or when no more were wanted. What was accepted is durable then.
     *
     * @throws Problem 403 when it may not be handed in by whoever does
     */
    public Outcome end(Sending sending) {
        Outcome outcome = judged(sending);
        reception.counted().accept(outcome.traces().event());
        return outcome;
    }

    private Outcome judged(Sending sending) {
        if (tooLong) {
            return unacknowledged(
                    Fault.TOO_LONG, List.of(new Finding(reception.own().tooLong(), "Bundle")));
        }
        if (noRoom) {
            return notNow();
        }
        try {
            return understood(intake.end(), sending);
        } catch (NoRoom it) {
            return notNow();
        }
    }

    private Outcome understood(Skeleton skeleton, Sending sending) {
        Reading reading = reception.reader().read(format, skeleton.text());
        if (Told.isOne(reading)) {
            return noted(reading, sending);
        }
        Optional<Received> received = Received.of(reading);
        if (received.isEmpty() || reading.root().isEmpty()) {
            return unacknowledged(
                    reading.root().isEmpty() ? Fault.UNREADABLE : Fault.WRONG,
                    reception.rules().check(reading, new SetApart(skeleton)).errors());
        }
        if (!sending.for_().test(received.get().sender().sor())) {
            throw Problem.refused();
        }
        return new Message(received.get(), reading, reading.root().get(), skeleton, sending).outcome();
    }

    private Outcome unacknowledged(Fault fault, List<Finding> errors) {
        Answer answer = reception.acknowledgements().fatal(Optional.empty(), known(errors), reception.stamp());
        Traces traces = new Traces(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                fault.name().toLowerCase(Locale.ROOT));
        if (answer instanceof Answer.Unaddressed nobody) {
            return new Unacknowledged(fault, nobody.outcome(), traces);
        }
        throw new IllegalStateException("nobody can be told by a message");
    }

    /** A message that breaks no rule and yet does not say whom to tell: its numbers are wrong in a way that only we mind. */
    private List<Finding> known(List<Finding> errors) {
        return errors.isEmpty() ? List.of(new Finding(reception.own().receiverUnknown(), "Bundle")) : errors;
    }

    /** Our own trouble, with a message of which nothing is known. */
    private Outcome notNow() {
        Answer answer = reception.acknowledgements().transientError(Optional.empty(), reception.stamp());
        if (answer instanceof Answer.Unaddressed nobody) {
            return new Unacknowledged(
                    Fault.OURS,
                    nobody.outcome(),
                    new Traces(Optional.empty(), Optional.empty(), Optional.empty(), "ours"));
        }
        throw new IllegalStateException("nobody can be told by a message");
    }

    @Override
    public void close() {
        intake.close();
        draft.close();
    }

    /** Of an acknowledgement of a message that went out from here. */
    private Outcome noted(Reading reading, Sending sending) {
        Optional<Told> told = Told.of(reading).filter(it -> !isNumber(it.headerId()) && !isNumber(it.answered()));
        Optional<byte[]> bytes = unavailable ? Optional.empty() : draft.whole();
        if (told.isEmpty() || bytes.isEmpty() && !unavailable) {
            return unacknowledged(Fault.WRONG, List.of(new Finding(Replies.UNINTELLIGIBLE, "Bundle")));
        }
        if (!sending.for_().test(told.get().sender().sor())) {
            throw Problem.refused();
        }
        try {
            return bytes.isPresent()
                    ? reception.replies().noted(told.get(), sending.contentType(), bytes.get())
                    : notNow();
        } catch (StoreUnavailable it) {
            return notNow();
        }
    }

    private static boolean isNumber(String id) {
        return CprPattern.isIn(id);
    }

    /** A message of which it is known whom to answer. */
    private final class Message {

        private final Received received;
        private final Reading reading;
        private final Contents contents;
        private final Skeleton skeleton;
        private final Sending sending;
        private final Optional<PersonNumber> person;

        private Message(Received received, Reading reading, Node bundle, Skeleton skeleton, Sending sending) {
            this.received = received;
            this.reading = reading;
            this.contents = new Contents(bundle);
            this.skeleton = skeleton;
            this.sending = sending;
            this.person = contents.person();
        }

        /** What is told of a message that is accepted though it is urgent. */
        private static final String URGENT = "hoibu-acute";

        private Outcome outcome() {
            if (isNumber(received.headerId()) || isNumber(contents.bundleId())) {
                // such an id is not kept, and so neither is that it came
                return refusedUnkept(List.of(new Finding(reception.own().numberAsId(), "Bundle")));
            }
            Verdict verdict = reception.rules().check(reading, new SetApart(skeleton));
            List<Finding> errors = new ArrayList<>(verdict.errors());
            if (errors.isEmpty()) {
                switch (receiver()) {
                    case YES -> {}
                    case NO ->
                        errors.add(new Finding(
                                reception.own().receiverUnknown(), "Bundle.entry[0].resource.destination[0]"));
                    case NOT_NOW -> unavailable = true;
                }
            }
            return unavailable ? notNow() : kept(errors, verdict.warnings());
        }

        /** Nobody hands messages over to us that are another's to deliver. */
        private Receivers.Known receiver() {
            String sor = received.receiver().sor();
            return sending.handedOver() && !reception.local().test(sor)
                    ? Receivers.Known.NO
                    : reception.receivers().of(sending.requester(), sor);
        }

        private Answer ok(List<Finding> warnings) {
            return warnings.stream()
                    .filter(finding -> finding.rule().id().equals(URGENT))
                    .findFirst()
                    .map(finding -> reception.acknowledgements().ok(received, finding, phone(), reception.stamp()))
                    .orElseGet(() -> reception.acknowledgements().ok(received, reception.stamp()));
        }

        private Optional<String> phone() {
            return reception
                    .receivers()
                    .phone(sending.requester(), received.receiver().sor());
        }

        private Outcome kept(List<Finding> errors, List<Finding> warnings) {
            boolean ok = errors.isEmpty();
            Optional<MessageFacts> facts = ok
                    ? Optional.of(contents.facts(
                            received,
                            skeleton,
                            sending.contentType(),
                            reception.clock().instant(),
                            reception.marks()))
                    : Optional.empty();
            Answer answer = ok
                    ? ok(warnings)
                    : reception.acknowledgements().fatal(Optional.of(received), errors, reception.stamp());
            MessageKey key = new MessageKey(received.sender().sor(), received.headerId(), contents.bundleId());
            Arrival arrival = new Arrival(id, key, facts, given(ok, answer), this::reused);
            try {
                Optional<byte[]> apart =
                        skeleton.attachments().isEmpty() ? Optional.empty() : Optional.of(skeleton.text());
                return decided(reception.store().keep(arrival, draft, apart), ok);
            } catch (StoreUnavailable it) {
                return notNow();
            }
        }

        private GivenAnswer reused() {
            Finding finding = new Finding(reception.own().bundleIdReused(), "Bundle.id");
            return given(
                    false,
                    reception.acknowledgements().fatal(Optional.of(received), List.of(finding), reception.stamp()));
        }

        private GivenAnswer given(boolean ok, Answer answer) {
            return new GivenAnswer(ok, wanted().mediaType(), reception.text().of(message(answer), wanted()));
        }

        private static Bundle message(Answer answer) {
            if (answer instanceof Answer.Acknowledged known) {
                return known.message();
            }
            throw new IllegalStateException("somebody is to be told");
        }

        private MessageFormat wanted() {
            return sending.answerIn().orElse(format);
        }

        private Outcome decided(Decision decision, boolean ok) {
            GivenAnswer answer = decision.answer();
            boolean isNew = decision.kind() == Decision.Kind.NEW && ok;
            String event = (answer.ok() ? "ok-" : "fatal-error-")
                    + decision.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new Acknowledged(
                    reception.text().in(wanted(), answer.bytes(), answer.mediaType()),
                    wanted(),
                    isNew,
                    new Traces(
                            answer.ok() ? Optional.of(decision.id()) : Optional.empty(),
                            Optional.of(received.headerId()),
                            person,
                            event));
        }

        private Outcome refusedUnkept(List<Finding> errors) {
            Answer answer = reception.acknowledgements().fatal(Optional.of(received), errors, reception.stamp());
            return acknowledged(message(answer), "fatal-error", Optional.empty());
        }

        private Outcome notNow() {
            Answer answer = reception.acknowledgements().transientError(Optional.of(received), reception.stamp());
            return acknowledged(message(answer), "transient-error", Optional.of(received.headerId()));
        }

        private Outcome acknowledged(Resource message, String event, Optional<String> headerId) {
            return new Acknowledged(
                    reception.text().of(message, wanted()),
                    wanted(),
                    false,
                    new Traces(Optional.empty(), headerId, person, event));
        }
    }
}
