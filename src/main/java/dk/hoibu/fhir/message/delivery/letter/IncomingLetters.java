package dk.hoibu.fhir.message.delivery.letter;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.message.delivery.Envelopes;
import dk.hoibu.fhir.message.reception.AnswerText;
import dk.hoibu.fhir.message.reception.Incoming;
import dk.hoibu.fhir.message.reception.Letters;
import dk.hoibu.fhir.message.reception.Outcome;
import dk.hoibu.fhir.message.reception.Outcome.Acknowledged;
import dk.hoibu.fhir.message.reception.Outcome.Fault;
import dk.hoibu.fhir.message.reception.Outcome.Unacknowledged;
import dk.hoibu.fhir.message.reception.Reception;
import dk.hoibu.fhir.message.reception.Replies;
import dk.hoibu.fhir.message.reception.Sending;
import dk.hoibu.fhir.message.store.MessageFacts.Address;
import dk.hoibu.fhir.message.store.Outbox;
import dk.hoibu.fhir.message.store.Reply;
import dk.hoibu.fhir.message.store.Reply.Verdict;
import dk.hoibu.fhir.message.wire.MessageFormat;
import dk.hoibu.fhir.message.xdis.Assumptions;
import dk.hoibu.fhir.message.xdis.AttachedObjects;
import dk.hoibu.fhir.message.xdis.Conversations;
import dk.hoibu.fhir.message.xdis.ConversionRefused;
import dk.hoibu.fhir.message.xdis.Converted;
import dk.hoibu.fhir.message.xdis.IdSource;
import dk.hoibu.fhir.message.xdis.LetterReader;
import dk.hoibu.fhir.message.xdis.OrganisationRegister;
import dk.hoibu.fhir.message.xdis.Receipt;
import dk.hoibu.fhir.message.xdis.ReceiptXml;
import dk.hoibu.fhir.message.xdis.UnreadableLetter;
import dk.hoibu.fhir.message.xdis.Xdis91Conversion;
import dk.hoibu.fhir.message.xdis.XdisLetter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in letters as the messages they become, and answers them with receipts. A letter that comes again becomes the same message, and is
 * answered as it was. Safe for use by many threads.
 */
public final class IncomingLetters implements Letters {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingLetters.class);

    /** More is no letter. */
    private static final int LONGEST = 10 << 20;

    private final Reception reception;
    private final Replies replies;
    private final Outbox outbox;
    private final Receipts receipts;
    private final Xdis91Conversion conversion;
    private final AnswerText text;
    private final Envelopes envelopes;
    private final InstantSource clock;

    public IncomingLetters(
            Reception reception,
            Replies replies,
            Outbox outbox,
            OrganisationRegister register,
            Envelopes envelopes,
            FhirContext context,
            InstantSource clock) {
        this.envelopes = envelopes;
        this.reception = reception;
        this.replies = replies;
        this.outbox = outbox;
        this.receipts = new Receipts(register, context, clock);
        this.conversion = new Xdis91Conversion(
                register, AttachedObjects.none(), Conversations.unknown(), Assumptions.standard(), IdSource.byName());
        this.text = new AnswerText(context);
        this.clock = clock;
    }

    @Override
    public boolean isOne(BufferedInputStream in) throws IOException {
        return envelopes.kind(in) == Envelopes.Kind.LETTER;
    }

    @Override
    public Result take(BufferedInputStream in, Consumer<Outcome.Traces> heard) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            return Result.USELESS;
        }
        try {
            return ReceiptXml.isReceipt(bytes)
                    ? noted(ReceiptXml.read(bytes), bytes)
                    : letter(LetterReader.read(bytes), heard);
        } catch (UnreadableLetter unreadable) {
            LOG.atWarn().addKeyValue("reason", unreadable.getMessage()).log("a letter came that cannot be read");
            return Result.USELESS;
        }
    }

    private Result noted(Receipt receipt, byte[] bytes) {
        replies.take(new Reply(
                receipt.identifier(),
                receipt.originalLetter(),
                true,
                new Address("", receipt.sender()),
                new Address("", receipt.receiver()),
                receipt.refusal().isPresent() ? Verdict.FATAL_ERROR : Verdict.OK,
                receipt.refusal()
                        .map(Receipt.Refusal::code)
                        .filter(code -> code.matches("[A-Za-z_-]{1,35}"))
                        .orElse(""),
                "text/xml",
                bytes));
        return Result.KEPT;
    }

    private Result letter(XdisLetter letter, Consumer<Outcome.Traces> heard) {
        Converted<Bundle> converted;
        try {
            converted = conversion.toMessage(letter);
        } catch (ConversionRefused refused) {
            LOG.atWarn()
                    .addKeyValue("reason", refused.getMessage())
                    .log("a letter was refused that cannot become a message");
            outbox.lay(receipts.refusal(letter, String.valueOf(refused.getMessage())), clock.instant());
            return Result.KEPT;
        }
        byte[] message = text.of(converted.result(), MessageFormat.JSON);
        try (Incoming incoming = reception.begin(MessageFormat.JSON)) {
            incoming.take(message, 0, message.length);
            Requester us = new Requester(true, UUID.randomUUID().toString());
            Outcome outcome =
                    incoming.end(new Sending(us, sor -> true, true, MessageFormat.JSON.mediaType(), Optional.empty()));
            heard.accept(outcome.traces());
            return settled(letter, converted, outcome);
        }
    }

    private Result settled(XdisLetter letter, Converted<Bundle> converted, Outcome outcome) {
        if (outcome instanceof Acknowledged it) {
            if (it.traces().event().startsWith("transient-error")) {
                return Result.NOT_NOW;
            }
            it.traces()
                    .id()
                    .ifPresent(id -> outbox.converted(
                            id, letter.heading().identifier(), ReportText.of(converted.report()), clock.instant()));
            receipts.of(letter, it).ifPresent(receipt -> outbox.lay(receipt, clock.instant()));
            return Result.KEPT;
        }
        return outcome instanceof Unacknowledged it && it.fault() == Fault.OURS ? Result.NOT_NOW : Result.USELESS;
    }
}
