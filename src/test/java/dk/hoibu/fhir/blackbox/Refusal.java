package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.log.CprPattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What holds of every refusal, whatever was refused: an OperationOutcome with its own code, nothing about any child of the sample, no trace
 * of Java, no word of what the server is made of, and not the value that was wrong.
 */
final class Refusal {

    private static final List<String> TRACES = List.of(
            "java.",
            "jakarta.",
            "javax.",
            "dk.hoibu",
            "ca.uhn",
            "org.hl7.fhir",
            "org.eclipse",
            "com.fasterxml",
            "com.nimbusds",
            "Exception",
            "HAPI-",
            "Jetty",
            "\tat ",
            ".java:",
            "stackTrace");

    private static final Set<String> CHILDREN = children();

    private Refusal() {}

    /**
     * Asserts that {@code answer} refuses with that status and issue code, and all that holds of every refusal.
     *
     * @param offending what was wrong in the request, none of which may come back
     */
    static void is(Answer answer, int status, String code, String... offending) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/fhir+json");
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.issueCodes()).as(answer.toString()).containsExactly(code);
        says(answer, offending);
    }

    /** Asserts what holds of every answer that is not to tell anything, also one without a body. */
    static void says(Answer answer, String... offending) {
        String all = answer.body() + answer.headers();
        assertThat(TRACES).as(all).noneMatch(all::contains);
        assertThat(CHILDREN).as(all).noneMatch(all::contains);
        assertThat(CprPattern.isIn(answer.body())).as(all).isFalse();
        assertThat(offending).as(all).noneMatch(all::contains);
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Powered-By")).isEmpty();
    }

    /** Numbers and family names of everybody in the sample. */
    private static Set<String> children() {
        Set<String> children = new HashSet<>();
        try (InputStream persons = Refusal.class.getResourceAsStream("/sample/personer.json")) {
            for (JsonNode person : new ObjectMapper().readTree(persons)) {
                children.add(person.path("personnummer").asText());
                children.add(person.path("efternavn").asText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        children.remove("");
        assertThat(children).hasSizeGreaterThan(20);
        return children;
    }
}
