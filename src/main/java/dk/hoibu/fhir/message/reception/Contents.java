package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.message.ack.Party;
import dk.hoibu.fhir.message.ack.Received;
import dk.hoibu.fhir.message.ack.Step;
import dk.hoibu.fhir.message.store.MessageFacts;
import dk.hoibu.fhir.message.store.MessageFacts.Address;
import dk.hoibu.fhir.message.tree.Node;
import dk.hoibu.fhir.message.wire.AttachmentBytes;
import dk.hoibu.fhir.message.wire.Skeleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a message says of itself. */
final class Contents {

    private static final Set<String> NUMBERS = Set.of("urn:oid:1.2.208.176.1.2", "urn:oid:1.2.208.176.1.6.1.1");

    private final Node bundle;

    Contents(Node bundle) {
        this.bundle = bundle;
    }

    /** Its Bundle.id; empty when it has none. */
    String bundleId() {
        return bundle.text("id");
    }

    /** The person it is about, by a number that registers know; empty when it tells of none, or of several. */
    Optional<PersonNumber> person() {
        List<PersonNumber> numbers = resources("Patient").stream()
                .flatMap(patient -> patient.all("identifier").stream())
                .filter(identifier -> NUMBERS.contains(identifier.text("system")))
                .flatMap(identifier -> PersonNumber.parse(identifier.text("value")).stream())
                .distinct()
                .toList();
        // the CPR number before the one that replaces it
        return numbers.stream()
                .filter(number -> number.kind() == PersonNumber.Kind.CPR)
                .findFirst()
                .or(() -> numbers.stream().findFirst());
    }

    private List<Node> resources(String type) {
        return bundle.all("entry").stream()
                .flatMap(entry -> entry.all("resource").stream())
                .filter(resource -> resource.is(type))
                .toList();
    }

    /** Of a message that keeps the rules. */
    MessageFacts facts(Received received, Skeleton skeleton, String contentType, Instant now, ChildMarks marks) {
        Node communication = resources("Communication").get(0);
        return new MessageFacts(
                received.step().map(Step::activity).orElse("new-message"),
                contentType,
                now,
                sent().orElse(now),
                communication.text("identifier", "value"),
                communication.text("category", "coding", "code"),
                address(received.sender()),
                address(received.receiver()),
                person().map(marks::of),
                skeleton.attachments().stream().map(AttachmentBytes::size).toList());
    }

    private static Address address(Party party) {
        return new Address(party.sor(), party.gln());
    }

    private Optional<Instant> sent() {
        try {
            return Optional.of(OffsetDateTime.parse(bundle.text("timestamp")).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
