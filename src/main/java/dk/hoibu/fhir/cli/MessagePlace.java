package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.message.store.Outbox;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import dk.hoibu.fhir.message.store.sql.SqlMessageStore;
import dk.hoibu.fhir.verify.Unreadable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where messages are kept, beside a server that may be running. */
final class MessagePlace {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ArgGroup(multiplicity = "1")
    private Place place = new Place();

    @Mixin
    private DatabaseUser user = new DatabaseUser();

    private static final class Place {

        @Option(names = "--data", paramLabel = "DIR", description = "The server's folder, with messages/messages.db.")
        private @Nullable Path data;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "The SQLite file, where it is elsewhere (messages.file).")
        private @Nullable Path file;

        @Option(
                names = "--jdbc",
                paramLabel = "URL",
                description = "The database, such as jdbc:postgresql://db.example/messages.")
        private @Nullable String jdbc;
    }

    /** Does it and answers the exit code, or says what is wrong: then the exit code is 2. */
    int use(CommandSpec spec, Clock clock, ToIntFunction<Outbox> deed) {
        try (SqlMessageStore store = open(clock)) {
            return deed.applyAsInt(store.outbox());
        } catch (Unreadable | StoreUnavailable failed) {
            spec.commandLine().getErr().println("error: " + failed.getMessage());
            return 2;
        }
    }

    private SqlMessageStore open(Clock clock) {
        if (place.jdbc != null) {
            String name = Optional.ofNullable(user.name).orElseThrow(() -> new Unreadable("no user is named"));
            String password = Optional.ofNullable(user.password()).orElse("");
            return SqlMessageStore.postgresql(place.jdbc, name, () -> password, PATIENCE, clock);
        }
        Path file = place.data == null
                ? Optional.ofNullable(place.file).orElseThrow(() -> new Unreadable("no file is named"))
                : place.data.resolve("messages").resolve("messages.db");
        if (!Files.isRegularFile(file)) {
            throw new Unreadable("there are no messages in that place");
        }
        return SqlMessageStore.sqlite(file, PATIENCE, clock);
    }
}
