package dk.hoibu.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * On which page of the published R4 specification each of its definitions is: what the file {@code spec.internals} of the core package
 * tells the Publisher, worked out from the specification's own naming rules.
 */
final class SpecPages {

    private static final String WEB = "http://hl7.org/fhir/R4/";
    private static final Map<String, String> OWN_PAGE = Map.of(
            "Extension", "extensibility.html",
            "Narrative", "narrative.html#Narrative",
            "Meta", "resource.html#Meta",
            "Reference", "references.html#Reference",
            "Dosage", "dosage.html#Dosage",
            "ElementDefinition", "elementdefinition.html#ElementDefinition");
    private static final Set<String> METADATA_TYPES = Set.of(
            "ContactDetail",
            "Contributor",
            "DataRequirement",
            "ParameterDefinition",
            "RelatedArtifact",
            "TriggerDefinition",
            "UsageContext",
            "Expression");
    /** Pages that the Publisher and its template link to, beside those of definitions. */
    private static final List<String> CHAPTERS = List.of(
            "conformance-rules.html",
            "terminologies.html",
            "search.html",
            "profiling.html",
            "formats.html",
            "rdf.html",
            "resource.html",
            "datatypes.html",
            "references.html",
            "narrative.html",
            "extensibility.html",
            "elementdefinition.html",
            "domainresource.html",
            "http.html",
            "security.html",
            "operations.html",
            "versions.html",
            "valueset-publication-status.html",
            "testing.html",
            "element.html",
            "element-definitions.html",
            "fhirpath.html",
            "toc.html",
            "index.html",
            "help16.png");

    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;

    SpecPages(Path folder) {
        this.folder = folder;
    }

    /** The content of {@code spec.internals}. */
    ObjectNode read() throws IOException {
        Map<String, String> pages = pages();
        ObjectNode internals = json.createObjectNode()
                .put("npm-name", "hl7.fhir.r4.core")
                .put("ig-version", "4.0.1")
                .put("tool-version", "4.0.1")
                .put("tool-build", "0")
                .put("webUrl", WEB)
                .put("date", "2019-11-01")
                .put("date-time", "20191101000000+1100");
        internals.set("paths", json.valueToTree(pages));
        internals.putObject("pages");
        Set<String> targets = new TreeSet<>(CHAPTERS);
        // links are looked up without what follows the #
        for (String page : pages.values()) {
            String file = page.split("#")[0];
            targets.add(file);
            // every page of a type has one beside it that defines its elements
            targets.add(file.replace(".html", "-definitions.html"));
        }
        internals.set("targets", json.valueToTree(targets));
        internals.putArray("images").add("help16.png");
        return internals;
    }

    private Map<String, String> pages() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                JsonNode resource = json.readTree(file.toFile());
                if (resource.has("url") && resource.has("resourceType")) {
                    pages.put(resource.get("url").asText(), page(resource));
                }
            }
        }
        return pages;
    }

    private static String page(JsonNode resource) {
        String id = resource.path("id").asText();
        String type = resource.get("resourceType").asText();
        return switch (type) {
            case "StructureDefinition" -> structurePage(resource, id);
            case "SearchParameter" -> resource.path("base").path(0).asText().toLowerCase(Locale.ROOT)
                    + ".html#search";
            case "ValueSet", "CodeSystem", "ConceptMap" -> type.toLowerCase(Locale.ROOT) + "-" + id + ".html";
            case "OperationDefinition" -> id.toLowerCase(Locale.ROOT).replace("-", "-operation-") + ".html";
            default -> type.toLowerCase(Locale.ROOT) + "-" + id + ".html";
        };
    }

    private static String structurePage(JsonNode definition, String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        if (definition.path("derivation").asText().equals("constraint")) {
            boolean extension = definition.path("type").asText().equals("Extension");
            return (extension ? "extension-" : "") + lower + ".html";
        }
        if (definition.path("kind").asText().equals("resource")) {
            return lower + ".html";
        }
        if (OWN_PAGE.containsKey(id)) {
            return OWN_PAGE.get(id);
        }
        return (METADATA_TYPES.contains(id) ? "metadatatypes.html#" : "datatypes.html#") + id;
    }
}
