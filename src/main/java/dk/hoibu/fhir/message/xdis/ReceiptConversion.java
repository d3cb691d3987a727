package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.Receipt.Refusal;
import dk.hoibu.fhir.message.xdis.XdisLetter.AcknowledgementCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Envelope;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** Converts receipts of letters to MedCom's Acknowledgement 2.0, and back. */
public final class ReceiptConversion {

    private static final String SYNTAX = "syntaksfejl";

    private final OrganisationRegister register;
    private final Exchanged exchanged;
    private final Assumptions assumptions;
    private final IdSource ids;

    public ReceiptConversion(
            OrganisationRegister register, Exchanged exchanged, Assumptions assumptions, IdSource ids) {
        this.register = register;
        this.exchanged = exchanged;
        this.assumptions = assumptions;
        this.ids = ids;
    }

    /** A receipt as an Acknowledgement: {@code ok} or {@code fatal-error}, for a letter refused once is refused again. */
    public Converted<Bundle> toAcknowledgement(Receipt receipt) {
        Differences differences = new Differences();
        String answered = exchanged.messageOf(receipt.originalKey()).orElseGet(() -> {
            differences.assumed(
                    "MessageHeader.response.identifier",
                    "no message is known that went out as the letter: the letter's identifier");
            return receipt.originalLetter();
        });
        differences.lost("OriginalEnvelopeIdentifier", "an Acknowledgement names the message, not its envelope");
        differences.lost("OriginalVersionCode", "an Acknowledgement does not say the version of what it answers");
        differences.lost("Envelope.AcknowledgementCode", "an Acknowledgement is never acknowledged");
        Bundle bundle = new ReceiptToAcknowledgement(
                        receipt,
                        answered,
                        new PartyToOrganisation(register, assumptions.standIns(), differences),
                        ids,
                        differences)
                .convert();
        return new Converted<>(bundle, differences.report());
    }

    /**
     * An Acknowledgement as a receipt; empty for {@code transient-error}, of which letters know nothing: the sender is told when it is
     * over.
     *
     * @throws ConversionRefused when it is no Acknowledgement with what a receipt must have
     */
    public Optional<Converted<Receipt>> toReceipt(Bundle acknowledgement) {
        MessageParts message = new MessageParts(acknowledgement);
        MessageHeader header = message.header();
        if (!header.hasResponse() || header.getResponse().getCode() == null || !acknowledgement.hasTimestamp()) {
            throw new ConversionRefused("MessageHeader.response", "it is no Acknowledgement with a code and a time");
        }
        if (header.getResponse().getCode() == ResponseType.TRANSIENTERROR) {
            return Optional.empty();
        }
        Differences differences = new Differences();
        boolean refused = header.getResponse().getCode() == ResponseType.FATALERROR;
        Optional<Refusal> refusal = refused ? Optional.of(refusal(message, differences)) : Optional.empty();
        return Optional.of(new Converted<>(receipt(message, refusal, differences), differences.report()));
    }

    private Receipt receipt(MessageParts message, Optional<Refusal> refusal, Differences differences) {
        String answered = String.valueOf(message.header().getResponse().getIdentifier());
        Optional<XdisLetter> letter = exchanged.letterOf(answered);
        if (letter.isEmpty()) {
            differences.assumed(
                    "OriginalEmessage",
                    "no letter is known that became the message: named by the message's id, as of 2019");
        }
        OrganisationToParty parties = new OrganisationToParty(register, differences);
        String sender = parties.convert("Receiver", message.sender()).ean();
        String receiver = parties.convert("Receiver", message.receiver()).ean();
        String id = String.valueOf(message.header().getIdPart());
        return new Receipt(
                new Envelope(
                        DanishClock.local(message.bundle().getTimestamp().toInstant()),
                        ShortId.of(Optional.ofNullable(message.bundle().getIdPart())
                                .orElse(id)),
                        AcknowledgementCode.MINUSPOSITIVKVITT),
                ShortId.of(id),
                sender,
                receiver,
                receiver,
                sender,
                letter.map(known -> known.envelope().identifier()).orElseGet(() -> ShortId.of(answered)),
                letter.map(known -> known.heading().identifier()).orElseGet(() -> ShortId.of(answered)),
                letter.map(XdisLetter::edition).orElse(Edition.OF_2019).versionCode(),
                refusal);
    }

    private static Refusal refusal(MessageParts message, Differences differences) {
        StringBuilder text = new StringBuilder();
        String code = SYNTAX;
        for (OperationOutcome outcome : message.all(OperationOutcome.class)) {
            for (OperationOutcomeIssueComponent issue : outcome.getIssue()) {
                text.append(text.isEmpty() ? "" : "\n").append(said(issue));
                code = issue.hasDiagnostics() && issue.getDiagnostics().matches("[\\w-]{1,35}")
                        ? issue.getDiagnostics()
                        : code;
            }
        }
        String words = text.isEmpty() ? "Meddelelsen blev afvist." : text.toString();
        return new Refusal(code, differences.cut("OperationOutcome.issue.details", words, 1050));
    }

    private static String said(OperationOutcomeIssueComponent issue) {
        if (issue.getDetails().hasText()) {
            return issue.getDetails().getText().strip();
        }
        return issue.getDetails().hasCoding()
                        && issue.getDetails().getCodingFirstRep().hasCode()
                ? issue.getDetails().getCodingFirstRep().getCode()
                : String.valueOf(issue.getCode() == null ? "" : issue.getCode().toCode());
    }
}
