package dk.hoibu.fhir.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The guide's examples, each with one rule of its profile broken: every element that is not allowed put in, every required binding given a
 * code outside its value set, every required element taken out, every invariant violated. Read off the profiles, so that a new rule
 * without a way to break it is noticed.
 */
final class BrokenExamples {

    private static final Map<String, String> AGENTS = Map.of(
            "source", "110153", "destination", "110152", "user", "IRCP", "organization", "PROV", "system", "110150");

    private final Profiles profiles;

    BrokenExamples(Profiles profiles) {
        this.profiles = profiles;
    }

    List<Broken> all() {
        List<Broken> all = new ArrayList<>();
        profiles.all().forEach(profile -> {
            all.addAll(withWhatIsNotAllowed(profile));
            all.addAll(withCodesFromElsewhere(profile));
            all.addAll(withoutWhatIsRequired(profile));
        });
        all.addAll(againstInvariants());
        all.addAll(againstFixedValues());
        return all;
    }

    /** The keys of all invariants that the profiles state. */
    Set<String> invariants() {
        return profiles.all()
                .flatMap(Profiles::differential)
                .flatMap(element -> element.findValuesAsText("key").stream())
                .filter(key -> key.startsWith("hoibu-"))
                .collect(Collectors.toSet());
    }

    private List<Broken> withWhatIsNotAllowed(JsonNode profile) {
        Set<String> forbidden = Profiles.differential(profile)
                .filter(element -> element.path("max").asText().equals("0"))
                .map(element -> element.path("id").asText())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        return forbidden.stream()
                // a slice of what is not there at all
                .filter(id -> !id.contains(":") || !forbidden.contains(id.substring(0, id.lastIndexOf(':'))))
                .map(id -> {
                    JsonNode value = Values.of(id, Profiles.type(profile, id));
                    ObjectNode example = exampleWith(profile, parentOf(id), "");
                    ObjectNode parent = nodes(example, parentOf(id)).get(0);
                    put(parent, fieldOf(id), value, repeats(profile, id));
                    Broken broken =
                            broken(profile, "not-allowed-" + id, example, Pattern.quote(id) + ": max allowed = 0");
                    return new Broken(
                            broken.name(),
                            broken.profile(),
                            example,
                            broken.reason(),
                            slicedByParent(profile, id.replaceAll(":[^.]*$", "")));
                })
                .toList();
    }

    /** Whether the parent profile slices an element; a parent in R4 itself slices nothing. */
    private static boolean slicedByParent(JsonNode profile, String id) {
        if (profile.path("baseDefinition").asText().startsWith("http://hl7.org/fhir/")) {
            return false;
        }
        for (JsonNode element : profile.at("/snapshot/element")) {
            if (element.path("id").asText().equals(id)) {
                return element.has("slicing");
            }
        }
        return false;
    }

    private List<Broken> withCodesFromElsewhere(JsonNode profile) {
        return Profiles.differential(profile)
                .filter(element -> element.at("/binding/strength").asText().equals("required"))
                .map(element -> {
                    String id = element.path("id").asText();
                    ObjectNode example = exampleWith(profile, parentOf(id), system(id));
                    misplace(id, nodes(example, parentOf(id)));
                    String valueSet = element.at("/binding/valueSet").asText();
                    return broken(profile, "code-" + id, example, Pattern.quote(valueSet));
                })
                .toList();
    }

