package dk.hoibu.fhir.message.wire;

import java.util.List;
import java.util.Optional;

/**
 * A message without the bytes of its attachments. In the place of each is a mark, which is base64 too.
 *
 * @param text the message with the marks
 * @param attachments what was in their place
 * @param size bytes of the whole message
 */
@SuppressWarnings("ArrayRecordComponent")
public record Skeleton(byte[] text, List<AttachmentBytes> attachments, long size) {

    /**
     * What {@code data}, as parsed from {@link #text}, stands for; empty when it stands for nothing, which is so when the message was written in a
     * way that the sieve does not see through.
     */
    public Optional<AttachmentBytes> attachment(byte[] data) {
        int number = Residue.number(data);
        return number >= 0 && number < attachments.size() ? Optional.of(attachments.get(number)) : Optional.empty();
    }
}
