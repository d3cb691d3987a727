package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.Receipt.Refusal;
import dk.hoibu.fhir.message.xdis.XmlPiece.Element;
import java.util.Optional;
import java.util.Set;

/** Reads and writes receipts of letters: positive (XCTL03) and negative (XCTL02). */
public final class ReceiptXml {

    private static final String POSITIVE = "PositiveReceipt";
    private static final String NEGATIVE = "NegativeReceipt";

    private ReceiptXml() {}

    /** Whether {@code document} is of the receipts' namespace, so that {@link #read} is to be asked. */
    public static boolean isReceipt(byte[] document) {
        return SafeXml.root(document).namespace().equals(Receipt.NAMESPACE);
    }

    /**
     * The receipt in {@code document}.
     *
     * @throws UnreadableLetter when it is none
     */
    public static Receipt read(byte[] document) {
        Element message = SafeXml.root(document);
        if (!message.namespace().equals(Receipt.NAMESPACE) || !message.name().equals("Emessage")) {
            throw new UnreadableLetter("the root is no Emessage of the edition that receipts are in");
        }
        message.having(Set.of("Envelope", POSITIVE, NEGATIVE));
        Optional<Element> negative = message.element(NEGATIVE);
        Optional<Element> positive = message.element(POSITIVE);
        if (negative.isPresent() == positive.isPresent()) {
            throw UnreadableLetter.at("Emessage", "has not one receipt");
        }
        return receipt(message, negative.or(() -> positive).orElseThrow(), negative.isPresent());
    }

    private static Receipt receipt(Element message, Element receipt, boolean negative) {
        receipt.having(Set.of("Letter", "Sender", "Receiver", "OriginalEmessage"));
        Element original = receipt.required("OriginalEmessage")
                .having(Set.of("OriginalEnvelopeIdentifier", "OriginalSender", "OriginalReceiver", "OriginalLetter"));
        Element letter = original.required("OriginalLetter")
                .having(Set.of("OriginalLetterIdentifier", "OriginalVersionCode", "RefuseCode", "RefuseText"));
        Optional<Refusal> refusal = negative
                ? Optional.of(new Refusal(
                        letter.requiredText("RefuseCode"),
                        FormattedText.read(letter.required("RefuseText")).plain()))
                : Optional.empty();
        return new Receipt(
                LetterReader.envelope(message.required("Envelope")),
                receipt.required("Letter")
                        .having(Set.of("Identifier", "VersionCode", "StatisticalCode"))
                        .requiredText("Identifier"),
                receipt.required("Sender").requiredText("EANIdentifier"),
                receipt.required("Receiver").requiredText("EANIdentifier"),
                original.required("OriginalSender").requiredText("EANIdentifier"),
                original.required("OriginalReceiver").requiredText("EANIdentifier"),
                original.requiredText("OriginalEnvelopeIdentifier"),
                letter.requiredText("OriginalLetterIdentifier"),
                letter.requiredText("OriginalVersionCode"),
                refusal);
    }

    /** The document, in ISO-8859-1. */
    public static byte[] write(Receipt receipt) {
        XmlWriting xml = new XmlWriting();
        boolean negative = receipt.refusal().isPresent();
        xml.root("Emessage", Receipt.NAMESPACE, () -> {
            LetterWriter.envelope(xml, receipt.envelope());
            xml.element(negative ? NEGATIVE : POSITIVE, () -> {
                xml.element("Letter", () -> {
                    xml.element("Identifier", receipt.identifier());
                    xml.element("VersionCode", negative ? "XC0230Q" : "XC0330Q");
                    xml.element("StatisticalCode", negative ? "XCTL02" : "XCTL03");
                });
                xml.element("Sender", () -> xml.element("EANIdentifier", receipt.sender()));
                xml.element("Receiver", () -> xml.element("EANIdentifier", receipt.receiver()));
                xml.element("OriginalEmessage", () -> original(xml, receipt));
            });
        });
        return xml.bytes();
    }

    private static void original(XmlWriting xml, Receipt receipt) {
        xml.element("OriginalEnvelopeIdentifier", receipt.originalEnvelope());
        xml.element("OriginalSender", () -> xml.element("EANIdentifier", receipt.originalSender()));
        xml.element("OriginalReceiver", () -> xml.element("EANIdentifier", receipt.originalReceiver()));
        xml.element("OriginalLetter", () -> {
            xml.element("OriginalLetterIdentifier", receipt.originalLetter());
            xml.element("OriginalVersionCode", receipt.originalVersion());
            receipt.refusal().ifPresent(refusal -> {
                xml.element("RefuseCode", refusal.code());
                xml.formatted("RefuseText", refusal.text());
            });
        });
    }
}
