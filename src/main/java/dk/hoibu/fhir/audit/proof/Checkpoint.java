package dk.hoibu.fhir.audit.proof;

/**
 * How long a log was and what the root over it was, as C2SP's {@code tlog-checkpoint} writes it.
 *
 * @param origin which log, unlike any other in the world: a URL without its scheme, that ends in {@code /} and the log's name
 * @param size how many entries it had
 */
public record Checkpoint(String origin, long size, TreeHash root) {

    public Checkpoint {
        if (!Vkey.isName(origin)) {
            throw new IllegalArgumentException("an origin has neither spaces nor plus signs");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a log has no less than no entries");
        }
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /**
     * Reads the text of a note. Lines after the third are extensions and are passed over.
     *
     * @throws IllegalArgumentException when it is not a checkpoint
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException("a checkpoint has three lines");
        }
        if (!lines[1].matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("a checkpoint's second line is a number");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), TreeHash.ofBase64(lines[2]));
    }
}
