package dk.hoibu.fhir.message.delivery.envelope;

import dk.hoibu.fhir.message.delivery.Envelopes.Broken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What is in an envelope, out of its base64 while it is read, and the rest of the envelope read to its end. */
final class EnvelopeContent extends InputStream {

    private static final Set<String> CONTENTS = Set.of("BinaryContent", "Data");

    private final XMLStreamReader reader;
    private final byte[] letters = new byte[4];
    private byte[] decoded = new byte[0];
    private int held;
    private int at;
    private boolean ended;

    EnvelopeContent(XMLStreamReader reader) throws Broken, XMLStreamException {
        this.reader = reader;
        boolean found = false;
        while (!found) {
            if (!reader.hasNext()) {
                throw new Broken("an envelope without content");
            }
            found = reader.next() == XMLStreamConstants.START_ELEMENT && CONTENTS.contains(reader.getLocalName());
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (at == decoded.length) {
            if (ended) {
                return -1;
            }
            more();
        }
        int many = Math.min(count, decoded.length - at);
        System.arraycopy(decoded, at, bytes, from, many);
        at += many;
        return many;
    }

    private void more() throws IOException {
        try {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw new Broken("elements where base64 is expected");
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                decode(held);
                ended = true;
                readToTheEnd();
            } else if (reader.hasText()) {
                take(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
        } catch (XMLStreamException broken) {
            throw why(broken);
        }
    }

    /** Whether it is the envelope that is broken, or the line. */
    static IOException why(XMLStreamException broken) {
        return broken.getNestedException() instanceof IOException line
                ? line
                : new Broken("not an envelope that can be read", broken);
    }

    private void readToTheEnd() throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
    }

    private void take(char[] text, int from, int count) throws Broken {
        byte[] all = Arrays.copyOf(letters, held + count);
        int size = held;
        for (int i = from; i < from + count; i++) {
            if (text[i] > ' ') {
                all[size++] = (byte) (text[i] < 128 ? text[i] : '?');
            }
        }
        int whole = size - size % 4;
        decoded = decoded(all, whole);
        at = 0;
        held = size - whole;
        System.arraycopy(all, whole, letters, 0, held);
    }

    private void decode(int count) throws Broken {
        decoded = decoded(letters, count);
        at = 0;
        held = 0;
    }

    private static byte[] decoded(byte[] letters, int count) throws Broken {
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(letters, count));
        } catch (IllegalArgumentException wrong) {
            throw new Broken("not base64", wrong);
        }
    }
}
