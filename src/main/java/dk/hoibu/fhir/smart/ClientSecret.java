package dk.hoibu.fhir.smart;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** What proves to an authorization server that it is we who ask. Never told but to it. */
public final class ClientSecret {

    private static final int MAX_LENGTH = 1024;

    private final String text;

    private ClientSecret(String text) {
        this.text = text;
    }

    /**
     * The first and only line of {@code file}.
     *
     * @throws IllegalArgumentException when it cannot be read or is no secret in form
     */
    public static ClientSecret inFile(Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty() || text.length() > MAX_LENGTH || text.lines().count() > 1) {
                throw new IllegalArgumentException("the file must hold one line, the secret");
            }
            return new ClientSecret(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read", e);
        }
    }

    /** The Authorization header of {@code client} (RFC 6749, section 2.3.1). */
    String basic(String client) {
        String pair = URLEncoder.encode(client, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(text, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
