package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.verify.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who reads a database. */
final class DatabaseUser {

    @Option(names = "--user", paramLabel = "NAME", description = "The database's user, with --jdbc.")
    @Nullable
    String name;

    @Option(names = "--password-file", paramLabel = "FILE", description = "A file with the user's password alone.")
    private @Nullable Path passwordFile;

    @Nullable
    String password() {
        if (passwordFile == null) {
            return null;
        }
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new Unreadable("cannot read " + passwordFile, e);
        }
    }
}
