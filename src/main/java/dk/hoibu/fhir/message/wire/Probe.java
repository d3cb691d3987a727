package dk.hoibu.fhir.message.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.commons.codec.binary.Base64OutputStream;

/** Looks at the bytes of one attachment as they go by. For one thread. */
final class Probe {

    /** Enough to tell a file's type by. */
    static final int BEGINNING = 512;

    private static final byte OTHER = 0;
    private static final byte DIGIT = 1;
    private static final byte SPACE = 2;
    private static final byte PADDING = 3;
    private static final byte[] KINDS = kinds();

    private final MessageDigest sha256 = sha256();
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream(BEGINNING);
    private final OutputStream decoder = decoder(new Decoded());
    private final byte[] digits = new byte[8192];
    private int waiting;
    private long taken;
    private long size;
    private int padding;
    private boolean damaged;

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        for (char digit : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".toCharArray()) {
            kinds[digit] = DIGIT;
        }
        for (char space : " \t\r\n".toCharArray()) {
            kinds[space] = SPACE;
        }
        kinds['='] = PADDING;
        return kinds;
    }

    private static OutputStream decoder(OutputStream decoded) {
        return Base64OutputStream.builder()
                .setOutputStream(decoded)
                .setEncode(false)
                .get();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Characters of the base64 text, in ASCII. */
    void take(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            take(text[i]);
        }
    }

    void take(byte character) {
        byte kind = character < 0 ? OTHER : KINDS[character];
        if (kind == SPACE) {
            return;
        }
        if (kind == PADDING) {
            padding++;
        } else if (kind == OTHER || padding > 0) {
            damaged = true;
        }
        if (!damaged) {
            taken++;
            digits[waiting++] = character;
            if (waiting == digits.length) {
                decode();
            }
        }
    }

    /** What came was not base64. */
    void spoil() {
        damaged = true;
    }

    private void decode() {
        try {
            decoder.write(digits, 0, waiting);
        } catch (IOException | IllegalArgumentException e) {
            damaged = true;
        }
        waiting = 0;
    }

    AttachmentBytes end() {
        decode();
        try {
            decoder.close();
        } catch (IOException | IllegalArgumentException e) {
            damaged = true;
        }
        boolean whole = taken % 4 == 0 && padding <= 2;
        return new AttachmentBytes(size, sha256.digest(), beginning.toByteArray(), damaged || !whole);
    }

    private final class Decoded extends OutputStream {

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            sha256.update(bytes, offset, length);
            size += length;
            int more = Math.min(length, BEGINNING - beginning.size());
            if (more > 0) {
                beginning.write(bytes, offset, more);
            }
        }
    }
}
