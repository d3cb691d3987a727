package dk.hoibu.fhir.message.store;

import dk.hoibu.fhir.message.store.MessageFacts.Address;

/**
 * An acknowledgement that came of a message that went out from here.
 *
 * @param headerId of its own MessageHeader
 * @param answered the MessageHeader.id of the message it is about; of a receipt what the message is called as a letter
 * @param isReceipt whether it came as the receipt of an old letter, which names its parties by GLN alone
 * @param sender who acknowledges
 * @param receiver to whom: who sent the message
 * @param reason the code of what is wrong, without anything of the message; empty when nothing is
 * @param mediaType how it is written
 * @param bytes as it came
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(
        String headerId,
        String answered,
        boolean isReceipt,
        Address sender,
        Address receiver,
        Verdict verdict,
        String reason,
        String mediaType,
        byte[] bytes) {

    /** What the receiver says of the message. */
    public enum Verdict {
        /** It is accepted. */
        OK,
        /** It is refused for good. */
        FATAL_ERROR,
        /** It could not be taken for the time being. */
        TRANSIENT_ERROR
    }

    /** What came of it here. */
    public enum Effect {
        /** The message is delivered. */
        DELIVERED,
        /** The message is refused. */
        REFUSED,
        /** The message is sent again later. */
        DELAYED,
        /** It says nothing new. */
        REPEATED,
        /** It says another thing than what was said first, which stands. */
        CONTRADICTED,
        /** No message of that id went from the one organisation to the other. */
        UNKNOWN
    }
}
