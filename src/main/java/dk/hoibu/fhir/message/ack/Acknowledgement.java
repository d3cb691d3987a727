package dk.hoibu.fhir.message.ack;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import dk.hoibu.fhir.fhir.Narratives;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;

/** One Acknowledgement in the making. */
final class Acknowledgement {

    private static final String ACK = "http://medcomfhir.dk/ig/acknowledgement/StructureDefinition/medcom-";
    private static final String MESSAGING = "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-";
    private static final String CODES = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-";
    private static final String DEFINITION =
            "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComAcknowledgementMessageDefinition|2.0";

    private final String base;
    private final Received received;
    private final Stamp stamp;
    private final Bundle bundle = new Bundle();

    Acknowledgement(String base, Received received, Stamp stamp) {
        this.base = base;
        this.received = received;
        this.stamp = stamp;
    }

    Bundle build(ResponseType type, Optional<OperationOutcome> outcome) {
        bundle.setType(Bundle.BundleType.MESSAGE).setTimestampElement(instant());
        bundle.setId(stamp.ids().get());
        bundle.getMeta().addProfile(ACK + "messaging-acknowledgement");
        MessageHeader header = new MessageHeader();
        add(header, ACK + "messaging-acknowledgementHeader");
        Organization sender = organization(received.receiver());
        Organization receiver = organization(received.sender());
        fill(header, sender, receiver, type);
        outcome.ifPresent(one -> {
            add(one, ACK + "acknowledgement-operationoutcome");
            header.getResponse().setDetails(to(one));
            Narratives.write(
                    one, one.getIssue().stream().map(Acknowledgement::line).toList());
        });
        received.step().ifPresent(step -> earlier(step, receiver));
        own(header, sender);
        return bundle;
    }

    private static String line(OperationOutcomeIssueComponent issue) {
        String where =
                issue.hasExpression() ? " (" + issue.getExpression().get(0).getValue() + ")" : "";
        return issue.getDetails().getText() + where;
    }

    private void fill(MessageHeader header, Organization sender, Organization receiver, ResponseType type) {
        header.setEvent(coding("eventCodes", "acknowledgement-message"));
        var destination = header.addDestination();
        destination.setEndpoint(received.source()).setReceiver(to(receiver));
        destination.addExtension(MESSAGING + "destinationUseExtension", coding("destinationUse", "primary"));
        header.setSender(to(sender));
        header.getSource().setEndpoint(received.destination());
        header.getResponse().setIdentifier(received.headerId()).setCode(type);
        header.setDefinition(DEFINITION);
        Narratives.write(
                header,
                List.of(
                        "Kvittering / Acknowledgement: " + type.toCode(),
                        "Kvitterer for / Acknowledges: " + received.headerId(),
                        "Afsender / Sender: " + name(received.receiver()),
                        "Modtager / Receiver: " + name(received.sender())));
    }

    private Organization organization(Party party) {
        Organization organization = new Organization();
        organization.addIdentifier().setSystem(Party.SOR_SYSTEM).setValue(party.sor());
        organization.addIdentifier().setSystem(Party.GLN_SYSTEM).setValue(party.gln());
        party.name().ifPresent(organization::setName);
        add(organization, MESSAGING + "organization");
        List<String> lines = new ArrayList<>();
        party.name().ifPresent(name -> lines.add("Organisation / Organisation: " + name));
        lines.add("SOR-id / SOR id: " + party.sor());
        lines.add("Lokationsnummer / GLN: " + party.gln());
        Narratives.write(organization, lines);
        return organization;
    }

    private static String name(Party party) {
        return party.name().orElse("SOR " + party.sor());
    }

    /** What was received, as its own Provenance tells it. */
    private void earlier(Step step, Organization agent) {
        Provenance provenance = new Provenance();
        provenance.addTarget(new Reference("MessageHeader/" + received.headerId()));
        provenance.setOccurred(new DateTimeType(step.occurred()));
        provenance.setRecordedElement(new InstantType(step.recorded()));
        provenance.getActivity().addCoding(coding("activityCodes", step.activity()));
        provenance.addAgent().setWho(to(agent));
        for (String segment : step.segments()) {
            provenance
                    .addEntity()
                    .setRole(ProvenanceEntityRole.SOURCE)
                    .getWhat()
                    .getIdentifier()
                    .setValue(segment);
        }
        add(provenance, MESSAGING + "provenance");
        narrate(provenance, step.activity(), step.occurred(), received.sender());
    }

    private void own(MessageHeader header, Organization agent) {
        Provenance provenance = new Provenance();
        provenance.addTarget(to(header));
        provenance.setOccurred(new DateTimeType(
                Date.from(stamp.time().toInstant()),
                TemporalPrecisionEnum.SECOND,
                TimeZone.getTimeZone(stamp.time().getOffset())));
        provenance.setRecordedElement(instant());
        provenance.getActivity().addCoding(coding("activityCodes", "acknowledgement"));
        provenance.addAgent().setWho(to(agent));
        provenance
                .addEntity()
                .setRole(ProvenanceEntityRole.REVISION)
                .setWhat(new Reference("MessageHeader/" + received.headerId()));
        add(provenance, MESSAGING + "provenance");
        narrate(
                provenance,
                "acknowledgement",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(stamp.time().withNano(0)),
                received.receiver());
    }

    private static void narrate(Provenance provenance, String activity, String occurred, Party agent) {
        Narratives.write(
                provenance,
                List.of(
                        "Handling / Activity: " + activity,
                        "Tidspunkt / Time: " + occurred,
                        "Af / By: " + name(agent)));
    }

    private InstantType instant() {
        return new InstantType(
                Date.from(stamp.time().toInstant()),
                TemporalPrecisionEnum.SECOND,
                TimeZone.getTimeZone(stamp.time().getOffset()));
    }

    private void add(DomainResource resource, String profile) {
        String id = stamp.ids().get();
        resource.setId(id);
        resource.getMeta().addProfile(profile);
        bundle.addEntry()
                .setFullUrl(base + "/" + resource.fhirType() + "/" + id)
                .setResource(resource);
    }

    private static Reference to(DomainResource resource) {
        return new Reference(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
    }

    private static Coding coding(String system, String code) {
        return new Coding().setSystem(CODES + system).setCode(code);
    }
}
