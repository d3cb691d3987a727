package dk.hoibu.fhir.audit.trail.sql;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One link of a log's hash chain, which is also one leaf of its Merkle tree (RFC 6962).
 *
 * @param sequence its place, from 0
 * @param previous the leaf of the link before; zeros for the first
 * @param salt keeps {@code payloadHash} from telling anything about a payload that was erased
 * @param payloadHash SHA-256 of salt and {@link Canonical} bytes
 * @param leaf SHA-256 of 0x00, the log's name with its length in two bytes, sequence and time recorded (ms) in eight bytes each, {@code
 *     previous} and {@code payloadHash}; most significant byte first
 */
@SuppressWarnings("ArrayRecordComponent")
record Link(long sequence, byte[] previous, byte[] salt, byte[] payloadHash, byte[] leaf) {

    static final int HASH_BYTES = 32;

    static Link of(String log, long sequence, byte[] previous, byte[] salt, AuditEntry entry) {
        MessageDigest sha = sha256();
        sha.update(salt);
        byte[] payloadHash = sha.digest(Canonical.bytes(entry));
        byte[] name = log.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(1 + 2 + name.length + 8 + 8 + 2 * HASH_BYTES)
                .put((byte) 0)
                .putShort((short) name.length)
                .put(name)
                .putLong(sequence)
                .putLong(entry.recorded().toEpochMilli())
                .put(previous)
                .put(payloadHash);
        return new Link(sequence, previous, salt, payloadHash, sha.digest(bytes.array()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
