package dk.hoibu.fhir.message.delivery.letter;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.message.reception.Outcome.Acknowledged;
import dk.hoibu.fhir.message.store.Consignment;
import dk.hoibu.fhir.message.store.MessageFacts.Address;
import dk.hoibu.fhir.message.store.MessageKey;
import dk.hoibu.fhir.message.wire.MessageFormat;
import dk.hoibu.fhir.message.xdis.Assumptions;
import dk.hoibu.fhir.message.xdis.Exchanged;
import dk.hoibu.fhir.message.xdis.IdSource;
import dk.hoibu.fhir.message.xdis.OrganisationRegister;
import dk.hoibu.fhir.message.xdis.Receipt;
import dk.hoibu.fhir.message.xdis.ReceiptConversion;
import dk.hoibu.fhir.message.xdis.ReceiptXml;
import dk.hoibu.fhir.message.xdis.XdisLetter;
import dk.hoibu.fhir.message.xdis.XdisLetter.AcknowledgementCode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;

/** Answers letters: XCTL02 and XCTL03. */
final class Receipts {

    private static final ZoneId DENMARK = ZoneId.of("Europe/Copenhagen");
    private static final int ID_LENGTH = 14;
    private static final String SYNTAX = "syntaksfejl";

    private final OrganisationRegister register;
    private final FhirContext context;
    private final InstantSource clock;

    Receipts(OrganisationRegister register, FhirContext context, InstantSource clock) {
        this.register = register;
        this.context = context;
        this.clock = clock;
    }

    /** Of a letter that was taken or refused as a message; empty when its sender does not want to hear that all went well. */
    Optional<Consignment> of(XdisLetter letter, Acknowledged answer) {
        Bundle acknowledgement = (answer.format() == MessageFormat.JSON
                        ? context.newJsonParser()
                        : context.newXmlParser())
                .parseResource(Bundle.class, new String(answer.body(), StandardCharsets.UTF_8));
        boolean wanted = letter.envelope().acknowledgement() == AcknowledgementCode.PLUSPOSITIVKVITT;
        return new ReceiptConversion(register, of(letter), Assumptions.standard(), IdSource.byName())
                .toReceipt(acknowledgement)
                .map(converted -> addressed(letter, converted.result()))
                .filter(receipt -> wanted || receipt.refusal().isPresent())
                .map(receipt -> consignment(letter, receipt));
    }

    private static Exchanged of(XdisLetter letter) {
        return new Exchanged() {
            @Override
            public Optional<String> messageOf(String key) {
                return Optional.empty();
            }

            @Override
            public Optional<XdisLetter> letterOf(String messageHeaderId) {
                return Optional.of(letter);
            }
        };
    }

    /** To whom the letter says that it came from, whatever number stood in for that in the message. */
    private static Receipt addressed(XdisLetter letter, Receipt receipt) {
        return new Receipt(
                receipt.envelope(),
                receipt.identifier(),
                letter.receiver().ean(),
                letter.sender().ean(),
                letter.sender().ean(),
                letter.receiver().ean(),
                receipt.originalEnvelope(),
                receipt.originalLetter(),
                receipt.originalVersion(),
                receipt.refusal());
    }

    /** Of a letter that cannot become a message; {@code why} says nothing of what is in it. */
    Consignment refusal(XdisLetter letter, String why) {
        String id = UUID.nameUUIDFromBytes(("receipt " + letter.key()).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .toUpperCase(Locale.ROOT)
                .substring(0, ID_LENGTH);
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), DENMARK).truncatedTo(ChronoUnit.MINUTES);
        return consignment(
                letter,
                new Receipt(
                        new XdisLetter.Envelope(now, id, AcknowledgementCode.MINUSPOSITIVKVITT),
                        id,
                        letter.receiver().ean(),
                        letter.sender().ean(),
                        letter.sender().ean(),
                        letter.receiver().ean(),
                        letter.envelope().identifier(),
                        letter.heading().identifier(),
                        letter.edition().versionCode(),
                        Optional.of(new Receipt.Refusal(SYNTAX, "Brevet kan ikke omsættes: " + why))));
    }

    private Consignment consignment(XdisLetter letter, Receipt receipt) {
        return new Consignment(
                UUID.nameUUIDFromBytes(("answer " + letter.key()).getBytes(StandardCharsets.UTF_8)),
                Consignment.Kind.RECEIPT,
                new MessageKey(
                        receipt.sender(),
                        receipt.identifier(),
                        receipt.envelope().identifier()),
                new Address("", receipt.sender()),
                new Address("", receipt.receiver()),
                receipt.refusal().isPresent() ? "fatal-error" : "ok",
                "text/xml",
                clock.instant(),
                Optional.empty(),
                Optional.of(ReceiptXml.write(receipt)),
                0,
                0,
                "");
    }
}
