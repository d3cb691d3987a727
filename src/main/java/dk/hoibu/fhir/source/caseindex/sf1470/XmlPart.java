package dk.hoibu.fhir.source.caseindex.sf1470;

import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.folder.UnreadableRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * An element of an XML document, asked by the local names of what is in it. All methods throw {@link
 * UnreadableRecord} naming the element, never what is in it.
 */
record XmlPart(Element element) {

    /** The root of a document without a DTD: entities could read files and swell without end. */
    static XmlPart root(byte[] document) {
        try {
            return new XmlPart(
                    builder().parse(new ByteArrayInputStream(document)).getDocumentElement());
        } catch (SAXParseException e) {
            throw new UnreadableRecord(
                    "not XML without a DTD, at line " + e.getLineNumber() + " column " + e.getColumnNumber());
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new UnreadableRecord("not XML without a DTD");
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setNamespaceAware(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Strict());
        return builder;
    }

    boolean is(String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /** The elements called {@code name} right below this one, in their order. */
    List<XmlPart> parts(String name) {
        List<XmlPart> parts = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element part && name.equals(part.getLocalName())) {
                parts.add(new XmlPart(part));
            }
        }
        return parts;
    }

    Optional<XmlPart> part(String name) {
        List<XmlPart> parts = parts(name);
        if (parts.size() > 1) {
            throw wrong(name, "comes twice");
        }
        return parts.stream().findFirst();
    }

    XmlPart requiredPart(String name) {
        return part(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** The elements reached by following {@code path}; none where the path breaks off. */
    List<XmlPart> below(String... path) {
        List<XmlPart> reached = List.of(this);
        for (String name : path) {
            reached =
                    reached.stream().flatMap(part -> part.parts(name).stream()).toList();
        }
        return reached;
    }

    /** The text of an element, where it is there and not empty. */
    Optional<String> text(String name) {
        return part(name).map(part -> part.element.getTextContent().strip()).filter(text -> !text.isEmpty());
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** The UUID or URN in the element called {@code name}. */
    CareCase.Reference reference(String name) {
        XmlPart id = requiredPart(name);
        Optional<UUID> uuid = id.text("UUIDIdentifikator").map(text -> uuid(text, name));
        Optional<String> urn = id.text("URNIdentifikator");
        if (uuid.isPresent() == urn.isPresent()) {
            throw wrong(name, "is neither a UUID nor a URN");
        }
        return new CareCase.Reference(uuid, urn);
    }

    UnreadableRecord wrong(String name, String what) {
        return new UnreadableRecord(element.getLocalName() + "/" + name + " " + what);
    }

    private UUID uuid(String text, String name) {
        try {
            return UUID.fromString(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException quotesTheText) {
            throw wrong(name, "is not a UUID");
        }
    }

    /** Lets no error pass, and does not print them as the default does. */
    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException warning) {
            // A warning leaves the document readable.
        }

        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }
}
