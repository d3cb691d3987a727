package dk.hoibu.fhir.message.build;

import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.ack.Party;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityComponent;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What of an earlier message goes along in the next: its segments and Provenances, with all that they refer to. */
final class History {

    private final Earlier earlier;
    private final Assembly assembly;
    private final IdentityHashMap<Resource, Resource> copies = new IdentityHashMap<>();

    History(Earlier earlier, Assembly assembly) {
        this.earlier = earlier;
        this.assembly = assembly;
    }

    /** The segments with these ids; {@code whole} with the data and links of attachments, else only with what names them. */
    List<CommunicationPayloadComponent> segments(Set<String> wanted, boolean whole) {
        List<CommunicationPayloadComponent> segments = new ArrayList<>();
        for (CommunicationPayloadComponent original : earlier.communication().getPayload()) {
            if (wanted.contains(Earlier.segment(original))) {
                CommunicationPayloadComponent copy = original.copy();
                if (!whole && copy.getContent() instanceof Attachment attachment) {
                    // rule 6: a reply repeats no document
                    attachment.setDataElement(null);
                    attachment.setUrlElement(null);
                    attachment.setSizeElement(null);
                    attachment.setHashElement(null);
                }
                rewire(copy);
                segments.add(copy);
            }
        }
        return segments;
    }

    /** The Provenances of these segments; of a message none of whose segments go along there is none. */
    void provenances(Set<String> kept) {
        Set<String> all = Set.copyOf(earlier.segments());
        for (Provenance original : earlier.all(Provenance.class)) {
            Set<String> named = sources(original);
            boolean stays =
                    named.stream().anyMatch(all::contains) && named.stream().noneMatch(kept::contains);
            if (!stays) {
                Provenance copy = (Provenance) bring(original);
                copy.getEntity().removeIf(entity -> isLeftOut(entity, all, kept));
            }
        }
    }

    private static boolean isLeftOut(ProvenanceEntityComponent entity, Set<String> all, Set<String> kept) {
        String segment = entity.getWhat().getIdentifier().getValue();
        return entity.getRole() == ProvenanceEntityRole.SOURCE && all.contains(segment) && !kept.contains(segment);
    }

    private static Set<String> sources(Provenance provenance) {
        return provenance.getEntity().stream()
                .filter(entity -> entity.getRole() == ProvenanceEntityRole.SOURCE)
                .map(entity -> String.valueOf(entity.getWhat().getIdentifier().getValue()))
                .collect(Collectors.toSet());
    }

    /** A copy of the organisation with that SOR id; empty when the message names none. */
    Optional<Organization> organisation(Party party) {
        return earlier.all(Organization.class).stream()
                .filter(one -> Earlier.number(one, Systems.SOR).equals(party.sor()))
                .findFirst()
                .map(one -> (Organization) bring(one));
    }

    /** A copy of what the reference leads to, with all that that refers to; empty when it is not in the message. */
    Optional<Resource> bring(Reference reference) {
        return earlier.find(reference).map(this::bring);
    }

    /** A copy of the resource, with all that it refers to; always the same one. */
    Resource bring(Resource original) {
        Resource known = copies.get(original);
        if (known != null) {
            return known;
        }
        Resource copy = original.copy();
        copies.put(original, copy);
        assembly.bring(copy);
        rewire(copy);
        if (copy instanceof DomainResource told && !told.getText().hasDiv()) {
            Narratives.write(told, Narration.of(told));
        }
        return copy;
    }

    /** Lets references lead to copies. What is said of earlier messages themselves stays: they are not here. */
    private void rewire(Base element) {
        for (Reference reference : References.in(element)) {
            Optional<Resource> target = earlier.find(reference);
            if (target.isPresent()) {
                boolean message = target.get() instanceof MessageHeader || target.get() instanceof Communication;
                reference.setReference(Assembly.to(message ? target.get() : bring(target.get()))
                        .getReference());
            }
        }
    }
}
