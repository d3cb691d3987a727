package dk.hoibu.fhir.fhir;

import java.util.Optional;

/**
 * Base 32 (RFC 4648) in small letters without padding. Written here because the library's takes eight kilobytes of memory for each id, which
 * was half of all that a search took.
 */
final class IdText {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    private IdText() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 8 / BITS + 1);
        int held = 0;
        int bits = 0;
        for (byte b : bytes) {
            held = held << 8 | b & 0xff;
            bits += 8;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(held >>> bits & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << BITS - bits));
        }
        return text.toString();
    }

    /** Empty for what {@link #encode} never makes, also a last character with stray bits, so that one thing has one text only. */
    static Optional<byte[]> decode(String text) {
        byte[] bytes = new byte[text.length() * BITS / 8];
        int size = 0;
        int held = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            held = held << BITS | value;
            bits += BITS;
            if (bits >= 8) {
                bits -= 8;
                bytes[size++] = (byte) (held >>> bits);
            }
            held &= (1 << bits) - 1;
        }
        return bits < BITS && held == 0 ? Optional.of(bytes) : Optional.empty();
    }
}
