package dk.hoibu.guide;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Package archives: a tar compressed with gzip. */
final class Archive {

    private Archive() {}

    /** Unpacks below {@code folder}; an entry that leads out of it is refused. */
    static void unpack(Path archive, Path folder) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream entries = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            TarArchiveEntry entry = entries.getNextEntry();
            while (entry != null) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new GuideException(archive + " holds a path that leads out of it");
                }
                if (entry.isFile()) {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
                entry = entries.getNextEntry();
            }
        }
    }

    /** In lower case hexadecimal digits. */
    static String sha512(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
