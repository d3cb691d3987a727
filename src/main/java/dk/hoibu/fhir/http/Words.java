package dk.hoibu.fhir.http;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads what a request says in forms that others made; nothing where it cannot be read.
 *
 * @param page the parameters of the search that a page link goes on with, by resource type and the link's own parameter
 * @param body the parameters of an operation, by its body
 */
public record Words(Page page, Function<byte[], Map<String, List<String>>> body) {

    /** Reads page links. */
    @FunctionalInterface
    public interface Page {
        Map<String, List<String>> parameters(String type, String link);
    }
}
