package dk.hoibu.fhir.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An access token as the user has it in a file: on a command line everybody on the machine could read it. */
record AccessToken(String value) {

    /**
     * The last line of {@code file}; {@code -} is standard input.
     *
     * @throws IOException when it cannot be read, or that line cannot be a token; it is not repeated
     */
    static AccessToken read(String file) throws IOException {
        String text = (file.equals("-")
                        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                        : Files.readString(Path.of(file)))
                .strip();
        String last = text.substring(text.lastIndexOf('\n') + 1).strip();
        if (!last.matches("[A-Za-z0-9._~+/-]+=*")) {
            throw new IOException("there is no access token on the last line of " + file);
        }
        return new AccessToken(last);
    }
}
