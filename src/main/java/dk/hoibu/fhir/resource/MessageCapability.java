package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.search.MessageSearchParser;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementMessagingComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.EventCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/** What a server that receives messages says of it in its CapabilityStatement. */
final class MessageCapability {

    private static final String DEFINITIONS = "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedCom";
    private static final String MESSAGE =
            "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-message";
    private static final String OPERATIONS = Systems.BASE + "/OperationDefinition/hoibu-";
    private static final String R4 = "http://hl7.org/fhir/";

    private static final Map<String, SearchParamType> KINDS = Map.of(
            "_id", SearchParamType.TOKEN,
            "_lastUpdated", SearchParamType.DATE,
            "_tag", SearchParamType.TOKEN,
            "category", SearchParamType.TOKEN,
            "identifier", SearchParamType.TOKEN,
            "part-of", SearchParamType.REFERENCE,
            "recipient", SearchParamType.REFERENCE,
            "sender", SearchParamType.REFERENCE,
            "sent", SearchParamType.DATE,
            "subject", SearchParamType.REFERENCE);

    private static final Map<String, String> MEANINGS = Map.of(
            "_tag", "unread: what came to whoever asks, and was not marked as read there.",
            "identifier", "The thread.",
            "part-of", "Bundle/[id], the message.",
            "sender", "An organisation: Organization/[SOR], or sender:identifier with its SOR id or GLN.",
            "recipient", "An organisation: Organization/[SOR], or recipient:identifier with its SOR id or GLN.",
            "subject", "Patient/[id]; subject:identifier with a CPR number in a POST body only.",
            "_lastUpdated", "When it was received.");

    private static final Map<String, String> DONE = new TreeMap<>(Map.of(
            "thread", "All that was said in the thread of a message, each thing once and in order.",
            "mark-read", "The organisation that it came to has read it.",
            "mark-unread", "The organisation that it came to has not read it."));

    private MessageCapability() {}

    static void add(CapabilityStatement statement, String base) {
        CapabilityStatementMessagingComponent messaging = statement.addMessaging();
        messaging.setDocumentation(
                "POST [base]/$process-message, up to 100 MB. Every message that says who sent it is answered with 200 and a MedCom Acknowledgement.");
        messaging
                .addSupportedMessage()
                .setMode(EventCapabilityMode.RECEIVER)
                .setDefinition(DEFINITIONS + "CareCommunicationMessageDefinition|5.0");
        messaging
                .addEndpoint()
                .setAddress(base + "/$process-message")
                .setProtocol(new Coding("http://terminology.hl7.org/CodeSystem/message-transport", "http", "HTTP"));
        messaging
                .addSupportedMessage()
                .setMode(EventCapabilityMode.SENDER)
                .setDefinition(DEFINITIONS + "AcknowledgementMessageDefinition|2.0");
        CapabilityStatementRestComponent rest = statement.getRestFirstRep();
        CapabilityStatementRestResourceComponent bundle = rest.addResource().setType("Bundle");
        bundle.addSupportedProfile(MESSAGE);
        bundle.setDocumentation("Messages, byte for byte as they came, for their senders and receivers.");
        bundle.setVersioning(ResourceVersionPolicy.NOVERSION);
        bundle.addInteraction().setCode(TypeRestfulInteraction.READ);
        bundle.addInteraction().setCode(TypeRestfulInteraction.CREATE);
        communication(rest.addResource());
        rest.addOperation()
                .setName("process-message")
                .setDefinition(OPERATIONS + "process-message")
                .setDocumentation("A message in, its acknowledgement out.");
    }

    private static void communication(CapabilityStatementRestResourceComponent communication) {
        communication.setType("Communication");
        communication.addSupportedProfile(Systems.profile("hoibu-communication"));
        communication.setDocumentation("What messages say, newest first, for their senders and receivers.");
        communication.setVersioning(ResourceVersionPolicy.NOVERSION);
        communication.addInteraction().setCode(TypeRestfulInteraction.READ);
        communication.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
        MessageSearchParser.PARAMETERS.stream()
                .sorted()
                .forEach(name -> communication
                        .addSearchParam()
                        .setName(name)
                        .setType(KINDS.get(name))
                        .setDefinition(R4 + "SearchParameter/"
                                + (name.startsWith("_") ? "Resource-" + name.substring(1) : "Communication-" + name))
                        .setDocumentation(MEANINGS.get(name)));
        DONE.forEach((name, documentation) -> communication
                .addOperation()
                .setName(name)
                .setDefinition(OPERATIONS + name)
                .setDocumentation(documentation));
    }
}
