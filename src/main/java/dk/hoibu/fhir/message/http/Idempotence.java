package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.log.CprPattern;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The ids of a message that is built of a draft. With the client's own identifier of the draft they follow from it: whoever sends the draft again
 * makes the same message, which the store keeps once. The id of the MessageHeader says which draft it is, that of the Bundle what it said.
 */
record Idempotence(String headerId, String bundleId, boolean repeatable) {

    /**
     * @param key the client's identifier; empty when it has none
     * @param fresh gives an id that nothing has
     */
    static Idempotence of(Optional<String> key, String sender, String asked, byte[] body, Supplier<String> fresh) {
        if (key.isEmpty()) {
            return new Idempotence(fresh.get(), fresh.get(), false);
        }
        String name = sender + "\n" + key.get();
        return new Idempotence(
                id("header", name.getBytes(StandardCharsets.UTF_8)), id("bundle\n" + name + "\n" + asked, body), true);
    }

    private static String id(String what, byte[] name) {
        String id = hash(what, name);
        // no id may look like a CPR number, which one in some ten thousand does
        for (int again = 1; CprPattern.isIn(id); again++) {
            id = hash(what + " " + again, name);
        }
        return id;
    }

    private static String hash(String what, byte[] name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((what + "\n").getBytes(StandardCharsets.UTF_8));
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(name));
            // version 8 (RFC 9562, section 5.8): made of what its maker likes
            long high = hash.getLong() & ~0xf000L | 0x8000L;
            long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
