package dk.hoibu.fhir.message.xdis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** A message Bundle, asked for the resources that its references mean. A part that must be there and is not, refuses the conversion. */
final class MessageParts {

    private final Bundle bundle;
    private final Map<String, Resource> byReference = new HashMap<>();

    MessageParts(Bundle bundle) {
        this.bundle = bundle;
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            Resource resource = entry.getResource();
            if (resource == null) {
                throw new ConversionRefused("Bundle.entry", "it has no resource");
            }
            if (entry.hasFullUrl()) {
                byReference.put(entry.getFullUrl(), resource);
            }
            if (resource.hasIdElement()) {
                byReference.put(resource.fhirType() + "/" + resource.getIdPart(), resource);
            }
        }
    }

    Bundle bundle() {
        return bundle;
    }

    /** The first entry. */
    MessageHeader header() {
        if (bundle.getType() == Bundle.BundleType.MESSAGE
                && bundle.getEntryFirstRep().getResource() instanceof MessageHeader header
                && header.hasIdElement()) {
            return header;
        }
        throw new ConversionRefused("Bundle", "it is no message that begins with a MessageHeader with an id");
    }

    Communication communication() {
        return one(header().getFocus(), Communication.class, "MessageHeader.focus");
    }

    Organization sender() {
        return one(List.of(header().getSender()), Organization.class, "MessageHeader.sender");
    }

    Organization receiver() {
        return one(
                List.of(header().getDestinationFirstRep().getReceiver()),
                Organization.class,
                "MessageHeader.destination.receiver");
    }

    Patient patient() {
        return one(List.of(communication().getSubject()), Patient.class, "Communication.subject");
    }

    private <T extends Resource> T one(List<Reference> references, Class<T> type, String element) {
        return references.stream()
                .flatMap(reference -> find(reference, type).stream())
                .findFirst()
                .orElseThrow(() -> new ConversionRefused(element, "nothing in the message is what it refers to"));
    }

    /** What {@code reference} means, when it is in the message and of that type. */
    <T extends Resource> Optional<T> find(Reference reference, Class<T> type) {
        return Optional.ofNullable(reference.getReference())
                .map(byReference::get)
                .filter(type::isInstance)
                .map(type::cast);
    }

    <T extends Resource> List<T> all(Class<T> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
