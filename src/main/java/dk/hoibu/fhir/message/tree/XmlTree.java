package dk.hoibu.fhir.message.tree;

import dk.hoibu.fhir.message.tree.Flaw.Kind;
import dk.hoibu.fhir.message.tree.Shape.Slot;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a Bundle from FHIR's XML (R4, 2.6.1). A document type declaration makes it unreadable, and nothing outside the text is ever
 * fetched. May be asked by several threads.
 */
public final class XmlTree {

    private static final String FHIR = "http://hl7.org/fhir";
    private static final int DEEPEST = 100;
    private static final int MOST = 500_000;

    private final Shapes shapes;
    private final XMLInputFactory factory = secured(XMLInputFactory.newFactory());

    public XmlTree(Shapes shapes) {
        this.shapes = shapes;
    }

    private static XMLInputFactory secured(XMLInputFactory factory) {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Never throws: what is wrong with the text is in the answer. */
    public Reading read(byte[] text) {
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(text));
            try {
                return new Run(shapes, xml).bundle();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException | RuntimeException unreadable) {
            // the parser wraps what it cannot decode in a RuntimeException
            return new Reading(Optional.empty(), List.of(new Flaw(Kind.UNREADABLE, "Bundle", "")));
        }
    }

    /** The reading of one text. */
    private static final class Run {

        private final Shapes shapes;
        private final XMLStreamReader xml;
        private final List<Flaw> flaws = new ArrayList<>();
        private int depth;
        private int elements;

        Run(Shapes shapes, XMLStreamReader xml) {
            this.shapes = shapes;
            this.xml = xml;
        }

        Reading bundle() throws XMLStreamException {
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                if (xml.getEventType() == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("document type declaration");
                }
            }
            if (!xml.getLocalName().equals("Bundle") || !FHIR.equals(xml.getNamespaceURI())) {
                return new Reading(Optional.empty(), List.of(new Flaw(Kind.NOT_A_BUNDLE, "Bundle", "")));
            }
            Node root = new Node(null, null, shapes.shape("Bundle"), 0);
            fill(root);
            while (xml.hasNext()) {
                xml.next();
            }
            return new Reading(Optional.of(root), flaws);
        }

        private void fill(Node node) throws XMLStreamException {
            if (++depth > DEEPEST || ++elements > MOST) {
                throw new XMLStreamException("nested too deeply, or too many elements");
            }
            attributes(node);
            Map<Child, Integer> counts = new HashMap<>();
            int last = -1;
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                if (xml.isStartElement()) {
                    last = child(node, counts, last);
                } else if (isForeign()) {
                    flaw(Kind.FOREIGN_XML, node, "");
                }
            }
            if (node.children().isEmpty() && node.value() == null) {
                flaw(Kind.NOTHING_THERE, node, "");
            }
            depth--;
        }

        private boolean isForeign() {
            return xml.getEventType() == XMLStreamConstants.PROCESSING_INSTRUCTION
                    || xml.getEventType() == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace();
        }

        private void attributes(Node node) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                String name = xml.getAttributeLocalName(i);
                Slot slot = node.shape().slot(name);
                if (XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(xml.getAttributeNamespace(i))) {
                    continue;
                }
                if (name.equals("value") && node.shape().kind() == Shape.Kind.PRIMITIVE) {
                    node.put(xml.getAttributeValue(i));
                } else if (slot != null && attribute(node, name)) {
                    node.add(slot.child(), shapes.shape(slot.type()), 0).put(xml.getAttributeValue(i));
                } else {
                    flaw(Kind.FOREIGN_XML, node, name);
                }
            }
        }

        private static boolean attribute(Node node, String name) {
            return name.equals("id") && node.shape().kind() != Shape.Kind.RESOURCE
                    || name.equals("url") && node.is("Extension");
        }

        /** The place of the element in its type's order. */
        private int child(Node node, Map<Child, Integer> counts, int last) throws XMLStreamException {
            String name = xml.getLocalName();
            Slot slot = node.shape().slot(name);
            boolean div = slot != null && slot.type().equals("xhtml");
            if (slot == null || attribute(node, name) || !div && !FHIR.equals(xml.getNamespaceURI())) {
                flaw(Kind.UNKNOWN_ELEMENT, node, name);
                skip();
                return last;
            }
            if (slot.child().place() < last) {
                flaw(Kind.OUT_OF_ORDER, node, name);
            }
            int index = counts.merge(slot.child(), 1, Integer::sum) - 1;
            if (div) {
                node.add(slot.child(), shapes.shape("xhtml"), index)
                        .put(Markup.of(xml, () -> flaw(Kind.FOREIGN_XML, node, name)));
            } else if (slot.child().form() == Child.Form.RESOURCE) {
                resource(node, slot, index);
            } else {
                fill(node.add(slot.child(), shapes.shape(slot.type()), index));
            }
            return slot.child().place();
        }

        private void resource(Node node, Slot slot, int index) throws XMLStreamException {
            if (xml.getAttributeCount() > 0) {
                flaw(Kind.FOREIGN_XML, node, slot.child().name());
            }
            boolean found = false;
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                if (!xml.isStartElement()) {
                    continue;
                }
                Optional<Shape> shape = shapes.resource(xml.getLocalName());
                if (found || shape.isEmpty() || !FHIR.equals(xml.getNamespaceURI())) {
                    flaw(found ? Kind.TWICE : Kind.UNKNOWN_RESOURCE_TYPE, node, xml.getLocalName());
                    skip();
                } else {
                    found = true;
                    fill(node.add(slot.child(), shape.get(), index));
                }
            }
            if (!found) {
                flaw(Kind.NOTHING_THERE, node, slot.child().name());
            }
        }

        private void skip() throws XMLStreamException {
            int open = 1;
            while (open > 0) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    open++;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    open--;
                }
            }
        }

        private void flaw(Kind kind, Node where, String name) {
            if (flaws.size() < Flaw.MOST) {
                flaws.add(new Flaw(kind, where.path(), name));
            }
        }
    }
}
