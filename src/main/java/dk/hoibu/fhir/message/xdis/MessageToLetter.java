package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.LetterToMessage.Parts;
import dk.hoibu.fhir.message.xdis.XdisLetter.AcknowledgementCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Envelope;
import dk.hoibu.fhir.message.xdis.XdisLetter.Heading;
import dk.hoibu.fhir.message.xdis.XdisLetter.Priority;
import dk.hoibu.fhir.message.xdis.XdisLetter.StatusCode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Provenance;

/** One CareCommunication message on its way to become a letter, along MedCom's mapping of 2022-01-03 read backwards. */
final class MessageToLetter {

    private static final String XDIS91 = "XDIS91";

    private final MessageParts message;
    private final Communication communication;
    private final Edition edition;
    private final Parts parts;
    private final Differences differences;

    MessageToLetter(Bundle bundle, Edition edition, Parts parts, Differences differences) {
        this.message = new MessageParts(bundle);
        if (!"care-communication-message"
                .equals(message.header().getEventCoding().getCode())) {
            throw new ConversionRefused("MessageHeader.event", "it is no CareCommunication");
        }
        if (!bundle.hasTimestamp()) {
            throw new ConversionRefused("Bundle.timestamp", "a letter must have it");
        }
        this.communication = message.communication();
        this.edition = edition;
        this.parts = parts;
        this.differences = differences;
    }

    XdisLetter convert() {
        OrganisationToParty parties = new OrganisationToParty(parts.register(), differences);
        Organization sender = message.sender();
        Organization receiver = message.receiver();
        PatientToPerson persons = new PatientToPerson(differences);
        Optional<Encounter> encounter = message.find(communication.getEncounter(), Encounter.class);
        PayloadToTexts payload = new PayloadToTexts(message, parts.objects(), differences);
        return new XdisLetter(
                edition,
                envelope(),
                new Heading(
                        shortened("MessageHeader.id", message.header().getIdPart()),
                        XDIS91,
                        authorised(),
                        status(),
                        persons.episode(encounter)),
                parties.convert("Sender", sender),
                parties.convert("Receiver", receiver),
                persons.convert(message.patient(), encounter),
                priority(),
                Optional.of(subject()),
                payload.texts(),
                payload.references(),
                false);
    }

    private Envelope envelope() {
        Bundle bundle = message.bundle();
        String id =
                Objects.requireNonNullElse(bundle.getIdPart(), message.header().getIdPart());
        return new Envelope(
                time("Bundle.timestamp", bundle.getTimestamp().toInstant()),
                shortened("Bundle.id", id),
                AcknowledgementCode.PLUSPOSITIVKVITT);
    }

    private String shortened(String element, String id) {
        if (id.length() > ShortId.LENGTH) {
            differences.changed(element, "letters have 14 characters for it: fourteen made from it");
        }
        return ShortId.of(id);
    }

    private LocalDateTime time(String element, Instant instant) {
        LocalDateTime local = DanishClock.local(instant);
        if (!DanishClock.instant(element, local, new Differences()).equals(instant)) {
            differences.changed(element, "letters have Danish minutes without a zone");
        }
        return local;
    }

    private LocalDateTime authorised() {
        if (communication.hasSent()) {
            return time("Communication.sent", DanishClock.instant(communication.getSentElement()));
        }
        differences.assumed(
                "Letter.Authorisation", "the message does not say when it was sent: the time of the Bundle");
        return DanishClock.local(message.bundle().getTimestamp().toInstant());
    }

    /** Of the newest Provenance: the one that is about this very message. */
    private StatusCode status() {
        String target = "MessageHeader/" + message.header().getIdPart();
        Optional<Provenance> newest = message.all(Provenance.class).stream()
                .filter(provenance -> provenance.getTarget().stream()
                        .anyMatch(reference -> reference.hasReference()
                                && reference.getReference().endsWith(target)))
                .findFirst();
        return newest.filter(provenance -> StatusCode.RETTETBREV
                                .code()
                                .equals(provenance.getActivity().getText()))
                        .isPresent()
                ? StatusCode.RETTETBREV
                : StatusCode.NYTBREV;
    }

    private Optional<Priority> priority() {
        return Optional.ofNullable(communication.getPriority()).map(priority -> switch (priority) {
            case ROUTINE -> Priority.RUTINE;
            case URGENT, ASAP, STAT, NULL -> Priority.HOEJ_PRIORITET;
        });
    }

    private String subject() {
        String topic = communication.getTopic().hasText()
                ? OrganisationToParty.words(communication.getTopic().getText())
                : "";
        if (!topic.isEmpty()) {
            return differences.cut("Communication.topic", topic, 70);
        }
        String category = Objects.requireNonNullElse(
                communication.getCategoryFirstRep().getCodingFirstRep().getCode(), "");
        differences.assumed("AdditionalInformation.Subject", "the message has no topic: the category's Danish name");
        return Category.of(category)
                .map(Category::danish)
                .orElse(parts.assumptions().topic());
    }
}
