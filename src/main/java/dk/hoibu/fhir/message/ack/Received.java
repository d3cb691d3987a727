package dk.hoibu.fhir.message.ack;

import dk.hoibu.fhir.message.tree.Node;
import dk.hoibu.fhir.message.tree.Reading;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What must be known of a message to acknowledge it, and can be known of many that keep no other rule.
 *
 * @param headerId the id of its MessageHeader, which the acknowledgement answers
 * @param sender who gets the acknowledgement
 * @param receiver who sends it
 * @param source where it goes: the endpoint that the message names as its source
 * @param destination where it comes from: the endpoint that the message was sent to
 * @param step the newest in its history, to be passed on; empty if the message does not tell
 */
public record Received(
        String headerId, Party sender, Party receiver, String source, String destination, Optional<Step> step) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern ENDPOINT = Pattern.compile("[a-z][a-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+");

    /** Empty if nobody can be told: it cannot be read, has no id, or does not name sender and receiver by SOR id and GLN. */
    public static Optional<Received> of(Reading reading) {
        return reading.root().flatMap(Received::of);
    }

    private static Optional<Received> of(Node bundle) {
        for (Node entry : bundle.all("entry")) {
            Node resource = entry.first("resource");
            if (resource != null && resource.is("MessageHeader")) {
                return of(bundle, resource);
            }
        }
        return Optional.empty();
    }

    private static Optional<Received> of(Node bundle, Node header) {
        String id = header.text("id");
        Optional<Party> sender = party(bundle, header.text("sender", "reference"));
        Optional<Party> receiver = party(bundle, header.text("destination", "receiver", "reference"));
        if (!ID.matcher(id).matches() || sender.isEmpty() || receiver.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Received(
                id,
                sender.get(),
                receiver.get(),
                endpoint(header.text("source", "endpoint"), sender.get()),
                endpoint(header.text("destination", "endpoint"), receiver.get()),
                step(bundle, id)));
    }

    private static String endpoint(String said, Party party) {
        return ENDPOINT.matcher(said).matches() ? said : party.endpoint();
    }

    static Optional<Party> party(Node bundle, String reference) {
        for (Node entry : bundle.all("entry")) {
            Node resource = entry.first("resource");
            if (resource != null && resource.is("Organization") && leadsTo(reference, entry, resource)) {
                return Party.of(resource);
            }
        }
        return Optional.empty();
    }

    private static boolean leadsTo(String reference, Node entry, Node resource) {
        return !reference.isEmpty()
                && (reference.equals(entry.text("fullUrl"))
                        || reference.equals(resource.type() + "/" + resource.text("id")));
    }

    private static Optional<Step> step(Node bundle, String headerId) {
        return bundle.all("entry").stream()
                .flatMap(entry -> entry.all("resource").stream())
                .filter(one -> one.is("Provenance"))
                .filter(one -> one.text("target", "reference").endsWith(headerId))
                .findFirst()
                .flatMap(Step::of);
    }
}
