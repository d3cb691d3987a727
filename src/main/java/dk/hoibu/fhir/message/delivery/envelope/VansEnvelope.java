package dk.hoibu.fhir.message.delivery.envelope;

import dk.hoibu.fhir.message.delivery.Content;
import dk.hoibu.fhir.message.delivery.Envelope;
import dk.hoibu.fhir.message.delivery.Label;
import java.io.IOException;
import java.io.OutputStream;

/**
 * MedCom's VANSEnvelope, with the elements that the governance names (Transport, Document with Format, Name and Version, Data in base64). How sender
 * and receiver are written, and the namespace, is to be agreed with the network's operator: the schema is not public.
 */
public final class VansEnvelope implements Envelope {

    private final String namespace;

    /** {@code namespace}: empty for none. */
    public VansEnvelope(String namespace) {
        this.namespace = namespace;
    }

    @Override
    public String mediaType(Label label) {
        return "application/xml";
    }

    @Override
    public void write(Label label, Content content, OutputStream out) throws IOException {
        XmlText xml = new XmlText(out);
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VANSEnvelope")
                .raw(namespace.isEmpty() ? "" : " xmlns=\"" + XmlText.escaped(namespace) + "\"")
                .raw(">")
                .element("SenderID", label.sender().gln())
                .element("ReceiverID", label.receiver().gln())
                .element("SentDate", Sbdh.time(label.created()))
                .element("EnvelopeIdentifier", Sbdh.instance(label))
                .raw("<Message><MetaInformation>")
                .element("Identifier", label.headerId())
                .raw("<Transport>")
                .element("Type", "reliable")
                .element("TransformMessage", "false");
        if (label.standard().isFhir()) {
            xml.raw("<ServiceTag name=\"MCM:MIME\" value=\"")
                    .raw(XmlText.escaped(label.mediaType()))
                    .raw("\"/>");
        }
        xml.raw("</Transport><Document>")
                .element("Format", label.standard().isFhir() ? "HL7" : "OIOXML")
                .element("Name", name(label))
                .element("Version", label.version())
                .raw("</Document></MetaInformation><Data>")
                .base64(content)
                .raw("</Data></Message></VANSEnvelope>");
    }

    private static String name(Label label) {
        String type = label.standard().type();
        return label.standard().isFhir() ? "MCM:" + type + "#" + label.variant() : type;
    }
}
