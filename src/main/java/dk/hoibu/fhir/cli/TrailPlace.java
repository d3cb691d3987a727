package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.verify.JdbcStored;
import dk.hoibu.fhir.verify.Stored;
import dk.hoibu.fhir.verify.Unreadable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a trail is stored: one of its options is given. */
final class TrailPlace {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The server's folder, with audit/audit.db; its public key is taken without --key, but it is better to have one's own.")
    @Nullable
    Path data;

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description = "The database, such as jdbc:postgresql://db.example/audit.")
    @Nullable
    String jdbc;

    /** @throws Unreadable when there is none */
    Stored open(DatabaseUser user) {
        if (data != null) {
            Path file = data.resolve("audit").resolve("audit.db");
            if (!Files.isRegularFile(file)) {
                throw new Unreadable("there is no audit/audit.db in the folder");
            }
            return JdbcStored.sqlite(file);
        }
        String url = Optional.ofNullable(jdbc).orElseThrow(() -> new Unreadable("no database is named"));
        return JdbcStored.database(url, user.name, user.password());
    }
}
