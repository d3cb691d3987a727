package dk.hoibu.fhir.verify;

import dk.hoibu.fhir.verify.Stored.Entry;
import dk.hoibu.fhir.verify.Stored.Payload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes the hashes of an entry again, from what is stored of it. For one thread. */
final class Rehash {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SHORT = new byte[128];
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    static {
        for (int c = 0; c < 32; c++) {
            SHORT[c] = 'u';
        }
        SHORT['\b'] = 'b';
        SHORT['\t'] = 't';
        SHORT['\n'] = 'n';
        SHORT['\f'] = 'f';
        SHORT['\r'] = 'r';
        SHORT['"'] = '"';
        SHORT['\\'] = '\\';
    }

    private final MessageDigest sha256 = sha256();
    private final byte[] log;
    private byte[] buffer = new byte[1 << 14];
    private int end;

    Rehash(String log) {
        this.log = log.getBytes(StandardCharsets.UTF_8);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The leaf of an entry: SHA-256 of 0x00, the log's name with its length, sequence, time, the leaf before, and the payload's hash. */
    byte[] leaf(Entry entry) {
        end = 0;
        reserve(log.length + 128);
        add((byte) 0);
        add((byte) (log.length >>> 8));
        add((byte) log.length);
        addAll(log);
        addLong(entry.sequence());
        addLong(entry.recorded());
        addAll(entry.previous());
        addAll(entry.payloadHash());
        sha256.update(buffer, 0, end);
        return sha256.digest();
    }

    /** The hash of what an entry says: SHA-256 of the salt and a JSON array of the columns. */
    byte[] payloadHash(Payload payload) {
        end = 0;
        reserve(payload.salt().length + 64);
        addAll(payload.salt());
        add((byte) '[');
        byte[][] columns = payload.columns();
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                add((byte) ',');
            }
            addText(columns[i]);
            if (i == 0) {
                add((byte) ',');
                addAll(Long.toString(payload.recorded()).getBytes(StandardCharsets.US_ASCII));
            }
        }
        add((byte) ']');
        sha256.update(buffer, 0, end);
        return sha256.digest();
    }

    private void addText(byte @Nullable [] text) {
        if (text == null) {
            reserve(NULL.length + 32);
            addAll(NULL);
            return;
        }
        reserve(text.length * 6 + 32);
        byte[] to = buffer;
        int at = end;
        to[at++] = '"';
        for (byte b : text) {
            byte code = b < 0 ? 0 : SHORT[b];
            if (code == 0) {
                to[at++] = b;
            } else {
                to[at++] = '\\';
                to[at++] = code;
                if (code == 'u') {
                    to[at++] = '0';
                    to[at++] = '0';
                    to[at++] = HEX[b >>> 4];
                    to[at++] = HEX[b & 15];
                }
            }
        }
        to[at++] = '"';
        end = at;
    }

    private void reserve(int more) {
        if (buffer.length - end < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + more));
        }
    }

    private void add(byte b) {
        buffer[end++] = b;
    }

    private void addAll(byte[] bytes) {
        reserve(bytes.length + 32);
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
    }

    private void addLong(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[end++] = (byte) (value >>> shift);
        }
    }
}
