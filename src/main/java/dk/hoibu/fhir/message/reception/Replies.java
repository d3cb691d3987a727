package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.log.CprPattern;
import dk.hoibu.fhir.message.ack.Party;
import dk.hoibu.fhir.message.ack.Told;
import dk.hoibu.fhir.message.reception.Outcome.Noted;
import dk.hoibu.fhir.message.reception.Outcome.Traces;
import dk.hoibu.fhir.message.rule.Detail;
import dk.hoibu.fhir.message.rule.Rule;
import dk.hoibu.fhir.message.rule.Severity;
import dk.hoibu.fhir.message.store.MessageFacts.Address;
import dk.hoibu.fhir.message.store.Outbox;
import dk.hoibu.fhir.message.store.Reply;
import dk.hoibu.fhir.message.store.Reply.Effect;
import dk.hoibu.fhir.message.store.Reply.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Takes the acknowledgements of messages that went out from here; none is acknowledged itself. Safe for use by many threads. */
public final class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    static final Rule UNINTELLIGIBLE = new Rule(
            "hoibu-acknowledgement",
            Severity.ERROR,
            Detail.SYNTAX,
            "Kvitteringen siger ikke, hvem der svarer hvem på hvilken meddelelse.",
            "The acknowledgement does not say who answers whom about which message.");

    private static final String NOTED =
            "Modtaget. En kvittering kvitteres ikke; et brev kvitteres for sig. / Received. An acknowledgement is not acknowledged; a letter is, by itself.";

    private final Outbox outbox;
    private final Duration wait;
    private final InstantSource clock;
    private final Consumer<Effect> seen;

    /**
     * @param wait after which a message is sent again that could not be taken for the time being
     * @param seen hears of each
     */
    public Replies(Outbox outbox, Duration wait, InstantSource clock, Consumer<Effect> seen) {
        this.outbox = outbox;
        this.wait = wait;
        this.clock = clock;
        this.seen = seen;
    }

    /** Takes one that is a message; {@code bytes}: as it came. */
    Noted noted(Told told, String mediaType, byte[] bytes) {
        Effect effect = take(new Reply(
                told.headerId(),
                told.answered(),
                false,
                address(told.sender()),
                address(told.receiver()),
                Verdict.valueOf(told.verdict().toUpperCase(Locale.ROOT).replace('-', '_')),
                told.reason(),
                mediaType,
                bytes));
        Traces traces = new Traces(
                Optional.empty(),
                Optional.of(told.headerId()),
                Optional.empty(),
                "acknowledgement-" + effect.name().toLowerCase(Locale.ROOT));
        return new Noted(outcome(), traces);
    }

    /** Keeps it durably; answers what came of it. */
    public Effect take(Reply reply) {
        Instant now = clock.instant();
        Effect effect = outbox.acknowledged(reply, now, now.plus(wait));
        tell(reply, effect);
        seen.accept(effect);
        return effect;
    }

    /** What whoever hands in an acknowledgement, or an old letter, is told. */
    public static OperationOutcome outcome() {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDetails(new CodeableConcept().setText(NOTED));
        return outcome;
    }

    private static void tell(Reply reply, Effect effect) {
        boolean wrong = effect == Effect.CONTRADICTED || effect == Effect.UNKNOWN || effect == Effect.REFUSED;
        String answered = CprPattern.isIn(reply.answered()) ? "-" : reply.answered();
        LOG.atLevel(wrong ? Level.WARN : Level.INFO)
                .addKeyValue("messageHeader", answered)
                .addKeyValue("verdict", reply.verdict())
                .addKeyValue("effect", effect)
                .log("an acknowledgement came");
    }

    private static Address address(Party party) {
        return new Address(party.sor(), party.gln());
    }
}
