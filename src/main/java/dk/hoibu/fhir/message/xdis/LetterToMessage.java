package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.message.xdis.Conversations.Place;
import dk.hoibu.fhir.message.xdis.OrganisationRegister.Registered;
import dk.hoibu.fhir.message.xdis.XdisLetter.Priority;
import dk.hoibu.fhir.message.xdis.XdisLetter.StatusCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.Communication.CommunicationPriority;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.MessageDestinationComponent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;

/** One letter on its way to become a CareCommunication 5.0 message, along MedCom's mapping of 2022-01-03. */
final class LetterToMessage {

    private final XdisLetter letter;
    private final Place place;
    private final Assumptions assumptions;
    private final OrganisationRegister register;
    private final AttachedObjects objects;
    private final UnaryOperator<String> ids;
    private final Differences differences;
    private final BundleAssembly message;
    private final Organization sender;
    private final Organization receiver;
    private final Patient patient;

    LetterToMessage(XdisLetter letter, Place place, Parts parts, Differences differences) {
        this.letter = letter;
        this.place = place;
        this.assumptions = parts.assumptions();
        this.register = parts.register();
        this.objects = parts.objects();
        this.ids = part -> parts.ids().uuid(letter.key(), part);
        this.differences = differences;
        this.message = new BundleAssembly(
                fhirId("Envelope.Identifier", letter.envelope().identifier()), CareTerms.CARE + "message");
        PartyToOrganisation parties = new PartyToOrganisation(register, assumptions.standIns(), differences);
        this.sender = parties.convert("Sender", letter.sender());
        this.receiver = parties.convert("Receiver", letter.receiver());
        this.patient = new PersonToPatient(differences).patient(letter.patient());
    }

    Bundle convert() {
        Instant sent = DanishClock.instant("Envelope.Sent", letter.envelope().sent(), differences);
        Instant authorised =
                DanishClock.instant("Letter.Authorisation", letter.heading().authorisation(), differences);
        message.bundle().setTimestampElement(DanishClock.instantType(sent));
        sender.setId(ids.apply("sender"));
        receiver.setId(ids.apply("receiver"));
        Communication communication = communication(authorised);
        communication.setId(ids.apply("communication"));
        MessageHeader header = header(communication);
        addPatient(communication);
        List<CommunicationPayloadComponent> payload = payload(authorised);
        communication.setPayload(payload);
        message.add(
                communication,
                communication.getIdPart(),
                CareTerms.CARE + "communication",
                CareNarratives.said(communication));
        add("sender", sender, CareTerms.MESSAGING + "organization", PartyToOrganisation.said(sender));
        add("receiver", receiver, CareTerms.MESSAGING + "organization", PartyToOrganisation.said(receiver));
        Provenance provenance = provenance(header, payload, sent);
        add("provenance", provenance, CareTerms.CARE + "provenance", CareNarratives.said(provenance));
        return message.bundle();
    }

    private void addPatient(Communication communication) {
        add("patient", patient, CareTerms.CORE + "patient", PersonToPatient.said(patient));
        communication.setSubject(BundleAssembly.to(patient));
        Optional<Encounter> encounter = new PersonToPatient(differences).encounter(letter, endpoint(sender));
        encounter.ifPresent(stay -> {
            stay.setSubject(BundleAssembly.to(patient));
            add("encounter", stay, CareTerms.CORE + "encounter", PersonToPatient.said(stay));
            communication.setEncounter(BundleAssembly.to(stay));
        });
    }

    private void add(String part, DomainResource resource, String profile, List<String> said) {
        message.add(resource, ids.apply(part), profile, said);
    }

    /** The identifier of the letter where it can be an id in FHIR, else one given. */
    private String fhirId(String element, String identifier) {
        if (identifier.matches("[A-Za-z0-9.-]{1,64}")) {
            return identifier;
        }
        differences.changed(element, "it has characters that no id of a message has; another one is given");
        return ids.apply(element);
    }

    private MessageHeader header(Communication communication) {
        MessageHeader header = new MessageHeader();
        header.setEvent(new Coding().setSystem(CareTerms.EVENTS).setCode("care-communication-message"));
        MessageDestinationComponent destination = header.addDestination();
        destination.addExtension(
                CareTerms.MESSAGING + "destinationUseExtension",
                new Coding().setSystem(CareTerms.DESTINATION_USE).setCode("primary"));
        destination.setEndpoint(endpoint(receiver)).setReceiver(BundleAssembly.to(receiver));
        header.setSender(BundleAssembly.to(sender));
        header.getSource().setEndpoint(endpoint(sender));
        header.addFocus(BundleAssembly.to(communication));
        header.setDefinition(CareTerms.DEFINITION);
        return message.add(
                header,
                fhirId("Letter.Identifier", letter.heading().identifier()),
                CareTerms.CARE + "messageHeader",
                CareNarratives.said(header));
    }

