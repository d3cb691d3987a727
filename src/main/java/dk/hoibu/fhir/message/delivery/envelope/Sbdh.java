package dk.hoibu.fhir.message.delivery.envelope;

import dk.hoibu.fhir.message.delivery.Content;
import dk.hoibu.fhir.message.delivery.Envelope;
import dk.hoibu.fhir.message.delivery.Label;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * The EHMI SBDH: a StandardBusinessDocument (GS1, as PEPPOL has it) with MedCom's scopes, and the message as BinaryContent. It is the same for a
 * message that is handed over again as it was, so that the access point knows it again.
 */
public final class Sbdh implements Envelope {

    private static final String HEADER = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";
    private static final String CONTENT = "http://peppol.eu/xsd/ticc/envelope/1.0";
    private static final String SCOPE = "dk-medcom-messaging";
    private static final long RECEIPT_SECONDS = 600;

    @Override
    public String mediaType(Label label) {
        return "application/xml";
    }

    @Override
    public void write(Label label, Content content, OutputStream out) throws IOException {
        XmlText xml = new XmlText(out);
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<StandardBusinessDocument xmlns=\"" + HEADER
                + "\"><StandardBusinessDocumentHeader><HeaderVersion>1.0</HeaderVersion>");
        party(xml, "Sender", label.sender().gln());
        party(xml, "Receiver", label.receiver().gln());
        identification(xml, label);
        xml.raw("<BusinessScope>");
        scopes(xml, label);
        receipt(xml, label);
        xml.raw("</BusinessScope></StandardBusinessDocumentHeader><BinaryContent xmlns=\"" + CONTENT + "\" mimeType=\""
                + XmlText.escaped(label.mediaType()) + "\" encoding=\"UTF-8\">");
        xml.base64(content);
        xml.raw("</BinaryContent></StandardBusinessDocument>");
    }

    private static void party(XmlText xml, String name, String gln) throws IOException {
        xml.raw("<" + name + "><Identifier Authority=\"iso6523-actorid-upis\">")
                .raw(XmlText.escaped("0088:" + gln))
                .raw("</Identifier></" + name + ">");
    }

    private static void identification(XmlText xml, Label label) throws IOException {
        xml.raw("<DocumentIdentification>")
                .element("Standard", label.standard().event())
                .element("TypeVersion", label.version())
                .element("InstanceIdentifier", instance(label))
                .element("Type", label.standard().isFhir() ? "Bundle" : "Emessage")
                .element("MultipleType", "false")
                .element("CreationDateAndTime", time(label.created()))
                .raw("</DocumentIdentification>");
    }

    /** Its own id, made from that of the Bundle in it. */
    static String instance(Label label) {
        return UUID.nameUUIDFromBytes(("envelope " + label.bundleId()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static String time(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withNano(0));
    }

    private static void scopes(XmlText xml, Label label) throws IOException {
        String event = label.standard().event();
        scope(
                xml,
                "DOCUMENTID",
                "urn:dk:healthcare:medcom:messaging:fhir:structuredefinition::" + event + "##urn:dk:medcom:fhir:"
                        + event + "::" + label.version());
        scope(xml, "PROCESSID", "urn:ehmi:sdn-emergence");
        if (label.patient().isPresent()) {
            scope(xml, "PATIENTID", label.patient().get());
        }
        scope(xml, "SENDERID", label.sender().sor());
        scope(xml, "RECEIVERID", label.receiver().sor());
        scope(xml, "MESSAGEIDENTIFIER", label.headerId());
        scope(xml, "MESSAGEENVELOPEIDENTIFIER", label.bundleId());
        scope(xml, "StatisticalInformation", "MCM:" + event);
    }

    private static void scope(XmlText xml, String type, String value) throws IOException {
        xml.raw("<Scope>")
                .element("Type", type)
                .element("InstanceIdentifier", value)
                .element("Identifier", SCOPE)
                .raw("</Scope>");
    }

    /** Asks the receiving message service handler for a receipt of the envelope. */
    private static void receipt(XmlText xml, Label label) throws IOException {
        xml.raw("<Scope>")
                .element("Type", "EHMI-ReceiptAcknowledgement")
                .element("InstanceIdentifier", "Request")
                .element("Identifier", SCOPE)
                .raw("<CorrelationInformation>")
                .element("RequestingDocumentCreationDateTime", time(label.created()))
                .element("RequestingDocumentInstanceIdentifier", instance(label))
                .element("ExpectedResponseDateTime", time(label.created().plusSeconds(RECEIPT_SECONDS)))
                .raw("</CorrelationInformation><BusinessService>")
                .element("BusinessServiceName", "EHMI-ReceiptAcknowledgement-Request")
                .raw("<ServiceTransaction TypeOfServiceTransaction=\"RequestingServiceTransaction\""
                        + " IsNonRepudiationRequired=\"false\" IsAuthenticationRequired=\"false\""
                        + " IsNonRepudiationOfReceiptRequired=\"false\" IsIntelligibleCheckRequired=\"false\""
                        + " IsApplicationErrorResponseRequested=\"false\" TimeToAcknowledgeReceipt=\""
                        + RECEIPT_SECONDS * 1000
                        + "\" TimeToAcknowledgeAcceptance=\"0\" TimeToPerform=\"0\" Recurrence=\"0\"/>")
                .raw("</BusinessService></Scope>");
    }
}
