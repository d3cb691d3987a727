package dk.hoibu.fhir.audit.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A text that ends in a line break, and who signed it (C2SP {@code signed-note}). */
public record SignedNote(String text, List<Line> signatures) {

    private static final String DASH = "\u2014 ";

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < 32 && c != '\n')) {
            throw new IllegalArgumentException("a note's text is whole lines without control characters");
        }
        if (signatures.isEmpty()) {
            throw new IllegalArgumentException("a note is signed");
        }
    }

    /**
     * A line below the text.
     *
     * @param name the key's
     * @param signature the four bytes of the key's id, then what the key made; in base64
     */
    public record Line(String name, String signature) {

        /** @throws IllegalArgumentException when it is no such line, or has no line break at its end */
        static List<Line> parse(String lines) {
            List<Line> parsed = new ArrayList<>();
            if (!lines.endsWith("\n")) {
                throw new IllegalArgumentException("a signature is a whole line");
            }
            for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
                String[] parts = line.split(" ", -1);
                if (!line.startsWith(DASH) || parts.length != 3 || !Vkey.isName(parts[1])) {
                    throw new IllegalArgumentException("a signature line is a dash, a name and base64");
                }
                if (Base64.getDecoder().decode(parts[2]).length < 5) {
                    throw new IllegalArgumentException("a signature has more than the id of its key");
                }
                parsed.add(new Line(parts[1], parts[2]));
            }
            return parsed;
        }

        private byte[] bytes() {
            return Base64.getDecoder().decode(signature);
        }

        boolean isBy(Vkey key) {
            return name.equals(key.name()) && Arrays.equals(Arrays.copyOf(bytes(), 4), key.id());
        }

        /** Whether {@code key}, which it names, made it over {@code text}. */
        boolean signs(String text, Vkey key) {
            byte[] made = Arrays.copyOfRange(bytes(), 4, bytes().length);
            if (key.kind() == Vkey.NOTE) {
                return key.verifies(text.getBytes(StandardCharsets.UTF_8), made);
            }
            if (made.length != 72) {
                return false;
            }
            long time = ByteBuffer.wrap(made).getLong();
            String timed = "cosignature/v1\ntime " + time + "\n" + text;
            return time >= 0
                    && key.verifies(timed.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(made, 8, made.length));
        }

        @Override
        public String toString() {
            return DASH + name + " " + signature + "\n";
        }
    }

    /** @throws IllegalArgumentException when it is no signed note */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new IllegalArgumentException("a note has an empty line before its signatures");
        }
        return new SignedNote(note.substring(0, end + 1), Line.parse(note.substring(end + 2)));
    }

    /** Whether one of {@code keys} signed it, and none of them is named by a line that it did not make. */
    public boolean isSignedBy(List<Vkey> keys) {
        boolean signed = false;
        for (Line line : signatures) {
            for (Vkey key : keys) {
                if (line.isBy(key)) {
                    if (!line.signs(text, key)) {
                        return false;
                    }
                    signed = true;
                }
            }
        }
        return signed;
    }

    /** As it is written: the text, an empty line, the signatures. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(note::append);
        return note.toString();
    }
}