    /** Gives a bound element a code that its value set does not have. */
    private static void misplace(String id, List<ObjectNode> parents) {
        String field = fieldOf(id).replaceAll(":.*", "");
        ObjectNode parent = parents.get(0);
        if (field.equals("security")) {
            ObjectNode label = Profiles.JSON.createObjectNode();
            label.put("system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
                    .put("code", "U");
            parent.set("security", Profiles.JSON.createArrayNode().add(label));
        } else if (field.equals("status")) {
            parent.put("status", id.startsWith("Appointment") ? "pending" : "onhold");
        } else if (field.equals("coding")) {
            parents.stream()
                    .flatMap(node -> stream(node.path("coding")))
                    .filter(coding -> coding.path("system").asText().endsWith(system(id)))
                    .findFirst()
                    .orElseThrow()
                    .put("code", "nonsense");
        } else if (field.equals("serviceCategory")) {
            // of its own system the guide has a fragment only, so no code of that is surely wrong
            ((ObjectNode) parent.at("/serviceCategory/0/coding/0"))
                    .put("system", "https://hoibu.dk/fhir/CodeSystem/hoibu-case-area")
                    .put("code", "ppr");
        } else {
            JsonNode first = parent.path(field).path(0);
            // a Coding by itself, or in a CodeableConcept
            ((ObjectNode) (first.has("code") ? first : first.at("/coding/0"))).put("code", "nonsense");
        }
    }

    /** The end of the code system's name, for the slices of a coding; empty for other elements. */
    private static String system(String id) {
        return switch (fieldOf(id)) {
            case "coding:detail" -> "hoibu-answer-detail";
            case "coding:source" -> "hoibu-source";
            default -> "";
        };
    }

    private List<Broken> withoutWhatIsRequired(JsonNode profile) {
        return Profiles.differential(profile)
                .filter(element -> element.path("min").asInt() > 0)
                .map(element -> element.path("id").asText())
                // without meta nothing is claimed, so no rule is broken
                .filter(id -> !id.contains(":") && !id.contains("[x]") && !id.endsWith(".meta"))
                .flatMap(id -> profiles.examplesOf(profile).stream()
                        .filter(example ->
                                nodes(example, parentOf(id)).stream().anyMatch(node -> node.has(fieldOf(id))))
                        .limit(1)
                        .map(example -> {
                            nodes(example, parentOf(id)).stream()
                                    .filter(node -> node.has(fieldOf(id)))
                                    .findFirst()
                                    .orElseThrow()
                                    .remove(fieldOf(id));
                            return broken(
                                    profile, "missing-" + id, example, Pattern.quote(id) + ": minimum required = ");
                        }))
                .toList();
    }

    private List<Broken> againstInvariants() {
        Map<String, Broken> all = new LinkedHashMap<>();
        against(all, "hoibu-no-version", "hoibu-patient", "", r -> meta(r).put("versionId", "1"));
        against(all, "hoibu-source", "hoibu-case", "", r -> meta(r).put("source", "https://example.org/elsewhere"));
        against(
                all,
                "hoibu-telecom",
                "hoibu-clinic",
                "",
                r -> at(r, "/telecom/0").put("use", "home"));
        against(
                all,
                "hoibu-urn-uuid",
                "hoibu-case",
                "",
                r -> at(r, "/identifier/0").put("value", "12-34"));
        against(
                all,
                "hoibu-patient-protected",
                "hoibu-patient",
                "\"name\"",
                r -> meta(r).set("security", Profiles.JSON.createArrayNode().add(label("R"))));
        against(
                all,
                "hoibu-patient-number",
                "hoibu-patient",
                "",
                r -> at(r, "/identifier/0").put("system", "urn:oid:1.2.208.176.1.9"));
        against(
                all,
                "hoibu-case-finished",
                "hoibu-case",
                "\"active\"",
                r -> at(r, "/period").put("end", "2026-06-01"));
        against(all, "hoibu-appointment-time", "hoibu-appointment", "\"booked\"", r -> r.put("status", "proposed"));
        against(
                all,
                "hoibu-appointment-child",
                "hoibu-appointment",
                "",
                r -> ((ArrayNode) r.get("participant")).remove(0));
        against(all, "hoibu-appointment-open-end", "hoibu-appointment", "\"end\"", r -> r.remove("end"));
        against(
                all,
                "hoibu-role-concealed",
                "hoibu-practitionerrole",
                "\"practitioner\"",
                r -> r.remove("practitioner"));
        against(
                all,
                "hoibu-outcome-source",
                "hoibu-outcome",
                "source-missing",
                r -> ((ArrayNode) r.at("/issue/0/details/coding")).remove(1));
        against(all, "hoibu-outcome-language", "hoibu-outcome", "", r -> r.put("language", "sv"));
        against(all, "hoibu-answer-incomplete", "hoibu-answer", "source-missing", r -> r.put("total", 3));
        against(
                all,
                "hoibu-answer-mode",
                "hoibu-answer",
                "\"entry\"",
                r -> at(r, "/entry/0/search").put("mode", "outcome"));
        against(
                all,
                "hoibu-audit-no-number",
                "hoibu-auditevent",
                "",
                r -> at(r, "/entity/2").put("description", "Patient?identifier=050515-9995"));
        against(
                all,
                "hoibu-accesslog-concealed",
                "hoibu-accesslog-entry",
                "PSEUDED",
                r -> at(r, "/agent/0/who").put("display", "Inger Test Saltum"));
        against(
                all,
                "hoibu-communication-patient",
                "hoibu-communication",
                "\"contained\"",
                r -> ((ArrayNode) r.get("contained"))
                        .addObject()
                        .put("resourceType", "Patient")
                        .put("id", "barn"));
        against(
                all,
                "hoibu-thread-whole",
                "hoibu-thread",
                "",
                r -> ((ObjectNode) r.at("/entry/0/resource")).remove("payload"));
        against(all, "hoibu-accesslog-label", "hoibu-accesslog-entry", "PSEUDED", r -> meta(r).remove("security"));
        return List.copyOf(all.values());
    }

    private List<Broken> againstFixedValues() {
        return List.of(
                fixed("hoibu-careteam", "CareTeam.status", "", r -> r.put("status", "inactive")),
                fixed("hoibu-answer", "Bundle.type", "", r -> r.put("type", "collection")),
                fixed(
                        "hoibu-patient",
                        "Patient.link.type",
                        "\"link\"",
                        r -> at(r, "/link/0").put("type", "refer")),
                fixed(
                        "hoibu-location",
                        "Location.identifier.system",
                        "",
                        r -> at(r, "/identifier/0").put("system", "urn:oid:1.2.208.176.1.4")),
                fixed(
                        "hoibu-practitioner",
                        "Practitioner.identifier.system",
                        "",
                        r -> at(r, "/identifier/0").put("system", "http://cvr.dk")),
                new Broken(
                        "fixed-municipality-type",
                        Profiles.BASE + "hoibu-municipality",
                        changed(
                                "hoibu-municipality",
                                "",
                                r -> at(r, "/type/0/coding/0")
                                        .put("code", "forvaltning")
                                        .put("display", "Kommunal enhed")),
                        "kommune"),
                new Broken(
                        "slice-case-identifier",
                        Profiles.BASE + "hoibu-case",
                        changed("hoibu-case", "", r -> at(r, "/identifier/0").put("use", "old")),
                        "slicing is CLOSED|identifier:official: minimum required"),
                new Broken(
                        "slice-case-type",
                        Profiles.BASE + "hoibu-case",
                        changed(
                                "hoibu-case",
                                "",
                                r -> at(r, "/type/0/coding/0")
                                        .put("system", "https://hoibu.dk/fhir/CodeSystem/hoibu-network-role")),
                        "slicing is CLOSED|type:area: minimum required"));
    }

    private Broken fixed(String profile, String element, String having, Consumer<ObjectNode> change) {
        return new Broken(
                "fixed-" + element,
                Profiles.BASE + profile,
                changed(profile, having, change),
                "(Value is '.*' but (is fixed to|must be)|does not match)");
    }

    private void against(
            Map<String, Broken> all, String key, String profile, String having, Consumer<ObjectNode> change) {
        all.put(key, new Broken("invariant-" + key, Profiles.BASE + profile, changed(profile, having, change), key));
    }

    /** The first example of a profile with {@code having} somewhere in it, changed. */
    private ObjectNode changed(String id, String having, Consumer<ObjectNode> change) {
        JsonNode profile = profiles.all()
                .filter(one -> one.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        ObjectNode example = profiles.examplesOf(profile).stream()
                .filter(one -> one.toString().contains(having))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example of " + id + " with " + having));
        change.accept(example);
        return example;
    }

    private static Broken broken(JsonNode profile, String name, ObjectNode resource, String reason) {
        return new Broken(
                profile.path("id").asText() + "-" + name.replaceAll("[^A-Za-z0-9-]+", "-"),
                profile.path("url").asText(),
                resource,
                reason);
    }

    /** The first example of a profile that has something at {@code parent}, and {@code having} somewhere in it. */
    private ObjectNode exampleWith(JsonNode profile, String parent, String having) {
        return profiles.examplesOf(profile).stream()
                .filter(example -> !nodes(example, parent).isEmpty())
                .filter(example -> example.toString().contains(having))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example of " + profile.path("id") + " has " + parent));
    }

    private static String parentOf(String id) {
        return id.substring(0, id.lastIndexOf('.'));
    }

    private static String fieldOf(String id) {
        return id.substring(id.lastIndexOf('.') + 1);
    }

    private static boolean repeats(JsonNode profile, String id) {
        for (JsonNode element : profile.at("/snapshot/element")) {
            if (element.path("id").asText().equals(id)) {
                return !element.at("/base/max").asText().equals("1");
            }
        }
        throw new AssertionError("no element " + id);
    }

    private static void put(ObjectNode parent, String field, JsonNode value, boolean repeats) {
        String name = field.replaceAll(":.*", "").replace("[x]", "Boolean");
        if (!repeats) {
            parent.set(name, value);
        } else if (parent.get(name) instanceof ArrayNode values) {
            values.add(value);
        } else {
            parent.set(name, Profiles.JSON.createArrayNode().add(value));
        }
    }

    /** The objects at an element's place in a resource; {@code id} begins with the resource's type. */
    private static List<ObjectNode> nodes(ObjectNode resource, String id) {
        List<ObjectNode> found = List.of(resource);
        for (String step : id.split("\\.")) {
            if (step.equals(resource.path("resourceType").asText())) {
                continue;
            }
            String name = step.replaceAll(":.*", "");
            String slice = step.contains(":") ? step.substring(step.indexOf(':') + 1) : "";
            found = found.stream()
                    .flatMap(node -> stream(node.path(name)))
                    .filter(node -> !AGENTS.containsKey(slice)
                            || node.at("/type/coding/0/code").asText().equals(AGENTS.get(slice)))
                    .toList();
        }
        return found;
    }

    private static Stream<ObjectNode> stream(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return Stream.of(object);
        }
        List<ObjectNode> objects = new ArrayList<>();
        node.forEach(item -> {
            if (item instanceof ObjectNode object) {
                objects.add(object);
            }
        });
        return objects.stream();
    }

    private static ObjectNode meta(ObjectNode resource) {
        return at(resource, "/meta");
    }

    private static ObjectNode at(ObjectNode resource, String pointer) {
        return (ObjectNode) resource.at(pointer);
    }

    private static ObjectNode label(String code) {
        ObjectNode label = Profiles.JSON.createObjectNode();
        label.set("system", TextNode.valueOf("http://terminology.hl7.org/CodeSystem/v3-Confidentiality"));
        return label.put("code", code);
    }
}
