package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A question to a server, and what it said.
 *
 * @param path below the FHIR base, or a whole URL
 * @param body a form, or the body of an operation; empty for none
 * @param token the bearer token; empty text for none
 * @param began when it was about to be sent
 * @param ended when the answer was there
 */
record Spoken(
        String method, String path, Optional<String> body, String token, Answer answer, Instant began, Instant ended) {

    private static final ObjectMapper JSON = new ObjectMapper();

    int status() {
        return answer.status();
    }

    String requestId() {
        return answer.header("X-Request-Id").orElse("");
    }

    /** What stands in the token, whether or not it is good. */
    JsonNode claims() {
        return claims(token);
    }

    static JsonNode claims(String token) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return method + " " + path + " " + body.orElse("") + " -> " + status();
    }
}
