package dk.hoibu.fhir.message.delivery;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes a JSON message on with other values of its root's {@code id} and {@code timestamp}; every other byte stays as it is. For one message and
 * one thread.
 */
final class JsonRestamp extends FilterOutputStream implements Restamp {

    private static final int LONGEST_NAME = 64;

    private final Map<String, String> values;
    private final Set<String> replaced = new HashSet<>();
    private final StringBuilder name = new StringBuilder();
    private int depth;
    private boolean inText;
    private boolean escaped;
    private boolean inName;
    private boolean nameComes;
    private boolean leftOut;

    /** {@code values}: by name, without anything that would have to be escaped. */
    JsonRestamp(Map<String, String> values, OutputStream out) {
        super(out);
        this.values = Map.copyOf(values);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        int start = from;
        for (int at = from; at < from + count; at++) {
            boolean wasLeftOut = leftOut;
            step(bytes[at]);
            if (leftOut && !wasLeftOut) {
                out.write(bytes, start, at - start);
            } else if (wasLeftOut && !leftOut) {
                String value = values.get(name.toString());
                out.write(("\"" + value + "\"").getBytes(StandardCharsets.US_ASCII));
                replaced.add(name.toString());
                start = at + 1;
            }
        }
        if (!leftOut && start < from + count) {
            out.write(bytes, start, from + count - start);
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    private void step(byte one) {
        if (inText) {
            text(one);
        } else if (one == '"') {
            inText = true;
            inName = depth == 1 && nameComes;
            if (inName) {
                name.setLength(0);
            } else {
                leftOut = depth == 1 && values.containsKey(name.toString());
            }
        } else if (one == '{' || one == '[') {
            depth++;
            nameComes = depth == 1;
        } else if (one == '}' || one == ']') {
            depth--;
        } else if (one == ',' && depth == 1) {
            nameComes = true;
        }
    }

    private void text(byte one) {
        if (escaped) {
            escaped = false;
        } else if (one == '\\') {
            escaped = true;
        } else if (one == '"') {
            inText = false;
            leftOut = false;
            nameComes = nameComes && !inName;
            inName = false;
            return;
        }
        if (inName && name.length() < LONGEST_NAME) {
            name.append((char) one);
        }
    }

    @Override
    public void finish() {
        if (!replaced.equals(values.keySet())) {
            throw new Unfit("its Bundle.id and its time cannot be written anew");
        }
    }
}
