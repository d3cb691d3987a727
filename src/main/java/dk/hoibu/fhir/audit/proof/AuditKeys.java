package dk.hoibu.fhir.audit.proof;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The keys that sign a log's checkpoints, oldest first; the last signs. Kept in a file that only its owner reads. Beside it, in a file
 * named alike that ends in {@code .pub}, is what an auditor needs: the first public key, and a rotation for each key after it.
 */
public final class AuditKeys {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<SigningKey> keys;
    private final List<SignedNote> rotations;

    private AuditKeys(List<SigningKey> keys, List<SignedNote> rotations) {
        this.keys = List.copyOf(keys);
        this.rotations = List.copyOf(rotations);
    }

    private record Stored(
            @JsonProperty("vkey") String vkey,
            @JsonProperty("private") String secret,
            @JsonProperty("rotation") String rotation) {}

    /** The keys in {@code file}, which is made with a fresh key named {@code origin} when it is not there. */
    public static AuditKeys loadOrCreate(Path file, String origin, SecureRandom random) {
        if (!Files.exists(file)) {
            new AuditKeys(List.of(SigningKey.fresh(origin, random)), List.of()).write(file);
        }
        return load(file);
    }

    /** @throws IllegalArgumentException when the file does not hold keys that sign and belong together */
    public static AuditKeys load(Path file) {
        try {
            List<SigningKey> keys = new ArrayList<>();
            List<SignedNote> rotations = new ArrayList<>();
            for (Stored stored : JSON.readValue(file.toFile(), Stored[].class)) {
                keys.add(key(stored));
                if (keys.size() > 1) {
                    rotations.add(SignedNote.parse(stored.rotation()));
                }
            }
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("there is no key in the audit key file");
            }
            return new AuditKeys(keys, rotations);
        } catch (IOException e) {
            throw new IllegalArgumentException("the audit key file cannot be read", e);
        }
    }

    private static SigningKey key(Stored stored) {
        try {
            PKCS8EncodedKeySpec secret =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(stored.secret()));
            SigningKey key = new SigningKey(
                    Vkey.parse(stored.vkey()), KeyFactory.getInstance("Ed25519").generatePrivate(secret));
            if (!key.sign("\n").isSignedBy(List.of(key.vkey()))) {
                throw new IllegalArgumentException("a private and a public audit key do not belong together");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("there is no usable key in the audit key file", e);
        }
    }

    /**
     * Puts a fresh key after the others in {@code file}: from then on it signs. The note returned says so; it is signed by the key before
     * and by the new one, and is to be remembered in the log itself as well.
     */
    public static SignedNote rotate(Path file, SecureRandom random) {
        AuditKeys old = load(file);
        SigningKey fresh = SigningKey.fresh(old.current().vkey().name(), random);
        String text = rotationText(fresh.vkey());
        SignedNote rotation = new SignedNote(text, List.of(old.current().line(text), fresh.line(text)));
        List<SigningKey> keys = new ArrayList<>(old.keys);
        keys.add(fresh);
        List<SignedNote> rotations = new ArrayList<>(old.rotations);
        rotations.add(rotation);
        new AuditKeys(keys, rotations).write(file);
        return rotation;
    }

    private static String rotationText(Vkey fresh) {
        return "hoibu-fhir audit key rotation\n" + fresh + "\n";
    }

    /** The one that signs now. */
    public SigningKey current() {
        return keys.get(keys.size() - 1);
    }

    /** All that have signed, oldest first. */
    public List<Vkey> vkeys() {
        return keys.stream().map(SigningKey::vkey).toList();
    }

    /** What is handed to auditors: the first key on a line, then, after an empty line each, the rotations. No secret. */
    public String forAuditors() {
        StringBuilder text = new StringBuilder(keys.get(0).vkey().toString()).append('\n');
        rotations.forEach(rotation -> text.append('\n').append(rotation));
        return text.toString();
    }

    private void write(Path file) {
        List<Stored> stored = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            SigningKey key = keys.get(i);
            stored.add(new Stored(
                    key.vkey().toString(),
                    Base64.getEncoder().encodeToString(key.secret().getEncoded()),
                    i == 0 ? "" : rotations.get(i - 1).toString()));
        }
        try {
            replace(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(stored) + "\n", "rw-------");
            replace(forAuditors(file), forAuditors(), "rw-r--r--");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the audit key file", e);
        }
    }

    /** The file beside {@code file} that auditors may read. */
    public static Path forAuditors(Path file) {
        String name =
                Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
        return file.resolveSibling(name.replaceFirst("(\\.json)?$", ".pub"));
    }

    private static void replace(Path file, String text, String permissions) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "audit-keys", ".tmp");
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(permissions));
        }
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
