package dk.hoibu.fhir.audit.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/** A private Ed25519 key that signs checkpoints, and the public one to it. */
public final class SigningKey {

    private final Vkey vkey;
    private final PrivateKey key;

    SigningKey(Vkey vkey, PrivateKey key) {
        this.vkey = vkey;
        this.key = key;
    }

    /** A new one, named {@code name}: for checkpoints, the log's origin. */
    public static SigningKey fresh(String name, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, random);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(Vkey.of(name, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
    }

    /** What whoever holds notes against it needs; no secret. */
    public Vkey vkey() {
        return vkey;
    }

    PrivateKey secret() {
        return key;
    }

    /** {@code text}, signed with it. */
    public SignedNote sign(String text) {
        return new SignedNote(text, List.of(line(text)));
    }

    SignedNote.Line line(String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] made = signer.sign();
            byte[] named = new byte[4 + made.length];
            System.arraycopy(vkey.id(), 0, named, 0, 4);
            System.arraycopy(made, 0, named, 4, made.length);
            return new SignedNote.Line(vkey.name(), Base64.getEncoder().encodeToString(named));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with the audit key", e);
        }
    }
}
