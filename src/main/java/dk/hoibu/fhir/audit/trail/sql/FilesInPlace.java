package dk.hoibu.fhir.audit.trail.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Notices that an open SQLite file, or its write-ahead log, was deleted, moved away or put in another's place. SQLite does not: it goes on
 * writing to what nobody will find again. For one thread at a time.
 */
final class FilesInPlace {

    private final Path file;
    private final Path log;
    private @Nullable Object fileSeen;
    private @Nullable Object logSeen;

    FilesInPlace(Path file, Path log) {
        this.file = file;
        this.log = log;
    }

    /** The files are about to be opened anew: which ones they are now is right. */
    void forget() {
        fileSeen = null;
        logSeen = null;
    }

    /** @throws SQLException when there is no file, or one of the two is not the one of last time */
    void require() throws SQLException {
        Object fileNow = identity(file);
        Object logNow = identity(log);
        boolean same = fileSeen == null || fileSeen.equals(fileNow);
        if (fileNow == null || !same || logSeen != null && !logSeen.equals(logNow)) {
            throw new SQLException("the file of the audit trail was taken away or replaced");
        }
        fileSeen = fileNow;
        logSeen = logNow;
    }

    /** Null when there is none; the path itself where the system does not tell files apart. */
    private static @Nullable Object identity(Path path) throws SQLException {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return key == null ? path : key;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new SQLException("the file of the audit trail cannot be seen", e);
        }
    }
}
