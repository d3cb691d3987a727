package dk.hoibu.fhir.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * What the guide's codes are called, and which area a KLE number belongs to: its CodeSystems and its ConceptMap, read once at the start. The
 * server says no code with other words than the guide's.
 */
public final class Terminology {

    private static final List<String> CODE_SYSTEMS = List.of(
            "hoibu-case-area",
            "hoibu-organization-kind",
            "hoibu-network-role",
            "hoibu-answer-detail",
            "hoibu-source",
            "hoibu-audit-alarm",
            "hoibu-kle",
            "hoibu-appointment-type");

    private static final String KLE_TO_AREA = "ConceptMap-hoibu-kle-to-area.json";

    /** What a code is called: in Danish, and in the other languages the guide has it in. */
    private record Concept(String display, Map<String, String> designations) {}

    private final Map<String, Map<String, Concept>> systems;
    private final Map<String, String> kleAreas;

    private Terminology(Map<String, Map<String, Concept>> systems, Map<String, String> kleAreas) {
        this.systems = Map.copyOf(systems);
        this.kleAreas = Map.copyOf(kleAreas);
    }

    /**
     * The terminology of the guide that is built into this program.
     *
     * @throws IllegalStateException naming the file that is missing or has a code without a display
     */
    public static Terminology builtIn() {
        JsonMapper json = JsonMapper.builder().build();
        Map<String, Map<String, Concept>> systems = new HashMap<>();
        for (String id : CODE_SYSTEMS) {
            JsonNode system = read(json, "CodeSystem-" + id + ".json");
            systems.put(system.path("url").asText(), concepts(system));
        }
        Map<String, String> areas = new HashMap<>();
        for (JsonNode group : read(json, KLE_TO_AREA).path("group")) {
            for (JsonNode element : group.path("element")) {
                areas.put(
                        element.path("code").asText(),
                        element.path("target").path(0).path("code").asText());
            }
        }
        return new Terminology(systems, areas);
    }

    private static JsonNode read(JsonMapper json, String file) {
        try (InputStream in = Terminology.class.getResourceAsStream("/ig/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the guide built into this program has no " + file);
            }
            return json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the guide's " + file, e);
        }
    }

    private static Map<String, Concept> concepts(JsonNode system) {
        Map<String, Concept> concepts = new TreeMap<>();
        for (JsonNode concept : system.path("concept")) {
            Map<String, String> designations = new HashMap<>();
            for (JsonNode designation : concept.path("designation")) {
                designations.put(
                        designation.path("language").asText(),
                        designation.path("value").asText());
            }
            String code = concept.path("code").asText();
            if (!concept.hasNonNull("display")) {
                throw new IllegalStateException(
                        "CodeSystem " + system.path("id").asText() + " has no display for " + code);
            }
            concepts.put(code, new Concept(concept.path("display").asText(), Map.copyOf(designations)));
        }
        return concepts;
    }

    /**
     * Stops the start when what the program writes and what the guide defines are not the same codes: then one of them was changed alone.
     *
     * @throws IllegalStateException naming the CodeSystem and the codes that only one side has
     */
    public void requireExactly(String system, Collection<String> written) {
        Set<String> undefined = new TreeSet<>(written);
        undefined.removeAll(concepts(system).keySet());
        Set<String> unwritten = new TreeSet<>(concepts(system).keySet());
        unwritten.removeAll(written);
        if (!undefined.isEmpty() || !unwritten.isEmpty()) {
            throw new IllegalStateException(
                    "CodeSystem " + system + " and the program do not agree: only the program has " + undefined
                            + ", only the CodeSystem has " + unwritten);
        }
    }

    /** The Danish display; empty when the guide's part of the system does not have the code. */
    public Optional<String> find(String system, String code) {
        return Optional.ofNullable(concepts(system).get(code)).map(Concept::display);
    }

    /** The Danish display of a code that the guide has. */
    public String display(String system, String code) {
        return concept(system, code).display();
    }

    /** The display in that language; the Danish one where the guide has no other. */
    public String display(String system, String code, Language language) {
        Concept concept = concept(system, code);
        return concept.designations().getOrDefault(language.tag(), concept.display());
    }

    public Coding coding(String system, String code, Language language) {
        return new Coding(system, code, display(system, code, language));
    }

    /** A concept of one coding, in Danish. */
    public CodeableConcept codeable(String system, String code) {
        return new CodeableConcept(coding(system, code, Language.DANISH));
    }

    /** The code of the area that cases with a KLE number are shown as, by number. */
    public Map<String, String> kleAreas() {
        return kleAreas;
    }

    private Concept concept(String system, String code) {
        Concept concept = concepts(system).get(code);
        if (concept == null) {
            throw new IllegalArgumentException("CodeSystem " + system + " has no code " + code);
        }
        return concept;
    }

    private Map<String, Concept> concepts(String system) {
        Map<String, Concept> concepts = systems.get(system);
        if (concepts == null) {
            throw new IllegalArgumentException("the guide has no CodeSystem " + system);
        }
        return concepts;
    }
}
