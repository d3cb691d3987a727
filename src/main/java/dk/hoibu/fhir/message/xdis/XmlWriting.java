package dk.hoibu.fhir.message.xdis;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes elements without attributes, indented, in ISO-8859-1 as letters are; any other character as a reference to it. */
final class XmlWriting {

    private static final Charset CHARACTERS = StandardCharsets.ISO_8859_1;

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n");
    private int depth;

    void root(String name, String namespace, Runnable inside) {
        out.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">\n");
        depth++;
        inside.run();
        depth--;
        out.append("</").append(name).append(">\n");
    }

    void element(String name, Runnable inside) {
        indent().append('<').append(name).append(">\n");
        depth++;
        inside.run();
        depth--;
        indent().append("</").append(name).append(">\n");
    }

    void element(String name, String text) {
        indent().append('<').append(name).append('>');
        text(text);
        out.append("</").append(name).append(">\n");
    }

    void ifThere(String name, Optional<String> text) {
        text.ifPresent(value -> element(name, value));
    }

    /** Lines and blanks as {@link FormattedText} reads them back. */
    void formatted(String name, String plain) {
        indent().append('<').append(name).append('>');
        if (FormattedText.isPlain(plain)) {
            text(plain);
        } else {
            marked(plain);
        }
        out.append("</").append(name).append(">\n");
    }

    private void marked(String plain) {
        for (int i = 0; i < plain.length(); i++) {
            char here = plain.charAt(i);
            if (here == '\n') {
                out.append("<Break/>");
            } else if (here == ' ' || here == '\t') {
                boolean counts = here == '\t' || !isWord(plain, i - 1) || !isWord(plain, i + 1);
                out.append(counts ? "<Space/>" : " ");
            } else {
                int end = i + Character.charCount(plain.codePointAt(i));
                text(plain.substring(i, end));
                i = end - 1;
            }
        }
    }

    private static boolean isWord(String plain, int at) {
        return at >= 0 && at < plain.length() && " \t\n".indexOf(plain.charAt(at)) < 0;
    }

    private StringBuilder indent() {
        return out.append("  ".repeat(depth));
    }

    private void text(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                default -> {
                    if (!isXml(point)) {
                        out.append('?');
                    } else if ((point < 0x80 && point != '\r') || (point >= 0xA0 && point <= 0xFF)) {
                        out.append((char) point);
                    } else {
                        out.append("&#").append(point).append(';');
                    }
                }
            }
        });
    }

    private static boolean isXml(int point) {
        return point >= ' '
                ? !(point >= 0xD800 && point <= 0xDFFF) && point != 0xFFFE && point != 0xFFFF
                : "\t\n\r".indexOf(point) >= 0;
    }

    byte[] bytes() {
        return out.toString().getBytes(CHARACTERS);
    }
}
