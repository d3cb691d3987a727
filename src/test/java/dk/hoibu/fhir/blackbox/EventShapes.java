package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.conformance.R4Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One event of each shape that a log has: they are validated, and left for the official validator in {@code target/recorded}. */
final class EventShapes {

    private static final int MOST = 400;

    /** What differs in these alone is one shape. */
    private static final List<String> ALIKE = List.of(
            "server", "client", "request", "child", "launch", "user", "organisation", "asked", "shown", "hidden");

    private final Map<String, String> shapes = new LinkedHashMap<>();

    void keep(JsonNode event) {
        if (shapes.size() < MOST) {
            shapes.putIfAbsent(shape(LoggedEvent.of(event)), event.toString());
        }
    }

    private static String shape(LoggedEvent event) {
        Map<String, String> values = new LinkedHashMap<>(event.values());
        ALIKE.forEach(name -> values.computeIfPresent(name, (same, value) -> value.isEmpty() ? "" : "some"));
        String role = event.value("user").replaceAll(".*\\|(\\w*)\\|\\w*$", "$1");
        String kinds = event.value("hidden").replaceAll(" \\d+", "");
        String shown = event.value("shown").replaceAll("/\\S+", "").replaceAll("\\b(\\w+)( \\1)+", "$1");
        return new java.util.TreeMap<>(values) + role + kinds + shown;
    }

    void areValid() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "recorded"));
        try (var earlier = Files.newDirectoryStream(folder, "audit-*.json")) {
            for (Path file : earlier) {
                Files.delete(file);
            }
        }
        List<String> faults = new ArrayList<>();
        int number = 0;
        for (String event : shapes.values()) {
            Files.writeString(folder.resolve("audit-%04d.json".formatted(++number)), event);
            R4Validator.plain().errorsIn(event).forEach(fault -> faults.add(fault + " in " + event));
        }
        System.out.println(number + " shapes of events validated");
        assertThat(faults.stream().limit(5).toList())
                .as(faults.size() + " faults")
                .isEmpty();
        assertThat(number).isGreaterThan(50);
    }
}
