package dk.hoibu.fhir.message;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** MedCom's own example messages, where they are at hand. They are not ours to keep. */
public final class MedComExamples {

    private static final Path FOLDER =
            Path.of(System.getProperty("hoibu.shared", "../shared"), "fixtures/carecommunication-examples");

    private MedComExamples() {}

    /** Skips the test that asks, unless they are there. */
    public static Map<String, byte[]> required() {
        assumeTrue(
                Files.isDirectory(FOLDER),
                "the folder with MedCom's example messages is not there; name it with -Dhoibu.shared=FOLDER");
        return all();
    }

    /** By the name of the file; empty if they are not there. */
    static Map<String, byte[]> all() {
        if (!Files.isDirectory(FOLDER)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            Map<String, byte[]> found = new TreeMap<>();
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                found.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
