package dk.hoibu.fhir.message.store;

import dk.hoibu.fhir.message.store.MessageFacts.Address;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something on its way out, lent to one worker for a while.
 *
 * @param id what it is called here: the message's id, or the acknowledgement's own
 * @param key sender, MessageHeader.id and the Bundle.id it goes by now, which is new each time it is sent again
 * @param category of a message its category; of an acknowledgement its verdict
 * @param contentType its media type
 * @param queued when it was to go out first
 * @param resent when its present Bundle.id was given to it; empty for a message that goes as it was written
 * @param body the bytes of an acknowledgement; empty for a message, whose bytes are in the store
 * @param attempts how often in a row it could not be handed over
 * @param resends how often it was sent again for want of an acknowledgement
 * @param lease what shows that it is still lent to whoever has this
 */
@SuppressWarnings("ArrayRecordComponent")
public record Consignment(
        UUID id,
        Kind kind,
        MessageKey key,
        Address sender,
        Address receiver,
        String category,
        String contentType,
        Instant queued,
        Optional<Instant> resent,
        Optional<byte[]> body,
        int attempts,
        int resends,
        String lease) {

    /** What is on its way. */
    public enum Kind {
        /** A message, which its receiver acknowledges. */
        MESSAGE,
        /** An acknowledgement, which nobody acknowledges. */
        ACKNOWLEDGEMENT,
        /** The receipt of an old letter, which nobody acknowledges. */
        RECEIPT
    }

    /** Since when it goes by its present Bundle.id. */
    public Instant since() {
        return resent.orElse(queued);
    }
}
