package dk.hoibu.fhir.message.view;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.store.KeptMessage;
import dk.hoibu.fhir.message.store.MessageFacts;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * A message's Communication as a resource of its own: with our id, its patient by our id, what it refers to contained in it, and the size of
 * attachments in place of their bytes, which are in the message ({@code partOf}). Safe for use by many threads.
 */
public final class CommunicationView {

    static final String PROFILE = Systems.profile("hoibu-communication");

    private final FhirContext context;
    private final Ids ids;
    private final String base;

    public CommunicationView(FhirContext context, Ids ids, String base) {
        this.context = context;
        this.ids = ids;
        this.base = base;
    }

    /** A resource with whom it is about; empty for who has no number that registers know. */
    public record Seen(Communication communication, Optional<PersonNumber> person) {}

    public String address(String type, KeptMessage message) {
        return base + "/" + type + "/" + message.id();
    }

    FhirContext context() {
        return context;
    }

    /** Whom the message is about; empty for who has no number that registers know. */
    public Optional<PersonNumber> person(KeptMessage message, byte[] skeleton) {
        return new MessageParts(context, message, skeleton).person();
    }

    /** {@code skeleton} is the message without its attachments' bytes. */
    public Seen of(KeptMessage message, byte[] skeleton, Standing standing, Names names) {
        MessageParts parts = new MessageParts(context, message, skeleton);
        Communication communication = parts.communication();
        Containment containment = new Containment(context, patient(parts));
        containment.take(communication, parts);
        containment.into(communication);
        Authors.rename(communication);
        label(communication, parts, standing, names);
        communication.getMeta().addProfile(PROFILE);
        new Prose(new Conversation(List.of(parts)), standing, names).tell(communication, false);
        return new Seen(communication, parts.person());
    }

    /** What references to the patient are. */
    Optional<String> patient(MessageParts parts) {
        return parts.person().map(number -> "Patient/" + ids.ofPerson(Ids.Purpose.PATIENT, number));
    }

    /** Says which message it is, whose, and how it stands with who asks. */
    void label(Communication communication, MessageParts parts, Standing standing, Names names) {
        KeptMessage message = parts.message();
        MessageFacts facts = message.facts();
        communication.setId(new IdType("Communication", message.id().toString()));
        communication.setMeta(null);
        communication.getMeta().setLastUpdated(Date.from(facts.received()));
        communication.getMeta().addTag().setSystem(Terms.ACTIVITIES).setCode(facts.kind());
        if (standing.isUnread(message.id())) {
            communication.getMeta().addTag(Standing.state("unread"));
        }
        if (Terms.isUrgent(communication)) {
            communication.getMeta().addTag(Standing.state("urgent"));
        }
        standing.delivered(message.id()).ifPresent(communication.getMeta()::addTag);
        communication.addPartOf(new Reference("Bundle/" + message.id()).setType("Bundle"));
        communication.setSent(Date.from(facts.sent()));
        communication.setReceived(Date.from(facts.received()));
        communication.setSender(organisation(facts.sender().sor(), parts, names));
        communication.getRecipient().add(0, organisation(facts.receiver().sor(), parts, names));
    }

    private static Reference organisation(String sor, MessageParts parts, Names names) {
        return organisation(
                new Party(
                        sor,
                        parts.organisation(sor).flatMap(one -> Party.of(one).name())),
                names);
    }

    /** An organisation by its SOR id, and its name. */
    static Reference organisation(Party party, Names names) {
        Reference reference = new Reference().setType("Organization");
        if (!party.sor().isEmpty()) {
            reference.setIdentifier(new Identifier().setSystem(Systems.SOR).setValue(party.sor()));
        }
        party.name().or(() -> names.of(party.sor())).ifPresent(reference::setDisplay);
        return reference;
    }
}
