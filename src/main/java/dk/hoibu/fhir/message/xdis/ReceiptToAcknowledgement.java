package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.Receipt.Refusal;
import dk.hoibu.fhir.message.xdis.XdisLetter.Address;
import dk.hoibu.fhir.message.xdis.XdisLetter.IdentifierCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Party;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.MessageDestinationComponent;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;

/** One receipt on its way to become an Acknowledgement. */
final class ReceiptToAcknowledgement {

    private static final String ISSUE_DETAILS = "http://terminology.hl7.org/CodeSystem/operation-outcome";

    private final Receipt receipt;
    private final String answered;
    private final IdSource ids;
    private final Differences differences;
    private final BundleAssembly message;
    private final Organization sender;
    private final Organization receiver;

    /** @param answered the MessageHeader id of the message that the receipt is of */
    ReceiptToAcknowledgement(
            Receipt receipt, String answered, PartyToOrganisation parties, IdSource ids, Differences differences) {
        this.receipt = receipt;
        this.answered = answered;
        this.ids = ids;
        this.differences = differences;
        this.message = new BundleAssembly(
                fhirId("Envelope.Identifier", receipt.envelope().identifier()),
                CareTerms.ACKNOWLEDGEMENT + "medcom-messaging-acknowledgement");
        this.sender = parties.convert("Sender", party(receipt.sender()));
        this.receiver = parties.convert("Receiver", party(receipt.receiver()));
    }

    private static Party party(String ean) {
        return new Party(
                ean,
                ean.substring(0, Math.min(17, ean.length())),
                IdentifierCode.LOKATIONSNUMMER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Address.NONE,
                Optional.empty(),
                Optional.empty());
    }

    private String id(String part) {
        return ids.uuid(receipt.sender() + "#" + receipt.identifier(), part);
    }

    private String fhirId(String element, String identifier) {
        if (identifier.matches("[A-Za-z0-9.-]{1,64}")) {
            return identifier;
        }
        differences.changed(element, "it has characters that no id of a message has; another one is given");
        return id(element);
    }

    Bundle convert() {
        Instant sent = DanishClock.instant("Envelope.Sent", receipt.envelope().sent(), differences);
        message.bundle().setTimestampElement(DanishClock.instantType(sent));
        sender.setId(id("sender"));
        receiver.setId(id("receiver"));
        Optional<OperationOutcome> outcome = receipt.refusal().map(ReceiptToAcknowledgement::outcome);
        outcome.ifPresent(refused -> refused.setId(id("outcome")));
        MessageHeader header = header(outcome);
        add(sender, CareTerms.MESSAGING + "organization", PartyToOrganisation.said(sender));
        add(receiver, CareTerms.MESSAGING + "organization", PartyToOrganisation.said(receiver));
        outcome.ifPresent(refused -> add(
                refused,
                CareTerms.ACKNOWLEDGEMENT + "medcom-acknowledgement-operationoutcome",
                CareNarratives.said(refused)));
        Provenance provenance = provenance(header, sent);
        add(provenance, CareTerms.MESSAGING + "provenance", CareNarratives.said(provenance));
        differences.assumed("Provenance", "of the message answered none goes along: a receipt does not repeat it");
        return message.bundle();
    }

    private void add(DomainResource resource, String profile, List<String> said) {
        message.add(resource, resource.getIdPart(), profile, said);
    }

    private MessageHeader header(Optional<OperationOutcome> outcome) {
        MessageHeader header = new MessageHeader();
        header.setEvent(new Coding().setSystem(CareTerms.EVENTS).setCode("acknowledgement-message"));
        MessageDestinationComponent destination = header.addDestination();
        destination.addExtension(
                CareTerms.MESSAGING + "destinationUseExtension",
                new Coding().setSystem(CareTerms.DESTINATION_USE).setCode("primary"));
        destination.setEndpoint(LetterToMessage.endpoint(receiver)).setReceiver(BundleAssembly.to(receiver));
        header.setSender(BundleAssembly.to(sender));
        header.getSource().setEndpoint(LetterToMessage.endpoint(sender));
        header.getResponse()
                .setIdentifier(answered)
                .setCode(outcome.isPresent() ? ResponseType.FATALERROR : ResponseType.OK);
        outcome.ifPresent(refused -> header.getResponse().setDetails(BundleAssembly.to(refused)));
        return message.add(
                header,
                fhirId("Letter.Identifier", receipt.identifier()),
                CareTerms.ACKNOWLEDGEMENT + "medcom-messaging-acknowledgementHeader",
                CareNarratives.said(header));
    }

    private static OperationOutcome outcome(Refusal refusal) {
        OperationOutcome outcome = new OperationOutcome();
        boolean syntax = refusal.code().equals("syntaksfejl");
        CodeableConcept details = new CodeableConcept().setText(refusal.text());
        if (syntax) {
            details.addCoding(new Coding().setSystem(ISSUE_DETAILS).setCode("MSG_BAD_SYNTAX"));
        }
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(syntax ? IssueType.STRUCTURE : IssueType.PROCESSING)
                .setDetails(details)
                .setDiagnostics(refusal.code());
        return outcome;
    }

    private Provenance provenance(MessageHeader header, Instant sent) {
        Provenance provenance = new Provenance();
        provenance.setId(id("provenance"));
        provenance.addTarget(BundleAssembly.to(header));
        provenance.setOccurred(DanishClock.dateTime(sent));
        provenance.setRecordedElement(DanishClock.instantType(sent));
        provenance.setActivity(new CodeableConcept()
                .addCoding(new Coding().setSystem(CareTerms.ACTIVITIES).setCode("acknowledgement")));
        provenance.addAgent().setWho(BundleAssembly.to(sender));
        provenance
                .addEntity()
                .setRole(ProvenanceEntityRole.REVISION)
                .setWhat(new Reference("MessageHeader/" + answered));
        return provenance;
    }
}
