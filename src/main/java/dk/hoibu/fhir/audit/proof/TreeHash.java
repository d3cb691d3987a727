package dk.hoibu.fhir.audit.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A SHA-256 hash in a Merkle tree (RFC 6962, section 2.1). */
public final class TreeHash {

    public static final int BYTES = 32;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException when there are not 32 bytes */
    public static TreeHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash in the tree has 32 bytes");
        }
        return new TreeHash(bytes.clone());
    }

    /** @throws IllegalArgumentException when it is not the base64 of 32 bytes */
    public static TreeHash ofBase64(String text) {
        TreeHash hash = of(Base64.getDecoder().decode(text));
        if (!hash.base64().equals(text)) {
            throw new IllegalArgumentException("base64 is written in one way only");
        }
        return hash;
    }

    /** The hash of a leaf that holds {@code data}. */
    public static TreeHash ofLeaf(byte[] data) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return new TreeHash(digest.digest(data));
    }

    /** The hash of the node above {@code left} and {@code right}. */
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left.bytes);
        return new TreeHash(digest.digest(right.bytes));
    }

    /** The root of a tree without leaves. */
    public static TreeHash ofNothing() {
        return new TreeHash(sha256().digest());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** In hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
