package dk.hoibu.fhir.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The different FHIR bodies among the answers of a run, as files in {@code target/recorded}, for the official validator
 * (docs/conformance.md).
 */
final class Recording {

    private Recording() {}

    /** Writes them, in place of those of an earlier run, and says how many there are. */
    static int write(Iterable<Answer> answers) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "recorded"));
        try (var earlier = Files.list(folder)) {
            for (Path file : earlier.toList()) {
                if (file.getFileName().toString().matches("\\d+\\.(json|xml)")) {
                    Files.delete(file);
                }
            }
        }
        Set<String> bodies = new LinkedHashSet<>();
        for (Answer answer : answers) {
            boolean plain = answer.header("Content-Encoding").isEmpty();
            if (plain
                    && answer.bytes().length > 0
                    && answer.header("Content-Type").orElse("").startsWith("application/fhir")
                    && bodies.add(answer.body())) {
                String ending = answer.body().startsWith("{") ? "json" : "xml";
                Files.writeString(folder.resolve("%04d.%s".formatted(bodies.size(), ending)), answer.body());
            }
        }
        return bodies.size();
    }
}
