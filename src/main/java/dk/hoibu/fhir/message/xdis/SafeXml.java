package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.XmlPiece.Element;
import dk.hoibu.fhir.message.xdis.XmlPiece.Text;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML that strangers sent. Nothing outside the document is ever opened; a document type, an entity, more nesting than any letter
 * has, a character set that letters are not written in, or another one than is declared ends the reading.
 */
final class SafeXml {

    /** Letters hold text alone: the longest seen are some hundred kilobytes. */
    static final int MOST_BYTES = 10 << 20;

    private static final int MOST_DEPTH = 16;
    private static final int HEAD = 200;
    private static final String UTF_8 = "UTF-8";
    private static final Set<String> CHARACTER_SETS = Set.of(UTF_8, "ISO-8859-1", "US-ASCII", "WINDOWS-1252");
    private static final Pattern ENCODING =
            Pattern.compile("\\A(?:\u00EF\u00BB\u00BF)?<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"']");

    private SafeXml() {}

    /** The root element of {@code document}. */
    static Element root(byte[] document) {
        if (document.length > MOST_BYTES) {
            throw new UnreadableLetter("the document is larger than " + MOST_BYTES + " bytes");
        }
        try {
            return read(factory().createXMLStreamReader(new StringReader(decoded(document))));
        } catch (XMLStreamException e) {
            throw new UnreadableLetter("the document is not well-formed XML, at line "
                    + e.getLocation().getLineNumber());
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the document is opened");
        });
        return factory;
    }

    /** In the character set that its first line names, or UTF-8 when it names none. */
    private static String decoded(byte[] document) {
        String head = new String(document, 0, Math.min(HEAD, document.length), StandardCharsets.ISO_8859_1);
        Matcher named = ENCODING.matcher(head);
        String name = named.find() ? named.group(1).toUpperCase(Locale.ROOT) : UTF_8;
        if (!CHARACTER_SETS.contains(name) || head.indexOf('\u0000') >= 0) {
            throw new UnreadableLetter("the document's character set is none that letters are written in");
        }
        Optional<String> utf8 = utf8(document);
        if (name.equals(UTF_8)) {
            return utf8.orElseThrow(() -> new UnreadableLetter("the document is not in UTF-8, as it should be"));
        }
        // no Danish text in a one-byte character set is by chance well-formed UTF-8
        if (utf8.filter(text -> text.length() < document.length).isPresent()) {
            throw new UnreadableLetter("the document names another character set than the UTF-8 it is written in");
        }
        return new String(document, Charset.forName(name));
    }

    /** Empty when it is not UTF-8. */
    private static Optional<String> utf8(byte[] document) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static Element read(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> open.push(start(reader, open.size()));
                case XMLStreamConstants.END_ELEMENT -> {
                    Element done = open.pop().close();
                    if (open.isEmpty()) {
                        finish(reader);
                        return done;
                    }
                    open.element().pieces.add(done);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.element().pieces.add(new Text(reader.getText()));
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw forbidden();
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        throw new UnreadableLetter("the document has no element");
    }

    /** To the end: what stands after the root must be well-formed too. */
    private static void finish(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.DTD) {
                throw forbidden();
            }
        }
    }

    private static UnreadableLetter forbidden() {
        return new UnreadableLetter("the document has a document type or entities, which no letter has");
    }

    private static Open start(XMLStreamReader reader, int depth) {
        if (depth >= MOST_DEPTH) {
            throw new UnreadableLetter("the document's elements are nested more than " + MOST_DEPTH + " deep");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (!XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(reader.getAttributeNamespace(i))) {
                throw UnreadableLetter.at(reader.getLocalName(), "has an attribute");
            }
        }
        String namespace = reader.getNamespaceURI();
        return new Open(namespace == null ? "" : namespace, reader.getLocalName(), new ArrayList<>());
    }

    /** An element whose end has not been read. */
    private record Open(String namespace, String name, List<XmlPiece> pieces) {

        Element close() {
            return new Element(namespace, name, pieces);
        }
    }
}
