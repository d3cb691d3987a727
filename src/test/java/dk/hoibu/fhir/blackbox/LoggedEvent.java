package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An AuditEvent as an auditor gets it, in plain values.
 *
 * @param values by the names in {@link #NAMES}, all of them; empty text for what is not there
 */
record LoggedEvent(String id, Instant recorded, Map<String, String> values) {

    /** What an event tells beside its id and when it was. */
    static final List<String> NAMES = List.of(
            "profile",
            "type",
            "subtype",
            "action",
            "outcome",
            "reason",
            "status",
            "client",
            "flow",
            "address",
            "server",
            "requestor",
            "user",
            "organisation",
            "purpose",
            "child",
            "request",
            "launch",
            "asked",
            "shown",
            "hidden",
            "sources",
            "else");

    LoggedEvent {
        if (!values.keySet().equals(Set.copyOf(NAMES))) {
            throw new IllegalArgumentException("not all values: " + values.keySet());
        }
        values = Map.copyOf(values);
    }

    String value(String name) {
        return values.get(name);
    }

    /** The same with another value. */
    LoggedEvent with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new LoggedEvent(id, recorded, changed);
    }

    static LoggedEvent of(JsonNode event) {
        Map<String, String> values = new LinkedHashMap<>();
        NAMES.forEach(name -> values.put(name, ""));
        values.put("profile", event.at("/meta/profile/0").asText().replaceAll(".*/", ""));
        values.put("type", event.at("/type/code").asText());
        values.put("subtype", event.at("/subtype/0/code").asText());
        values.put("action", event.path("action").asText());
        values.put("outcome", event.path("outcome").asText());
        values.put("reason", event.path("outcomeDesc").asText(""));
        values.put("purpose", codes(event.path("purposeOfEvent")));
        list(event.path("agent")).forEach(agent -> agent(agent, values));
        TreeSet<String> resources = new TreeSet<>();
        list(event.path("entity")).forEach(entity -> entity(entity, values, resources));
        values.put("shown", String.join(" ", resources));
        return new LoggedEvent(
                event.path("id").asText(), Instant.parse(event.path("recorded").asText()), values);
    }

    private static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String codes(JsonNode concepts) {
        return list(concepts)
                .map(concept -> concept.at("/coding/0/code").asText())
                .collect(Collectors.joining(" "));
    }

    private static void agent(JsonNode agent, Map<String, String> values) {
        String kind = agent.at("/type/coding/0/code").asText();
        JsonNode who = agent.at("/who/identifier");
        if (agent.path("requestor").asBoolean()) {
            values.merge("requestor", kind, (one, two) -> (one + " " + two).strip());
        }
        if (kind.equals("IRCP")) {
            values.put(
                    "user",
                    String.join(
                            "|",
                            who.path("system").asText(),
                            who.path("value").asText(),
                            agent.at("/who/display").asText(),
                            agent.at("/role/0/text").asText(),
                            codes(agent.path("purposeOfUse"))));
        } else if (kind.equals("PROV")) {
            values.put(
                    "organisation",
                    who.path("system").asText() + "|" + who.path("value").asText());
        } else if (agent.at("/network/type").asText().equals("2")) {
            values.put("client", who.path("value").asText(""));
            values.put("flow", kind);
            values.put("address", agent.at("/network/address").asText());
        } else {
            values.put("server", kind + " " + agent.at("/network/address").asText());
        }
    }

    private static void entity(JsonNode entity, Map<String, String> values, TreeSet<String> resources) {
        String role = entity.at("/role/code").asText();
        String what = entity.at("/what/reference").asText();
        if (entity.at("/type/code").asText().equals("XrequestId")) {
            values.put("request", entity.at("/what/identifier/value").asText());
            for (String detail : List.of("status", "launch", "hidden", "source")) {
                values.put(detail.equals("source") ? "sources" : detail, details(entity, detail));
            }
        } else if (role.equals("1")) {
            values.put("child", what.replace("Patient/", ""));
        } else if (role.equals("24")) {
            values.put("asked", question(decoded(entity.path("query").asText())));
        } else if (role.equals("4") && values.get("asked").isEmpty()) {
            // BALP's read: what was asked for comes first
            values.put("asked", what);
        } else if (role.equals("4")) {
            resources.add(what);
        } else {
            values.put("else", entity.toString());
        }
    }

    private static String details(JsonNode entity, String type) {
        return list(entity.path("detail"))
                .filter(detail -> detail.path("type").asText().equals(type))
                .map(detail -> detail.path("valueString").asText())
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static String decoded(String query) {
        return new String(Base64.getDecoder().decode(query), StandardCharsets.UTF_8);
    }

    /** A path and its parameters, these in an order of their own. */
    static String question(String text) {
        int mark = text.indexOf('?');
        return mark < 0
                ? text
                : question(
                        text.substring(0, mark),
                        Arrays.asList(text.substring(mark + 1).split("&")));
    }

    static String question(String path, List<String> pairs) {
        return pairs.isEmpty()
                ? path
                : path + "?" + String.join("&", pairs.stream().sorted().toList());
    }
}
