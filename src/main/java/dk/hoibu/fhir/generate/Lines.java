package dk.hoibu.fhir.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The small tables that come with this package: semicolons between fields, {@code #} for comments. */
final class Lines {

    private Lines() {}

    /** The fields of each line, in the table's order. */
    static List<String[]> of(String table) {
        try (InputStream stream = Lines.class.getResourceAsStream(table)) {
            if (stream == null) {
                throw new IllegalStateException(table + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(";", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + table, e);
        }
    }
}
