package dk.hoibu.fhir.message.ack;

import dk.hoibu.fhir.message.tree.Node;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The newest step in the history of the message that was received, as its Provenance tells it.
 *
 * @param activity a code of MedCom's activities
 * @param segments the ids of what it added
 */
public record Step(String occurred, String recorded, String activity, List<String> segments) {

    private static final Set<String> ACTIVITIES = Set.of("new-message", "reply-message", "forward-message");

    /** Empty if the Provenance does not tell, or not in a form that can be passed on. */
    static Optional<Step> of(Node provenance) {
        String occurred = provenance.text("occurred");
        String recorded = provenance.text("recorded");
        String activity = provenance.text("activity", "coding", "code");
        if (!isTime(occurred) || !isTime(recorded) || !ACTIVITIES.contains(activity)) {
            return Optional.empty();
        }
        var segments = provenance.all("entity").stream()
                .filter(one -> one.text("role").equals("source"))
                .map(one -> one.text("what", "identifier", "value"))
                .filter(Party::isPlain)
                .toList();
        return Optional.of(new Step(occurred, recorded, activity, segments));
    }

    private static boolean isTime(String text) {
        try {
            return text.length() >= 20 && OffsetDateTime.parse(text).getYear() > 0;
        } catch (DateTimeException noTime) {
            return false;
        }
    }
}
