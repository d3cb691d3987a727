package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.fhir.IdKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives the opaque ids a new key; ids made with the old ones still resolve. */
@Command(
        name = "rotate-key",
        description = "Add a new key for opaque ids; ids made with the old ones still resolve.",
        mixinStandardHelpOptions = true)
public final class RotateKeyCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The server's folder, with keys/ids.json (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--key-file", paramLabel = "FILE", description = "The key file itself, where it is elsewhere.")
    private @Nullable Path keyFile;

    @Override
    public Integer call() {
        Path file = keyFile == null ? data.resolve("keys").resolve("ids.json") : keyFile;
        if (!Files.isRegularFile(file)) {
            System.err.println("error: there is no key file; start the server once, or name it with --key-file");
            return 2;
        }
        IdKeys.rotate(file);
        System.out.println(
                "New ids are made with a new key once the server is restarted; ids made before still resolve.");
        return 0;
    }
}
