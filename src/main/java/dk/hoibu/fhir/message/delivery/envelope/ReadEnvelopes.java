package dk.hoibu.fhir.message.delivery.envelope;

import dk.hoibu.fhir.message.delivery.Envelopes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/** Reads both envelopes by the names of their elements, in little memory. Nothing outside of them is ever opened. */
public final class ReadEnvelopes implements Envelopes {

    /** The name of the root must be there by then. */
    private static final int BEGINNING = 16 << 10;

    private static final Pattern ROOT = Pattern.compile("<(?![?!])(?:[\\w.-]+:)?([\\w.-]+)");

    private final XMLInputFactory factory;

    public ReadEnvelopes() {
        factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    }

    @Override
    public Kind kind(BufferedInputStream in) throws IOException {
        in.mark(BEGINNING);
        byte[] beginning = in.readNBytes(BEGINNING - 1);
        in.reset();
        String text = new String(beginning, StandardCharsets.ISO_8859_1)
                .replaceFirst("^(\u00ef\u00bb\u00bf)?\\s*", "")
                .replaceAll("(?s)<!--.*?-->", "");
        if (text.startsWith("{")) {
            return Kind.JSON_MESSAGE;
        }
        Matcher root = ROOT.matcher(text);
        return text.startsWith("<") && root.find() ? kind(root.group(1)) : Kind.OTHER;
    }

    private static Kind kind(String root) {
        return switch (root) {
            case "Bundle" -> Kind.XML_MESSAGE;
            case "Emessage" -> Kind.LETTER;
            case "StandardBusinessDocument", "VANSEnvelope" -> Kind.ENVELOPE;
            case "ReceiptAcknowledgement", "AcceptanceAcknowledgement", "Exception", "VANSEnvelopeAcknowledgement" ->
                Kind.SIGNAL;
            default -> Kind.OTHER;
        };
    }

    @Override
    public InputStream open(InputStream envelope) throws IOException {
        try {
            return new EnvelopeContent(factory.createXMLStreamReader(envelope));
        } catch (XMLStreamException broken) {
            throw EnvelopeContent.why(broken);
        }
    }
}
