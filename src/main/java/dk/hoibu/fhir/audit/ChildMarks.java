package dk.hoibu.fhir.audit;

import dk.hoibu.fhir.domain.PersonNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a child is known by in the audit: the same for the same number as long as the key is the same, and nothing to be read in it without
 * the key. Safe for use by many threads.
 */
public final class ChildMarks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int MARK_BYTES = 16;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final SecretKeySpec key;

    private ChildMarks(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * With the key in {@code file}, 64 hexadecimal digits; it is made, for its owner alone, when there is none. The same on every node.
     *
     * @throws IllegalArgumentException when the file holds no such key
     */
    public static ChildMarks loadOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            String text = Files.readString(file).strip();
            if (!text.matches("[0-9a-f]{" + 2 * KEY_BYTES + "}")) {
                throw new IllegalArgumentException(file.getFileName() + " holds no key of the audit");
            }
            return new ChildMarks(HexFormat.of().parseHex(text));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + file.getFileName(), e);
        }
    }

    private static void make(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path fresh = Files.createTempFile(folder, "audit", ".tmp");
        try {
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, OWNER_ONLY);
            }
            Files.writeString(fresh, HexFormat.of().formatHex(key));
            // when two servers start together, the first one's key stays
            Files.move(fresh, file);
        } catch (FileAlreadyExistsException first) {
            Files.delete(fresh);
        }
    }

    /** Hexadecimal, 32 digits: HMAC-SHA-256 (RFC 2104) cut to 128 bits. */
    public String of(PersonNumber child) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] mark = mac.doFinal((child.kind() + ":" + child.value()).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(Arrays.copyOf(mark, MARK_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