    /** Where an organisation is reached: as MedCom writes it when its SOR id is known, else by its location number. */
    static String endpoint(Organization organisation) {
        return organisation.getIdentifier().stream()
                .filter(identifier -> Systems.SOR.equals(identifier.getSystem()))
                .filter(identifier -> !PartyToOrganisation.isStandIn(identifier))
                .findFirst()
                .map(identifier -> CareTerms.SOR_ENDPOINT + identifier.getValue())
                .orElseGet(() -> CareTerms.GLN_ENDPOINT
                        + organisation.getIdentifierFirstRep().getValue());
    }

    private Communication communication(Instant authorised) {
        Communication communication = new Communication();
        String thread = place.thread().orElseGet(() -> {
            differences.assumed("Communication.identifier", "a letter does not say which thread it is of: a new one");
            return "urn:uuid:" + ids.apply("thread");
        });
        communication.addIdentifier(new Identifier().setValue(thread));
        communication.setStatus(CommunicationStatus.UNKNOWN);
        communication.setSentElement(DanishClock.dateTime(authorised));
        String category = category();
        communication.addCategory(new CodeableConcept()
                .addCoding(new Coding().setSystem(CareTerms.CATEGORIES).setCode(category)));
        topic(category).ifPresent(topic -> communication.setTopic(new CodeableConcept().setText(topic)));
        letter.priority().ifPresent(priority -> {
            if (category.equals("regarding-referral")) {
                communication.setPriority(
                        priority == Priority.RUTINE ? CommunicationPriority.ROUTINE : CommunicationPriority.ASAP);
            } else {
                differences.lost(
                        "AdditionalInformation.Priority", "a message has a priority only when it regards a referral");
            }
        });
        return communication;
    }

    private String category() {
        return letter.subject().flatMap(Category::named).map(Category::code).orElseGet(() -> {
            differences.assumed("Communication.category", "the letter's subject names none");
            return assumptions.category();
        });
    }

    private Optional<String> topic(String category) {
        if (letter.subject().isEmpty() && category.equals("other")) {
            differences.assumed("Communication.topic", "a message of the category other must have one");
            return Optional.of(assumptions.topic());
        }
        return letter.subject();
    }

    private List<CommunicationPayloadComponent> payload(Instant authorised) {
        Optional<String> telephone = letter.sender().telephone();
        if (telephone.isPresent()) {
            differences.changed(
                    "Sender.TelephoneSubscriberIdentifier", "it is where whoever wrote the text is reached");
        } else {
            telephone = register.find(letter.sender()).flatMap(Registered::telephone);
            telephone.ifPresent(
                    number -> differences.assumed("Communication.payload.contact", "the register's telephone number"));
        }
        return new TextsToPayload(assumptions, objects, new Authors(message, ids), ids, sender, differences)
                .convert(letter, authorised, telephone.filter(number -> number.matches(".*[0-9].*")));
    }

    private Provenance provenance(MessageHeader header, List<CommunicationPayloadComponent> payload, Instant sent) {
        Provenance provenance = new Provenance();
        provenance.addTarget(BundleAssembly.to(header));
        provenance.setOccurred(DanishClock.dateTime(sent));
        provenance.setRecordedElement(DanishClock.instantType(sent));
        provenance.setActivity(activity());
        provenance.addAgent().setWho(BundleAssembly.to(sender));
        for (CommunicationPayloadComponent segment : payload) {
            Identifier identifier = (Identifier)
                    segment.getExtensionByUrl(CareTerms.IDENTIFIER_EXTENSION).getValue();
            provenance
                    .addEntity()
                    .setRole(ProvenanceEntityRole.SOURCE)
                    .setWhat(new Reference().setIdentifier(new Identifier().setValue(identifier.getValue())));
        }
        earlier()
                .ifPresent(what -> provenance
                        .addEntity()
                        .setRole(ProvenanceEntityRole.REVISION)
                        .setWhat(what));
        return provenance;
    }

    private Optional<Reference> earlier() {
        return place.earlierLetter()
                .map(key -> new Reference().setIdentifier(new Identifier().setValue(key)))
                .or(() -> place.earlierMessage().map(id -> new Reference("MessageHeader/" + id)));
    }

    /** Messages are new or answers; that a letter corrects another is kept in words. */
    private CodeableConcept activity() {
        CodeableConcept activity = new CodeableConcept()
                .addCoding(new Coding()
                        .setSystem(CareTerms.ACTIVITIES)
                        .setCode(place.isAnswer() ? "reply-message" : "new-message"));
        if (letter.heading().status() == StatusCode.RETTETBREV) {
            differences.changed(
                    "Letter.StatusCode", "messages have no code for a corrected letter; the activity says it in words");
            activity.setText(StatusCode.RETTETBREV.code());
        }
        return activity;
    }

    /** What every conversion of a converter shares. */
    record Parts(OrganisationRegister register, AttachedObjects objects, Assumptions assumptions, IdSource ids) {}
}
