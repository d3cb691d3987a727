package dk.hoibu.fhir.message.build;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.ack.Party;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** A message that was sent or received, which another one is about. It was accepted, so that it keeps the rules. */
public final class Earlier {

    private final Bundle bundle;
    private final Map<String, Resource> byReference = new HashMap<>();

    private Earlier(Bundle bundle) {
        this.bundle = bundle;
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            Resource resource = entry.getResource();
            if (resource != null) {
                if (entry.hasFullUrl()) {
                    byReference.put(entry.getFullUrl(), resource);
                }
                if (resource.hasIdElement()) {
                    byReference.put(resource.fhirType() + "/" + idOf(resource), resource);
                }
            }
        }
    }

    /** @throws IllegalArgumentException when it is no CareCommunication */
    public static Earlier of(Bundle bundle) {
        Earlier earlier = new Earlier(bundle);
        earlier.communication();
        return earlier;
    }

    static String idOf(Resource resource) {
        return resource.getIdElement().getIdPart();
    }

    MessageHeader header() {
        return one(MessageHeader.class);
    }

    Communication communication() {
        return one(Communication.class);
    }

    /** Who sent it, as it says. */
    public Party sender() {
        return party(header().getSender());
    }

    /** To whom it went, as it says. */
    public Party receiver() {
        return party(header().getDestinationFirstRep().getReceiver());
    }

    /** Its category's code. */
    public String category() {
        return communication().getCategoryFirstRep().getCodingFirstRep().getCode();
    }

    /** Its MessageHeader's id. */
    public String headerId() {
        return idOf(header());
    }

    /** The numbers of whom it is about. */
    public List<Subject.Numbered> subject() {
        return all(Patient.class).stream()
                .flatMap(patient -> patient.getIdentifier().stream())
                .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
                .map(identifier -> new Subject.Numbered(identifier.getSystem(), identifier.getValue()))
                .toList();
    }

    /** The ids of its segments, earlier messages' ones first. */
    public List<String> segments() {
        return communication().getPayload().stream().map(Earlier::segment).toList();
    }

    /** The ids of segments that are attachments of which neither data nor link is in this message. */
    public Set<String> hollow() {
        Set<String> hollow = new HashSet<>();
        for (CommunicationPayloadComponent payload : communication().getPayload()) {
            if (payload.hasContentAttachment()
                    && !payload.getContentAttachment().hasData()
                    && !payload.getContentAttachment().hasUrl()) {
                hollow.add(segment(payload));
            }
        }
        return hollow;
    }

    /** Takes data and links of attachments that this message lacks from another message of the thread that has them. */
    public void fill(Earlier other) {
        Set<String> wanted = hollow();
        for (CommunicationPayloadComponent theirs : other.communication().getPayload()) {
            boolean full = theirs.hasContentAttachment()
                    && (theirs.getContentAttachment().hasData()
                            || theirs.getContentAttachment().hasUrl());
            if (full && wanted.contains(segment(theirs))) {
                communication().getPayload().stream()
                        .filter(mine -> segment(mine).equals(segment(theirs)))
                        .forEach(mine ->
                                mine.setContent(theirs.getContentAttachment().copy()));
            }
        }
    }

    /** The segment's id; empty when it has none. */
    static String segment(CommunicationPayloadComponent payload) {
        Extension extension = payload.getExtensionByUrl(Terms.IDENTIFIER);
        return extension != null && extension.getValue() instanceof Identifier identifier && identifier.hasValue()
                ? identifier.getValue()
                : "";
    }

    /** What the reference leads to; empty when that is not in the message. */
    Optional<Resource> find(Reference reference) {
        return Optional.ofNullable(byReference.get(String.valueOf(reference.getReference())));
    }

    <R extends Resource> List<R> all(Class<R> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private <R extends Resource> R one(Class<R> type) {
        return all(type).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a message without a " + type.getSimpleName()));
    }

    private Party party(Reference reference) {
        Organization organisation = find(reference)
                .filter(Organization.class::isInstance)
                .map(Organization.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("a message without sender or receiver"));
        return new Party(
                number(organisation, Systems.SOR),
                number(organisation, Systems.GLN),
                Optional.ofNullable(organisation.getName()));
    }

    /** The organisation's number in that system; empty when it has none. */
    static String number(Organization organisation, String system) {
        return organisation.getIdentifier().stream()
                .filter(identifier -> system.equals(identifier.getSystem()) && identifier.hasValue())
                .map(Identifier::getValue)
                .findFirst()
                .orElse("");
    }
}
