package dk.hoibu.fhir.message.view;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.store.KeptMessage;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** A message that was kept, read as FHIR: what is in it, and where its references lead. */
final class MessageParts {

    private static final Set<String> NUMBERS = Set.of(Systems.CPR, Systems.X_ECPR);

    private final FhirContext context;
    private final KeptMessage message;
    private final Bundle bundle;
    private final Map<String, Resource> here = new HashMap<>();

    /** {@code skeleton} is the message without its attachments' bytes. */
    MessageParts(FhirContext context, KeptMessage message, byte[] skeleton) {
        this.context = context;
        this.message = message;
        IParser parser =
                message.facts().contentType().contains("xml") ? context.newXmlParser() : context.newJsonParser();
        this.bundle = parser.parseResource(Bundle.class, new String(skeleton, StandardCharsets.UTF_8));
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            Resource resource = entry.getResource();
            if (resource != null) {
                here.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
                if (entry.hasFullUrl()) {
                    here.put(entry.getFullUrl(), resource);
                }
            }
        }
    }

    KeptMessage message() {
        return message;
    }

    /** All of a type, in the message's order. */
    <R extends Resource> List<R> all(Class<R> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** What a reference leads to; empty when that is not in the message. */
    Optional<Resource> at(Reference reference) {
        return Optional.ofNullable(here.get(String.valueOf(reference.getReference())));
    }

    /** What a reference leads to, if it is of that type. */
    <R extends Resource> Optional<R> at(Reference reference, Class<R> type) {
        return at(reference).filter(type::isInstance).map(type::cast);
    }

    /** The organisation with that SOR id, as the message describes it; the one with a name first. */
    Optional<Organization> organisation(String sor) {
        return all(Organization.class).stream()
                .filter(one -> one.getIdentifier().stream().anyMatch(it -> sor.equals(it.getValue())))
                .min(Comparator.comparing(one -> !one.hasName()));
    }

    /** The id of the MessageHeader that a reference names, whether or not it is in the message; empty for none. */
    String headerId(Reference reference) {
        return at(reference, MessageHeader.class)
                .map(header -> header.getIdElement().getIdPart())
                .orElseGet(() -> {
                    String text = reference.hasReference() ? reference.getReference() : "";
                    return text.startsWith("urn:uuid:")
                            ? text.substring("urn:uuid:".length())
                            : text.substring(text.lastIndexOf('/') + 1);
                });
    }

    /** A copy of what is said, with the size of attachments in place of their bytes. */
    Communication communication() {
        Communication communication = all(Communication.class).get(0).copy();
        List<Long> sizes = message.facts().attachments();
        int next = 0;
        for (Attachment attachment :
                context.newTerser().getAllPopulatedChildElementsOfType(communication, Attachment.class)) {
            if (attachment.hasData()) {
                attachment.setDataElement(null);
                if (next < sizes.size()) {
                    attachment.setSize(Math.toIntExact(sizes.get(next)));
                }
                next++;
            }
        }
        return communication;
    }

    /** Whom it is about, by a number that registers know; empty when it tells of none. */
    Optional<PersonNumber> person() {
        return all(Patient.class).stream()
                .flatMap(patient -> patient.getIdentifier().stream())
                .filter(identifier -> identifier.hasValue() && NUMBERS.contains(identifier.getSystem()))
                .flatMap(identifier -> PersonNumber.parse(identifier.getValue()).stream())
                .min(Comparator.comparing(PersonNumber::kind));
    }
}
