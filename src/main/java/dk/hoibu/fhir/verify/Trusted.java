package dk.hoibu.fhir.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The keys that checkpoints are held against: those that the auditor names, and those that one of them signed for when it was replaced. Bouncy
 * Castle's Ed25519, not the JDK's that signs: another hand's, and some ten times as fast. Safe for use by many threads.
 */
public final class Trusted {

    private static final String ROTATION = "hoibu-fhir audit key rotation\n";
    private static final HexFormat HEX = HexFormat.of();

    @SuppressWarnings("ArrayRecordComponent")
    private record Key(String name, byte[] id, byte[] key) {}

    /** Notes that were found to be signed, so that one that is both stored and anchored is checked once. */
    private static final int REMEMBERED = 4096;

    private final List<Key> keys = new ArrayList<>();
    private final Set<String> remembered = ConcurrentHashMap.newKeySet();

    /**
     * Reads keys, one to a line as {@code name+hash+base64}, and rotations, each after an empty line. A rotation counts when a key before it
     * signed it.
     *
     * @throws Unreadable when there is something else, or no key
     */
    public static Trusted read(List<String> texts) {
        Trusted trusted = new Trusted();
        texts.forEach(text ->
                trusted.addKeys(text.lines().takeWhile(line -> !line.isBlank()).toList()));
        texts.forEach(trusted::addRotations);
        if (trusted.keys.isEmpty()) {
            throw new Unreadable("there is no key to hold checkpoints against");
        }
        return trusted;
    }

    private void addKeys(List<String> lines) {
        for (String line : lines) {
            keys.add(key(line).orElseThrow(() -> new Unreadable("a key is written name+hash+base64")));
        }
    }

    private void addRotations(String text) {
        int gap = text.indexOf("\n\n");
        if (gap < 0) {
            return;
        }
        for (String block : text.substring(gap + 2).split("(?=" + ROTATION + ")")) {
            Note note = Note.read(block.stripTrailing() + "\n")
                    .orElseThrow(() -> new Unreadable("after the keys there are rotations alone"));
            if (!note.text().startsWith(ROTATION) || !isSigned(note)) {
                throw new Unreadable("a rotation is not signed by a key that is trusted");
            }
            addKeys(List.of(note.text().substring(ROTATION.length()).strip()));
        }
    }

    private static Optional<Key> key(String line) {
        String[] parts = line.strip().split("\\+", 3);
        Optional<byte[]> bytes = parts.length == 3 ? Note.decoded(parts[2]) : Optional.empty();
        if (bytes.isEmpty() || bytes.get().length != 33 || bytes.get()[0] != 1) {
            return Optional.empty();
        }
        MessageDigest named = Rehash.sha256();
        named.update((parts[0] + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] id = Arrays.copyOf(named.digest(bytes.get()), 4);
        return HEX.formatHex(id).equals(parts[1])
                ? Optional.of(new Key(parts[0], id, Arrays.copyOfRange(bytes.get(), 1, 33)))
                : Optional.empty();
    }

    /** Whether a key signed it; and no key that it names did not. */
    boolean isSigned(Note note) {
        boolean signed = false;
        for (Note.Signed line : note.signatures()) {
            for (Key key : keys) {
                if (key.name().equals(line.name()) && Arrays.equals(key.id(), Arrays.copyOf(line.signature(), 4))) {
                    if (!verifies(key, note.text(), line.signature())) {
                        return false;
                    }
                    signed = true;
                }
            }
        }
        return signed;
    }

    /** The checkpoint of {@code log} that {@code written} is; empty when it is none, of another log, or not signed in its own name. */
    Optional<Note.Head> checkpoint(String log, String written) {
        return Note.read(written)
                .filter(note -> remembered.contains(written) || isSigned(note) && remember(written))
                .flatMap(note -> note.head()
                        .filter(head -> head.origin().endsWith("/" + log))
                        .filter(head -> note.signatures().stream()
                                .anyMatch(it -> it.name().equals(head.origin()))));
    }

    private boolean remember(String note) {
        if (remembered.size() < REMEMBERED) {
            remembered.add(note);
        }
        return true;
    }

    private static boolean verifies(Key key, String text, byte[] signature) {
        byte[] signed = text.getBytes(StandardCharsets.UTF_8);
        return signature.length == 4 + Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 4, key.key(), 0, signed, 0, signed.length);
    }
}
