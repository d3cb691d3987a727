package dk.hoibu.fhir.forward.minlog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * A SOAP envelope with <code>${names}</code> in the texts of elements and attributes. An element whose names all have no value is left out, and so
 * is one that only holds such elements; an attribute alike. For one thread at a time: so is the document behind it.
 */
final class EnvelopeTemplate {

    static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");

    /** What XML 1.0 cannot hold, however it is written. */
    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final Element envelope;

    /** @throws IllegalArgumentException when it is no SOAP envelope, or something in it has the mapping's own namespace */
    EnvelopeTemplate(Element envelope) {
        this.envelope = envelope;
        boolean soap = SOAP_11.equals(envelope.getNamespaceURI()) || SOAP_12.equals(envelope.getNamespaceURI());
        if (!soap || !"Envelope".equals(envelope.getLocalName())) {
            throw new IllegalArgumentException("the envelope is none of SOAP 1.1 or 1.2");
        }
        requireOwnNamespaces(envelope);
    }

    private static void requireOwnNamespaces(Element element) {
        if (MappingFile.NAMESPACE.equals(element.getNamespaceURI())) {
            throw new IllegalArgumentException(
                    "the element " + element.getLocalName() + " has no namespace of its own");
        }
        XmlDocument.children(element).forEach(EnvelopeTemplate::requireOwnNamespaces);
    }

    boolean isSoap12() {
        return SOAP_12.equals(envelope.getNamespaceURI());
    }

    /** Every name in it, as often as it is there. */
    List<String> names() {
        return namesIn(envelope);
    }

    private static List<String> namesIn(Element element) {
        StringBuilder all = new StringBuilder(element.getTextContent());
        var elements = element.getElementsByTagName("*");
        attributes(element, all);
        for (int at = 0; at < elements.getLength(); at++) {
            attributes((Element) elements.item(at), all);
        }
        return NAME.matcher(all).results().map(result -> result.group(1)).toList();
    }

    private static void attributes(Element element, StringBuilder all) {
        for (int at = 0; at < element.getAttributes().getLength(); at++) {
            all.append(' ').append(((Attr) element.getAttributes().item(at)).getValue());
        }
    }

    /**
     * The envelope in UTF-8.
     *
     * @param values gives each name its value; empty text for none
     * @param header a header block, or a SOAP header with several, written as it is: it may be signed; null when there is none
     */
    byte[] fill(UnaryOperator<String> values, @Nullable Element header) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            write(envelope, values, header, xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the envelope cannot be written", e);
        }
        return out.toByteArray();
    }

    private void write(Element element, UnaryOperator<String> values, @Nullable Element header, XMLStreamWriter xml)
            throws XMLStreamException {
        start(element, value -> hasContent(value, values), value -> filled(value, values), xml);
        if (element == envelope && header != null && !hasHeader()) {
            xml.writeStartElement(prefix(envelope), "Header", String.valueOf(envelope.getNamespaceURI()));
            copyBlocks(header, xml);
            xml.writeEndElement();
        }
        if (isHeader(element) && header != null) {
            copyBlocks(header, xml);
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && isKept(child, values)) {
                write(child, values, header, xml);
            } else if (node instanceof Text text && !text.getData().isBlank()) {
                xml.writeCharacters(filled(text.getData(), values));
            }
        }
        xml.writeEndElement();
    }

    private boolean hasHeader() {
        return XmlDocument.children(envelope).stream().anyMatch(this::isHeader);
    }

    private boolean isHeader(Element element) {
        return "Header".equals(element.getLocalName())
                && String.valueOf(envelope.getNamespaceURI()).equals(element.getNamespaceURI());
    }

    private void copyBlocks(Element header, XMLStreamWriter xml) throws XMLStreamException {
        if (!isHeader(header)) {
            copy(header, header, xml);
            return;
        }
        for (Element block : XmlDocument.children(header)) {
            copy(block, header, xml);
        }
    }

    /** As it is; {@code around} is what it stood in, with names that it may use. */
    private static void copy(Element element, Element around, XMLStreamWriter xml) throws XMLStreamException {
        start(element, value -> true, UnaryOperator.identity(), xml);
        for (int at = 0; at < around.getAttributes().getLength(); at++) {
            Attr attribute = (Attr) around.getAttributes().item(at);
            if (isDeclaration(attribute) && !element.hasAttribute(attribute.getName())) {
                attribute(attribute, attribute.getValue(), xml);
            }
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                copy(child, child, xml);
            } else if (node instanceof Text text) {
                xml.writeCharacters(text.getData());
            }
        }
        xml.writeEndElement();
    }

    private static void start(
            Element element, Predicate<String> kept, UnaryOperator<String> written, XMLStreamWriter xml)
            throws XMLStreamException {
        String namespace = element.getNamespaceURI();
        xml.writeStartElement(prefix(element), element.getLocalName(), namespace == null ? "" : namespace);
        for (int at = 0; at < element.getAttributes().getLength(); at++) {
            Attr attribute = (Attr) element.getAttributes().item(at);
            if (kept.test(attribute.getValue())) {
                attribute(attribute, written.apply(attribute.getValue()), xml);
            }
        }
    }

    private static void attribute(Attr attribute, String value, XMLStreamWriter xml) throws XMLStreamException {
        if (isDeclaration(attribute) && declared(attribute).isEmpty()) {
            xml.writeDefaultNamespace(value);
        } else if (isDeclaration(attribute)) {
            xml.writeNamespace(declared(attribute), value);
        } else if (attribute.getNamespaceURI() == null) {
            xml.writeAttribute(attribute.getLocalName(), value);
        } else {
            xml.writeAttribute(attribute.getPrefix(), attribute.getNamespaceURI(), attribute.getLocalName(), value);
        }
    }

    private static boolean isDeclaration(Attr attribute) {
        return XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
    }

    private static String declared(Attr attribute) {
        return attribute.getPrefix() == null ? "" : attribute.getLocalName();
    }

    private static String prefix(Element element) {
        return element.getPrefix() == null ? "" : element.getPrefix();
    }

    private static boolean isKept(Element element, UnaryOperator<String> values) {
        List<Element> children = XmlDocument.children(element);
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            text.append(node instanceof Text part ? part.getData() : "");
        }
        if (children.isEmpty() || !text.toString().isBlank()) {
            return hasContent(text.toString(), values);
        }
        return children.stream().anyMatch(child -> isKept(child, values));
    }

    /** A text without names always has. */
    private static boolean hasContent(String text, UnaryOperator<String> values) {
        List<MatchResult> names = NAME.matcher(text).results().toList();
        return names.isEmpty()
                || names.stream().anyMatch(name -> !values.apply(name.group(1)).isEmpty());
    }

    private static String filled(String text, UnaryOperator<String> values) {
        String filled =
                NAME.matcher(text.strip()).replaceAll(name -> Matcher.quoteReplacement(values.apply(name.group(1))));
        return NO_XML.matcher(filled).replaceAll("\uFFFD");
    }
}
