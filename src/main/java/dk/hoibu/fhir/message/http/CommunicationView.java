package dk.hoibu.fhir.message.http;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.util.FhirTerser;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.message.store.KeptMessage;
import dk.hoibu.fhir.message.store.MessageFacts.Address;
import dk.hoibu.fhir.message.wire.MessageFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A message's Communication as a resource of its own: with our id, its patient by our id, what it refers to contained in it, and the size of
 * attachments in place of their bytes, which are in the message ({@code partOf}).
 */
public final class CommunicationView {

    private static final String SOR = "urn:oid:1.2.208.176.1.1";
    private static final Set<String> NUMBERS = Set.of("urn:oid:1.2.208.176.1.2", "urn:oid:1.2.208.176.1.6.1.1");

    private final FhirContext context;
    private final Ids ids;
    private final String base;

    public CommunicationView(FhirContext context, Ids ids, String base) {
        this.context = context;
        this.ids = ids;
        this.base = base;
    }

    /** A resource with whom it is about; empty for who has no number that registers know. */
    record Seen(Communication communication, Optional<PersonNumber> person) {}

    String address(String type, KeptMessage message) {
        return base + "/" + type + "/" + message.id();
    }

    /** {@code skeleton} is the message without its attachments' bytes. */
    Seen of(KeptMessage message, byte[] skeleton) {
        boolean json = Wanted.of(message.facts().contentType()).orElseThrow() == MessageFormat.JSON;
        IParser parser = json ? context.newJsonParser() : context.newXmlParser();
        Bundle bundle = parser.parseResource(Bundle.class, new String(skeleton, StandardCharsets.UTF_8));
        return new One(message, bundle).seen();
    }

    /** One message being shown. */
    private final class One {

        private final KeptMessage message;
        private final Bundle bundle;
        private final Map<String, Resource> here = new HashMap<>();
        private final Optional<PersonNumber> person;

        private One(KeptMessage message, Bundle bundle) {
            this.message = message;
            this.bundle = bundle;
            for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                Resource resource = entry.getResource();
                if (resource != null) {
                    here.put(key(resource), resource);
                    if (entry.hasFullUrl()) {
                        here.put(entry.getFullUrl(), resource);
                    }
                }
            }
            this.person = all(Patient.class).stream()
                    .flatMap(patient -> patient.getIdentifier().stream())
                    .filter(identifier -> identifier.hasValue() && NUMBERS.contains(identifier.getSystem()))
                    .flatMap(identifier -> PersonNumber.parse(identifier.getValue()).stream())
                    .min(java.util.Comparator.comparing(PersonNumber::kind));
        }

        private static String key(Resource resource) {
            return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        }

        private <R extends Resource> List<R> all(Class<R> type) {
            return bundle.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }

        private Seen seen() {
            Communication communication = all(Communication.class).get(0).copy();
            attachments(communication);
            contain(communication);
            communication.setId(new IdType("Communication", message.id().toString()));
            communication.setMeta(null);
            communication.getMeta().setLastUpdated(Date.from(message.facts().received()));
            communication.addPartOf(new Reference("Bundle/" + message.id()).setType("Bundle"));
            communication.setSent(Date.from(message.facts().sent()));
            communication.setReceived(Date.from(message.facts().received()));
            communication.setSender(organisation(message.facts().sender()));
            communication.getRecipient().add(0, organisation(message.facts().receiver()));
            return new Seen(communication, person);
        }

        private Reference organisation(Address address) {
            Reference reference = new Reference()
                    .setType("Organization")
                    .setIdentifier(new Identifier().setSystem(SOR).setValue(address.sor()));
            all(Organization.class).stream()
                    .filter(one -> one.hasName()
                            && one.getIdentifier().stream()
                                    .anyMatch(it -> address.sor().equals(it.getValue())))
                    .findFirst()
                    .ifPresent(one -> reference.setDisplay(one.getName()));
            return reference;
        }

        private void attachments(Communication communication) {
            int next = 0;
            for (Attachment attachment :
                    context.newTerser().getAllPopulatedChildElementsOfType(communication, Attachment.class)) {
                if (attachment.hasData()) {
                    attachment.setDataElement(null);
                    List<Long> sizes = message.facts().attachments();
                    if (next < sizes.size()) {
                        attachment.setSize(Math.toIntExact(sizes.get(next)));
                    }
                    next++;
                }
            }
        }

        /** All that is referred to, but the patient, is put into the resource. */
        private void contain(Communication communication) {
            FhirTerser terser = context.newTerser();
            Map<Resource, String> contained = new HashMap<>();
            Deque<Resource> open = new ArrayDeque<>(List.of(communication));
            List<Resource> order = new ArrayList<>();
            while (!open.isEmpty()) {
                for (Reference reference : terser.getAllPopulatedChildElementsOfType(open.remove(), Reference.class)) {
                    Resource target = here.get(String.valueOf(reference.getReference()));
                    if (target instanceof Patient) {
                        patient(reference);
                    } else if (target != null) {
                        String id = contained.get(target);
                        if (id == null) {
                            id = "r" + (contained.size() + 1);
                            contained.put(target, id);
                            Resource copy = target.copy();
                            copy.setId(id);
                            copy.setMeta(null);
                            order.add(copy);
                            open.add(copy);
                        }
                        reference.setReference("#" + id);
                    }
                }
            }
            order.forEach(communication::addContained);
        }

        private void patient(Reference reference) {
            reference.setReference(person.map(number -> "Patient/" + ids.ofPerson(Ids.Purpose.PATIENT, number))
                    .orElse(null));
        }
    }
}
