package dk.hoibu.fhir.message.build;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Encounter;

/**
 * What somebody wants to say, before it is a message.
 *
 * @param category MedCom's code; empty in a reply or a forward for that of the message it is about
 * @param topic the subject in words; empty in a reply or a forward for that of the message it is about
 * @param priority {@code routine} or {@code asap}; for the category regarding-referral alone
 * @param author who signs what it adds
 * @param contents what it adds, in order; never empty
 * @param from for whom in the sending organisation answers are
 * @param to for whom in the receiving organisation it is; empty in a reply for whom the message before was from
 * @param encounter of which the status, the class and the identifiers of the episode of care are passed on
 */
public record DraftMessage(
        Optional<String> category,
        Optional<String> topic,
        Optional<String> priority,
        Author author,
        List<Content> contents,
        Optional<Participant> from,
        Optional<Participant> to,
        Optional<Encounter> encounter) {

    public DraftMessage {
        contents = List.copyOf(contents);
        if (contents.isEmpty()) {
            throw new IllegalArgumentException("a message adds something");
        }
    }

    /** From that one in particular, where it does not say from whom. */
    public DraftMessage orFrom(Participant participant) {
        return new DraftMessage(
                category, topic, priority, author, contents, Optional.of(from.orElse(participant)), to, encounter);
    }

    /** For that one in particular, where it does not say for whom. */
    public DraftMessage orTo(Participant participant) {
        return new DraftMessage(
                category, topic, priority, author, contents, from, Optional.of(to.orElse(participant)), encounter);
    }
}
