package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.TimedId;
import dk.hoibu.fhir.message.ack.Acknowledgements;
import dk.hoibu.fhir.message.ack.Stamp;
import dk.hoibu.fhir.message.rule.MessageRules;
import dk.hoibu.fhir.message.rule.RuleBook;
import dk.hoibu.fhir.message.store.MessageStore;
import dk.hoibu.fhir.message.wire.Intake;
import dk.hoibu.fhir.message.wire.MessageFormat;
import dk.hoibu.fhir.message.wire.Room;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where messages come in. Safe for use by many threads. */
public final class Reception {

    private final MessageStore store;
    private final Room room;
    private final Reader reader;
    private final MessageRules rules;
    private final OwnRules own;
    private final Acknowledgements acknowledgements;
    private final AnswerText text;
    private final Receivers receivers;
    private final Predicate<String> local;
    private final Replies replies;
    private final ChildMarks marks;
    private final Clock clock;
    private final Consumer<String> counted;

    /**
     * @param local whether the mailbox of the organisation with a SOR id is here
     * @param counted hears of each message how it was decided, a word for logs
     */
    public Reception(
            MessageStore store,
            Room room,
            Reader reader,
            RuleBook book,
            MessageRules rules,
            Acknowledgements acknowledgements,
            AnswerText text,
            Receivers receivers,
            Predicate<String> local,
            Replies replies,
            ChildMarks marks,
            Clock clock,
            Consumer<String> counted) {
        this.store = store;
        this.room = room;
        this.reader = reader;
        this.rules = rules;
        this.own = OwnRules.of(book);
        this.acknowledgements = acknowledgements;
        this.text = text;
        this.receivers = receivers;
        this.local = local;
        this.replies = replies;
        this.marks = marks;
        this.clock = clock;
        this.counted = counted;
    }

    /** A message begins to come. */
    public Incoming begin(MessageFormat format) {
        UUID id = TimedId.at(clock.instant());
        return new Incoming(this, id, format, new Intake(format, Intake.LONGEST, room), store.draft(id));
    }

    MessageStore store() {
        return store;
    }

    Reader reader() {
        return reader;
    }

    MessageRules rules() {
        return rules;
    }

    OwnRules own() {
        return own;
    }

    Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    AnswerText text() {
        return text;
    }

    Receivers receivers() {
        return receivers;
    }

    Predicate<String> local() {
        return local;
    }

    Replies replies() {
        return replies;
    }

    ChildMarks marks() {
        return marks;
    }

    Clock clock() {
        return clock;
    }

    Consumer<String> counted() {
        return counted;
    }

    /** Of an acknowledgement that is made now. */
    Stamp stamp() {
        return new Stamp(
                OffsetDateTime.now(clock), () -> TimedId.at(clock.instant()).toString());
    }
}
