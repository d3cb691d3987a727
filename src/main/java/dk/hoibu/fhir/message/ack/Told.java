package dk.hoibu.fhir.message.ack;

import dk.hoibu.fhir.message.tree.Node;
import dk.hoibu.fhir.message.tree.Reading;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an acknowledgement says.
 *
 * @param headerId of its own MessageHeader
 * @param bundleId its own; empty if it has none
 * @param answered the MessageHeader.id of the message it is about
 * @param verdict {@code ok}, {@code fatal-error} or {@code transient-error}
 * @param reason the code of the first thing that is wrong, letters, hyphens and underscores alone; empty when none is told
 * @param sender who acknowledges
 * @param receiver to whom
 */
public record Told(
        String headerId,
        String bundleId,
        String answered,
        String verdict,
        String reason,
        Party sender,
        Party receiver) {

    private static final String EVENT = "acknowledgement-message";
    private static final Set<String> VERDICTS = Set.of("ok", "fatal-error", "transient-error");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z_-]{1,60}");

    /** Whether it is an acknowledgement, be it one that can be understood or not. */
    public static boolean isOne(Reading reading) {
        return reading.root()
                .flatMap(Told::header)
                .filter(header -> header.text("event", "code").equals(EVENT))
                .isPresent();
    }

    /** Empty if it does not say who tells whom about which message what. */
    public static Optional<Told> of(Reading reading) {
        return reading.root().flatMap(bundle -> header(bundle).flatMap(header -> of(bundle, header)));
    }

    private static Optional<Node> header(Node bundle) {
        return bundle.all("entry").stream()
                .flatMap(entry -> entry.all("resource").stream())
                .filter(resource -> resource.is("MessageHeader"))
                .findFirst();
    }

    private static Optional<Told> of(Node bundle, Node header) {
        String id = header.text("id");
        String answered = header.text("response", "identifier");
        String verdict = header.text("response", "code");
        Optional<Party> sender = Received.party(bundle, header.text("sender", "reference"));
        Optional<Party> receiver = Received.party(bundle, header.text("destination", "receiver", "reference"));
        if (!ID.matcher(id).matches()
                || !ID.matcher(answered).matches()
                || !VERDICTS.contains(verdict)
                || sender.isEmpty()
                || receiver.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Told(id, bundle.text("id"), answered, verdict, reason(bundle), sender.get(), receiver.get()));
    }

    private static String reason(Node bundle) {
        return bundle.all("entry").stream()
                .flatMap(entry -> entry.all("resource").stream())
                .filter(resource -> resource.is("OperationOutcome"))
                .flatMap(outcome -> outcome.all("issue").stream())
                .map(issue -> issue.text("details", "coding", "code"))
                .filter(code -> CODE.matcher(code).matches())
                .findFirst()
                .orElse("");
    }
}
