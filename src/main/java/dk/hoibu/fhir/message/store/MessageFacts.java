package dk.hoibu.fhir.message.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a message is found by, and what is told of it in lists. Nothing of its text.
 *
 * @param kind its activity: {@code new-message}, {@code reply-message} or {@code forward-message}
 * @param contentType its media type, as it came
 * @param received when it came
 * @param sent when its sender says that it was sent
 * @param thread the identifier of its thread, {@code urn:uuid:...}
 * @param category code of its category
 * @param sender who sent it
 * @param receiver to whom
 * @param subject the mark of the person it is about; empty for who has no number that marks are made of
 * @param attachments the sizes of the attachments it carries, in bytes, in the order of the text
 */
public record MessageFacts(
        String kind,
        String contentType,
        Instant received,
        Instant sent,
        String thread,
        String category,
        Address sender,
        Address receiver,
        Optional<String> subject,
        List<Long> attachments) {

    public MessageFacts {
        attachments = List.copyOf(attachments);
    }

    /** An organisation by its numbers in SOR and GS1 (Danish: lokationsnummer). */
    public record Address(String sor, String gln) {}
}
