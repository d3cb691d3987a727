package dk.hoibu.fhir.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The guide's profiles and examples, as JSON, read from the package that the server carries. */
final class Profiles {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String BASE = "https://hoibu.dk/fhir/StructureDefinition/";

    private final List<JsonNode> profiles = new ArrayList<>();
    private final List<ObjectNode> examples = new ArrayList<>();

    Profiles() {
        for (JsonNode file : read(".index.json").path("files")) {
            if (file.path("resourceType").asText().equals("StructureDefinition")) {
                profiles.add(read(file.path("filename").asText()));
            }
        }
        for (JsonNode listed : read("ImplementationGuide-dk.hoibu.fhir.json").at("/definition/resource")) {
            if (listed.has("exampleCanonical")) {
                String reference = listed.at("/reference/reference").asText();
                examples.add((ObjectNode) read("example/" + reference.replace('/', '-') + ".json"));
            }
        }
    }

    /** Every profile on a resource type; extensions are left out. */
    Stream<JsonNode> all() {
        return profiles.stream()
                .filter(profile -> !profile.path("type").asText().equals("Extension"));
    }

    /** What a profile says itself, beyond its parent. */
    static Stream<JsonNode> differential(JsonNode profile) {
        List<JsonNode> elements = new ArrayList<>();
        profile.at("/differential/element").forEach(elements::add);
        return elements.stream();
    }

    /** The type of an element of a profile: the first one allowed. */
    static String type(JsonNode profile, String id) {
        for (JsonNode element : profile.at("/snapshot/element")) {
            if (element.path("id").asText().equals(id)) {
                return element.at("/type/0/code").asText();
            }
        }
        throw new AssertionError("no element " + id + " in " + profile.path("id"));
    }

    /** Copies of the examples that claim a profile, or are of one of its kind where nothing is claimed. */
    List<ObjectNode> examplesOf(JsonNode profile) {
        String url = profile.path("url").asText();
        List<ObjectNode> claiming = new ArrayList<>();
        for (ObjectNode example : examples) {
            if (example.at("/meta/profile/0").asText().equals(url)) {
                claiming.add(example.deepCopy());
            }
        }
        return claiming;
    }

    private static JsonNode read(String file) {
        try (InputStream in = Profiles.class.getResourceAsStream("/ig/" + file)) {
            if (in == null) {
                throw new AssertionError("the guide lacks " + file);
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
