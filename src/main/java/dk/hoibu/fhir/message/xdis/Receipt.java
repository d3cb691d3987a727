package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.XdisLetter.Envelope;
import java.util.Optional;

/**
 * What the receiver's system says of a letter: that it was taken, or why it was not.
 *
 * @param envelope of the receipt itself
 * @param identifier of the receipt itself
 * @param sender location number of whoever received the letter
 * @param receiver location number of whoever sent it
 * @param originalSender location number of whoever sent the letter, as the receipt has it again
 * @param originalReceiver the same of whoever received it
 * @param originalEnvelope the envelope identifier of the letter
 * @param originalLetter the letter identifier of the letter
 * @param originalVersion the version code of the letter
 * @param refusal why it was refused; empty when it was taken
 */
public record Receipt(
        Envelope envelope,
        String identifier,
        String sender,
        String receiver,
        String originalSender,
        String originalReceiver,
        String originalEnvelope,
        String originalLetter,
        String originalVersion,
        Optional<Refusal> refusal) {

    /** The namespace of receipts, of 7 August 2005. */
    static final String NAMESPACE = "http://rep.oio.dk/sundcom.dk/medcom.dk/xml/schemas/2005/08/07/";

    public Receipt {
        Fields.require("Letter.Identifier", identifier, 14);
        Fields.require("Sender.EANIdentifier", sender, 35);
        Fields.require("Receiver.EANIdentifier", receiver, 35);
        Fields.require("OriginalSender.EANIdentifier", originalSender, 35);
        Fields.require("OriginalReceiver.EANIdentifier", originalReceiver, 35);
        Fields.require("OriginalEnvelopeIdentifier", originalEnvelope, 14);
        Fields.require("OriginalLetterIdentifier", originalLetter, 14);
        Fields.require("OriginalVersionCode", originalVersion, 7);
    }

    /**
     * Why a letter was refused.
     *
     * @param code a word such as {@code syntaksfejl}
     * @param text for people; may quote the letter
     */
    public record Refusal(String code, String text) {

        public Refusal {
            Fields.require("RefuseCode", code, 35);
            Fields.require("RefuseText", text, 1050);
        }

        @Override
        public String toString() {
            return "Refusal[" + code + "]";
        }
    }

    /** What the letter is known by everywhere, {@code [lokationsnummer]#[brevid]}. */
    public String originalKey() {
        return originalSender + "#" + originalLetter;
    }
}
