package dk.hoibu.fhir.message.delivery.envelope;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** XML as it is written: names that are ours, values that are not. */
final class XmlText {

    private final OutputStream out;

    XmlText(OutputStream out) {
        this.out = out;
    }

    /** Something without values. */
    XmlText raw(String markup) throws IOException {
        out.write(markup.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** {@code <name>value</name>}. */
    XmlText element(String name, String value) throws IOException {
        return raw("<" + name + ">").raw(escaped(value)).raw("</" + name + ">");
    }

    /** The bytes in base64, on one line. */
    XmlText base64(dk.hoibu.fhir.message.delivery.Content content) throws IOException {
        OutputStream encoded = Base64.getEncoder().wrap(new Open(out));
        content.writeTo(encoded);
        encoded.close();
        return this;
    }

    static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Stays open when what writes to it is closed. */
    private static final class Open extends java.io.FilterOutputStream {

        private Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() {
            // there is more to come
        }
    }
}
