package dk.hoibu.fhir.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A data folder read back, every file of it. */
record WrittenFolder(
        List<JsonNode> persons,
        List<JsonNode> cases,
        List<JsonNode> bookings,
        List<JsonNode> units,
        List<JsonNode> staff,
        List<JsonNode> institutions,
        List<JsonNode> pupils,
        List<NamedCsvRecord> sor) {

    static WrittenFolder read(Path folder) throws IOException {
        Path sources = folder.resolve("sources");
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().fieldSeparator(';').ofNamedCsvRecord(sources.resolve("sor.csv"))) {
            return new WrittenFolder(
                    json(sources, "personer.json"),
                    json(sources, "sager.json"),
                    json(sources, "aftaler.json"),
                    json(sources, "organisationsenheder.json"),
                    json(sources, "brugere.json"),
                    json(sources, "institutioner.json"),
                    json(sources, "elever.json"),
                    csv.stream().toList());
        }
    }

    private static List<JsonNode> json(Path sources, String name) throws IOException {
        return stream(new ObjectMapper().readTree(sources.resolve(name).toFile()))
                .toList();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The values of a field; records without it give none. */
    static Set<String> values(List<JsonNode> records, String field) {
        return records.stream()
                .filter(node -> node.has(field))
                .map(node -> node.get(field).textValue())
                .collect(Collectors.toSet());
    }

    /** The values of a field of the objects in a list of each record, where the object is as wanted. */
    static Set<String> values(List<JsonNode> records, String list, String field, Predicate<JsonNode> wanted) {
        return records.stream()
                .flatMap(node -> stream(node.path(list)))
                .filter(wanted)
                .map(node -> node.get(field).textValue())
                .collect(Collectors.toSet());
    }

    Set<String> sorValues(String column) {
        return sor.stream()
                .map(row -> row.getField(column))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }
}
