package dk.hoibu.fhir.message.xdis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** A message's ids in the fourteen characters that a letter has for them. */
final class ShortId {

    static final int LENGTH = 14;

    private ShortId() {}

    /** {@code id} when it is short enough, else fourteen letters and digits made from it: the same each time, 72 bits of its SHA-256. */
    static String of(String id) {
        return id.length() <= LENGTH ? id : made(id);
    }

    /** Fourteen letters and digits made from {@code id}, however short it is. */
    static String made(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            String text = new BigInteger(1, hash).toString(36).toUpperCase(Locale.ROOT);
            return text.substring(text.length() - LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
