package dk.hoibu.fhir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The parameters of a search, from a file, so that a CPR number stands neither in a URL nor on a command line. */
record Form(String encoded) {

    /**
     * The lines {@code name=value} of a file, or of standard input when it is named {@code -}. Empty lines and those beginning with # count
     * for nothing.
     *
     * @throws IOException when it cannot be read
     */
    static Form read(String file) throws IOException {
        try {
            String text = file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            return new Form(text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Form::pair)
                    .collect(Collectors.joining("&")));
        } catch (IOException | UncheckedIOException e) {
            throw new IOException("cannot read the form " + file, e);
        }
    }

    private static String pair(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? encode(line) : encode(line.substring(0, equals)) + "=" + encode(line.substring(equals + 1));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
