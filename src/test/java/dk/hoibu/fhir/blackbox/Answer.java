package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the server said, and questions that tests ask of it. */
record Answer(String request, int status, Map<String, List<String>> headers, byte[] bytes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(String request, HttpResponse<byte[]> response) {
        return new Answer(request, response.statusCode(), response.headers().map(), response.body());
    }

    String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }

    JsonNode json() {
        try {
            return JSON.readTree(bytes);
        } catch (java.io.IOException e) {
            throw new AssertionError(request + " did not answer with JSON: " + body(), e);
        }
    }

    Stream<JsonNode> entries(String mode) {
        return StreamSupport.stream(json().path("entry").spliterator(), false)
                .filter(entry -> entry.path("search").path("mode").asText().equals(mode));
    }

    List<JsonNode> matches() {
        return entries("match").map(entry -> entry.get("resource")).toList();
    }

    List<JsonNode> included() {
        return entries("include").map(entry -> entry.get("resource")).toList();
    }

    List<JsonNode> outcomes() {
        return entries("outcome").map(entry -> entry.get("resource")).toList();
    }

    List<String> ids() {
        return matches().stream().map(resource -> resource.get("id").asText()).toList();
    }

    /** The codes of all issues: of the body, if it is an OperationOutcome, else of the Bundle's outcome entries. */
    List<String> issueCodes() {
        JsonNode body = json();
        Stream<JsonNode> outcomes =
                body.path("resourceType").asText().equals("OperationOutcome") ? Stream.of(body) : outcomes().stream();
        return outcomes.flatMap(
                        outcome -> StreamSupport.stream(outcome.get("issue").spliterator(), false))
                .map(issue -> issue.get("code").asText())
                .toList();
    }

    /** Whether an entry tells, with error severity, that something is missing. */
    boolean saysSomethingIsMissing() {
        return outcomes().stream()
                .flatMap(outcome -> StreamSupport.stream(outcome.get("issue").spliterator(), false))
                .anyMatch(issue -> issue.get("severity").asText().equals("error"));
    }

    Optional<Integer> total() {
        JsonNode total = json().get("total");
        return total == null ? Optional.empty() : Optional.of(total.asInt());
    }

    Optional<String> link(String relation) {
        return StreamSupport.stream(json().path("link").spliterator(), false)
                .filter(link -> link.get("relation").asText().equals(relation))
                .map(link -> link.get("url").asText())
                .findFirst();
    }

    @Override
    public String toString() {
        return request + " -> " + status + " " + body();
    }
}
