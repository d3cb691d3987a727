package dk.hoibu.fhir.devauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A file of private keys (JWK Set) that its owner alone can read. Keys that are missing are made; those there are stay. */
final class KeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** Makes the keys that {@code there} has not. */
    @FunctionalInterface
    interface Missing {
        List<JWK> of(JWKSet there) throws JOSEException;
    }

    private KeyFile() {}

    /** The keys of {@code file}, with those that {@code missing} makes; written only when there are such. */
    static synchronized JWKSet complete(Path file, Missing missing) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            // server and command may start together: whoever comes second sees the first one's keys
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(file.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                JWKSet there = Files.exists(file) ? JWKSet.parse(Files.readString(file)) : new JWKSet();
                List<JWK> fresh = lock.isValid() ? missing.of(there) : List.of();
                if (fresh.isEmpty()) {
                    return there;
                }
                List<JWK> all = new ArrayList<>(there.getKeys());
                all.addAll(fresh);
                write(file, folder, new JWKSet(all));
                return new JWKSet(all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use keys/" + file.getFileName(), e);
        } catch (ParseException e) {
            throw new IllegalArgumentException("keys/" + file.getFileName() + " is no JWK set");
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a key", e);
        }
    }

    private static void write(Path file, Path folder, JWKSet keys) throws IOException {
        Path fresh = Files.createTempFile(folder, "keys", ".tmp");
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, OWNER_ONLY);
        }
        Files.write(fresh, keys.toString(false).getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
