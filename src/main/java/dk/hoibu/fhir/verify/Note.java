package dk.hoibu.fhir.verify;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A signed text, as C2SP's {@code signed-note} writes it. {@code text} ends in a line break. */
record Note(String text, List<Signed> signatures) {

    /** A signature line: whose, the key's four bytes, and what the key made. */
    @SuppressWarnings("ArrayRecordComponent")
    record Signed(String name, byte[] signature) {}

    /** A log's length and root, as {@code tlog-checkpoint} writes it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Head(String origin, long size, byte[] root) {}

    /** Empty when it is no signed note. */
    static Optional<Note> read(String written) {
        int gap = written.lastIndexOf("\n\n");
        if (gap < 0 || !written.endsWith("\n") || written.length() == gap + 2) {
            return Optional.empty();
        }
        List<Signed> signatures = new ArrayList<>();
        for (String line : written.substring(gap + 2, written.length() - 1).split("\n", -1)) {
            Optional<Signed> signed = signed(line);
            if (signed.isEmpty()) {
                return Optional.empty();
            }
            signatures.add(signed.get());
        }
        return Optional.of(new Note(written.substring(0, gap + 1), signatures));
    }

    private static Optional<Signed> signed(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !words[0].equals("\u2014") || words[1].isEmpty()) {
            return Optional.empty();
        }
        return decoded(words[2]).filter(bytes -> bytes.length > 4).map(bytes -> new Signed(words[1], bytes));
    }

    /** Base64 in its one right form: padded, and with the bits that say nothing at zero. */
    static Optional<byte[]> decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(bytes).equals(base64) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Empty when it is not about a log's length. */
    Optional<Head> head() {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            return Optional.empty();
        }
        return decoded(lines[2])
                .filter(root -> root.length == 32)
                .map(root -> new Head(lines[0], Long.parseLong(lines[1]), root));
    }
}
