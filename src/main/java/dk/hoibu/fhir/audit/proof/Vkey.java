package dk.hoibu.fhir.audit.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A public key that notes are held against: a name, what kind of signature, and an Ed25519 key (C2SP {@code signed-note}). */
public final class Vkey {

    /** A note's own signature. */
    static final byte NOTE = 1;
    /** A witness's signature with the time of it (C2SP {@code tlog-cosignature}). */
    static final byte COSIGNATURE = 4;

    private static final HexFormat HEX = HexFormat.of();
    /** What X.509 puts before the 32 bytes of an Ed25519 key (RFC 8410). */
    private static final byte[] X509 = HEX.parseHex("302a300506032b6570032100");

    private final String name;
    private final byte kind;
    private final byte[] key;

    Vkey(String name, byte kind, byte[] key) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a key's name has neither spaces nor plus signs");
        }
        if (key.length != 32 || kind != NOTE && kind != COSIGNATURE) {
            throw new IllegalArgumentException("a key is an Ed25519 key for notes or cosignatures");
        }
        this.name = name;
        this.kind = kind;
        this.key = key.clone();
    }

    static Vkey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new Vkey(name, NOTE, Arrays.copyOfRange(encoded, X509.length, encoded.length));
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars()
                        .noneMatch(c -> c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c < 32);
    }

    /**
     * Reads {@code name+hash+base64}.
     *
     * @throws IllegalArgumentException when it is no such key, or its hash is another's
     */
    public static Vkey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a key is written name+hash+base64");
        }
        byte[] key = Base64.getDecoder().decode(parts[2]);
        if (key.length != 33) {
            throw new IllegalArgumentException("a key has 33 bytes");
        }
        Vkey parsed = new Vkey(parts[0], key[0], Arrays.copyOfRange(key, 1, 33));
        if (!HEX.formatHex(parsed.id()).equals(parts[1])) {
            throw new IllegalArgumentException("the key's hash is not that of the key");
        }
        return parsed;
    }

    public String name() {
        return name;
    }

    byte kind() {
        return kind;
    }

    /** The four bytes that signatures name it by. */
    byte[] id() {
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.writeBytes((name + "\n").getBytes(StandardCharsets.UTF_8));
        named.write(kind);
        named.writeBytes(key);
        return Arrays.copyOf(TreeHash.sha256().digest(named.toByteArray()), 4);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            byte[] encoded = Arrays.copyOf(X509, X509.length + 32);
            System.arraycopy(key, 0, encoded, X509.length, 32);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vkey vkey && toString().equals(vkey.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The form that is handed to auditors: {@code name+hash+base64}. */
    @Override
    public String toString() {
        byte[] kindAndKey = new byte[33];
        kindAndKey[0] = kind;
        System.arraycopy(key, 0, kindAndKey, 1, 32);
        return name + "+" + HEX.formatHex(id()) + "+" + Base64.getEncoder().encodeToString(kindAndKey);
    }
}
