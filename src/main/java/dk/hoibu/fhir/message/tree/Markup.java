package dk.hoibu.fhir.message.tree;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Writes an element of an XML text as JSON has it: as a text of its own. */
final class Markup {

    private Markup() {}

    /** Of the element the reader stands at the start of; leaves it at its end. {@code foreign} is run for each processing instruction. */
    static String of(XMLStreamReader xml, Runnable foreign) throws XMLStreamException {
        StringBuilder out = new StringBuilder();
        int open = 0;
        int event = xml.getEventType();
        while (true) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    start(xml, out);
                    open++;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    out.append("</").append(name(xml)).append('>');
                    open--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> escaped(xml.getText(), out);
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> foreign.run();
                default -> {
                    // comments say nothing
                }
            }
            if (open == 0) {
                return out.toString();
            }
            event = xml.next();
        }
    }

    private static String name(XMLStreamReader xml) {
        String prefix = xml.getPrefix();
        return prefix == null || prefix.isEmpty() ? xml.getLocalName() : prefix + ":" + xml.getLocalName();
    }

    private static void start(XMLStreamReader xml, StringBuilder out) {
        out.append('<').append(name(xml));
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            String prefix = xml.getNamespacePrefix(i);
            out.append(prefix == null || prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix)
                    .append("=\"");
            escaped(xml.getNamespaceURI(i), out);
            out.append('"');
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String prefix = xml.getAttributePrefix(i);
            out.append(' ');
            if (prefix != null && !prefix.isEmpty()) {
                out.append(prefix).append(':');
            }
            out.append(xml.getAttributeLocalName(i)).append("=\"");
            escaped(xml.getAttributeValue(i), out);
            out.append('"');
        }
        out.append('>');
    }

    private static void escaped(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            switch (one) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(one);
            }
        }
    }
}
