package dk.hoibu.guide;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Stands in for HL7's tools package, and for the terminology server: only the extensions that the Publisher itself writes into a guide, and
 * of the languages, media types and countries of the world only those that this guide names.
 */
final class ToolsStub {

    private static final String BASE = "http://hl7.org/fhir/tools/StructureDefinition/";

    private final ObjectMapper json;

    ToolsStub(ObjectMapper json) {
        this.json = json;
    }

    void write(Path folder) throws IOException {
        write(folder, simple("implementationguide-dependency-comment", "ImplementationGuide.dependsOn", "markdown"));
        write(folder, simple("snapshot-base-version", "StructureDefinition.snapshot", "string"));
        write(folder, simple("ig-internal-dependency", "ImplementationGuide.definition", "code"));
        write(folder, parameter());
        write(folder, simple("snapshot-source", "Element", "canonical", "string"));
        write(folder, codes("bcp47", "urn:ietf:bcp:47", "da", "da-DK", "en", "en-US"));
        write(
                folder,
                codes(
                        "bcp13",
                        "urn:ietf:bcp:13",
                        "application/fhir+json",
                        "application/fhir+xml",
                        "application/json",
                        "application/xml",
                        "application/pdf",
                        "application/x-www-form-urlencoded",
                        "text/plain",
                        "text/markdown",
                        "text/html",
                        "image/jpeg",
                        "image/png",
                        "json",
                        "xml"));
        write(folder, codes("iso3166", "urn:iso:std:iso:3166", "DK=Denmark"));
    }

    /** A code is also its display unless another follows it after {@code =}. */
    private ObjectNode codes(String id, String url, String... codes) {
        ObjectNode system = json.createObjectNode()
                .put("resourceType", "CodeSystem")
                .put("id", id)
                .put("url", url)
                .put("version", "0.9.0")
                .put("name", "Stub" + id)
                .put("title", "STUB of " + url)
                .put("status", "active")
                .put("caseSensitive", true)
                .put("content", "complete");
        ArrayNode concepts = system.putArray("concept");
        for (String code : codes) {
            String[] parts = code.split("=");
            concepts.addObject().put("code", parts[0]).put("display", parts[parts.length - 1]);
        }
        return system;
    }

    private void write(Path folder, ObjectNode definition) throws IOException {
        json.writeValue(
                folder.resolve(definition.get("resourceType").asText() + "-" + definition.get("id").asText() + ".json")
                        .toFile(),
                definition);
    }

    private ObjectNode simple(String id, String context, String... types) {
        ObjectNode definition = definition(id, context);
        ArrayNode elements = elements(definition);
        elements.addObject().put("id", "Extension.extension").put("path", "Extension.extension").put("max", "0");
        url(elements, "Extension", BASE + id);
        value(elements, "Extension", types);
        return definition;
    }

    private ObjectNode parameter() {
        ObjectNode definition = definition("ig-parameter", "ImplementationGuide.definition");
        ArrayNode elements = elements(definition);
        part(elements, "code", "1", "code", "string");
        part(elements, "value", "*", "string");
        url(elements, "Extension", BASE + "ig-parameter");
        elements.addObject().put("id", "Extension.value[x]").put("path", "Extension.value[x]").put("max", "0");
        return definition;
    }

    private void part(ArrayNode elements, String name, String max, String... types) {
        String id = "Extension.extension:" + name;
        ObjectNode slice = elements.addObject()
                .put("id", id)
                .put("path", "Extension.extension")
                .put("sliceName", name)
                .put("min", 1)
                .put("max", max);
        slice.putArray("type").addObject().put("code", "Extension");
        elements.addObject()
                .put("id", id + ".extension")
                .put("path", "Extension.extension.extension")
                .put("max", "0");
        url(elements, id, name);
        value(elements, id, types);
    }

    private static void url(ArrayNode elements, String id, String url) {
        elements.addObject().put("id", id + ".url").put("path", path(id) + ".url").put("fixedUri", url);
    }

    private static void value(ArrayNode elements, String id, String... types) {
        ObjectNode value = elements.addObject()
                .put("id", id + ".value[x]")
                .put("path", path(id) + ".value[x]")
                .put("min", 1);
        ArrayNode codes = value.putArray("type");
        for (String type : types) {
            codes.addObject().put("code", type);
        }
    }

    private static String path(String id) {
        return id.replaceAll(":[^.]*", "");
    }

    private ArrayNode elements(ObjectNode definition) {
        ArrayNode elements = definition.putObject("differential").putArray("element");
        elements.addObject().put("id", "Extension").put("path", "Extension");
        return elements;
    }

    private ObjectNode definition(String id, String context) {
        ObjectNode definition = json.createObjectNode()
                .put("resourceType", "StructureDefinition")
                .put("id", id)
                .put("url", BASE + id)
                .put("version", "0.9.0")
                .put("name", id.replace("-", ""))
                .put("title", "STUB of " + id)
                .put("status", "active")
                .put("date", "2026-01-01")
                .put("publisher", "HOI BU (stub)")
                .put("description", "STUB made by this project")
                .put("fhirVersion", "4.0.1")
                .put("kind", "complex-type")
                .put("abstract", false)
                .put("type", "Extension")
                .put("baseDefinition", "http://hl7.org/fhir/StructureDefinition/Extension")
                .put("derivation", "constraint");
        definition.putArray("context").addObject().put("type", "element").put("expression", context);
        return definition;
    }
}
