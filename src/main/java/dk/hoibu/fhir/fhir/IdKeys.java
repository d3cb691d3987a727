package dk.hoibu.fhir.fhir;

import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

/**
 * The file with the keys behind {@link Ids}: a Tink keyset in JSON, readable by its owner only. The primary key makes new ids; every key
 * in the file still reads the ids it once made, so rotation breaks no client's stored ids.
 */
public final class IdKeys {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private IdKeys() {}

    /** The ids of the keys in {@code file}, which is made with a fresh key when it is not there. */
    public static Ids loadOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                write(
                        file,
                        KeysetHandle.newBuilder()
                                .addEntry(freshKey().makePrimary())
                                .build());
            }
            return load(file);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make the id key", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the id key file", e);
        }
    }

    /** The ids of the keys in {@code file}. */
    public static Ids load(Path file) {
        try {
            DeterministicAeadConfig.register();
            return new Ids(read(file).getPrimitive(RegistryConfiguration.get(), DeterministicAead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the id key file is not a usable Tink keyset", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the id key file", e);
        }
    }

    /** Puts a fresh primary key before the others; ids made before still resolve. Running servers take it up when restarted. */
    public static void rotate(Path file) {
        try {
            KeysetHandle old = read(file);
            KeysetHandle.Builder rotated = KeysetHandle.newBuilder(old);
            rotated.addEntry(freshKey().makePrimary());
            write(file, rotated.build());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the id key file is not a usable Tink keyset", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rotate the id key file", e);
        }
    }

    private static KeysetHandle.Builder.Entry freshKey() throws GeneralSecurityException {
        DeterministicAeadConfig.register();
        AesSivParameters parameters = AesSivParameters.builder()
                .setKeySizeBytes(64)
                .setVariant(AesSivParameters.Variant.NO_PREFIX)
                .build();
        return KeysetHandle.generateEntryFromParameters(parameters).withRandomId();
    }

    private static KeysetHandle read(Path file) throws GeneralSecurityException, IOException {
        DeterministicAeadConfig.register();
        return TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    private static void write(Path file, KeysetHandle keys) throws GeneralSecurityException, IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "id-keys", ".tmp");
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, OWNER_ONLY);
        }
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(
                keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        Files.write(fresh, json.getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
