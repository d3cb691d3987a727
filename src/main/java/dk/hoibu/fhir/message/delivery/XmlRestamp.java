package dk.hoibu.fhir.message.delivery;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes an XML message on with other values of its root's {@code id} and {@code timestamp}, which FHIR has before the first entry; every other
 * byte stays as it is. For one message and one thread.
 */
final class XmlRestamp extends FilterOutputStream implements Restamp {

    /** No message that was accepted has so much before its first entry. */
    private static final int LONGEST_HEAD = 1 << 20;

    private static final Pattern ENTRY = Pattern.compile("<([\\w.-]+:)?entry[\\s/>]");

    private final Map<String, String> values;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private boolean past;

    /** {@code values}: by name, without anything that would have to be escaped. */
    XmlRestamp(Map<String, String> values, OutputStream out) {
        super(out);
        this.values = Map.copyOf(values);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (past) {
            out.write(bytes, from, count);
            return;
        }
        head.write(bytes, from, count);
        // byte for byte: what is not ASCII stays what it is
        String text = head.toString(StandardCharsets.ISO_8859_1);
        Matcher entry = ENTRY.matcher(text);
        if (entry.find()) {
            past = true;
            String anew = restamped(text.substring(0, entry.start())) + text.substring(entry.start());
            out.write(anew.getBytes(StandardCharsets.ISO_8859_1));
        } else if (head.size() > LONGEST_HEAD) {
            throw unfit();
        }
    }

    private String restamped(String text) {
        String anew = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            Matcher element = Pattern.compile(
                            "(<(?:[\\w.-]+:)?" + value.getKey() + "\\s[^<>]*?value\\s*=\\s*)(\"[^\"]*\"|'[^']*')")
                    .matcher(anew);
            if (!element.find()) {
                throw unfit();
            }
            anew = anew.substring(0, element.end(1)) + "\"" + value.getValue() + "\"" + anew.substring(element.end());
        }
        return anew;
    }

    private static Unfit unfit() {
        return new Unfit("its Bundle.id and its time cannot be written anew");
    }

    @Override
    public void finish() {
        if (!past) {
            throw unfit();
        }
    }
}
