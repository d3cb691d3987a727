package dk.hoibu.fhir.guide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dk.hoibu.fhir.fhir.Systems;
import java.util.Map;

/** A resource in the guide that shows what the server answers, with a name for readers: ids of children's resources are opaque. */
record Example(String name, String description, ObjectNode resource) {

    private static final Map<String, String> PROFILES =
            Map.of("Bundle", "hoibu-answer", "OperationOutcome", "hoibu-outcome");

    /** An example that the server gives no id, or one with no meaning, under the id {@code id}. */
    static Example named(String id, String name, String description, ObjectNode resource) {
        return new Example(
                name, description, PrettyJson.insertAfter(resource, "id", TextNode.valueOf(id), "resourceType"));
    }

    /** {@code Type/id}. */
    String reference() {
        return resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
    }

    String file() {
        return "example/" + reference().replace('/', '-') + ".json";
    }

    /** The canonical URL of the profile that it claims, else of the one for all of its type. */
    String profile() {
        String claimed = resource.at("/meta/profile/0").asText();
        String type = resource.path("resourceType").asText();
        return claimed.isEmpty() ? Systems.profile(PROFILES.getOrDefault(type, "none")) : claimed;
    }
}
