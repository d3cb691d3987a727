package dk.hoibu.fhir.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Adds to a message what the examples have not: allowed content, so that mutations reach it too. */
final class Enrichments {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SENDER =
            "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-sender-extension";

    /** Resource type, element, value. */
    private static final List<String[]> ADDITIONS = List.of(
            row("Patient", "gender", "\"female\""),
            row("Patient", "birthDate", "\"2014-02-28\""),
            row(
                    "Patient",
                    "_birthDate",
                    "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/patient-birthTime\","
                            + "\"valueDateTime\":\"2014-02-28T12:00:00+01:00\"}]}"),
            row("Patient", "deceasedBoolean", "false"),
            row("Patient", "active", "true"),
            row("Patient", "language", "\"da\""),
            row("Patient", "telecom", "[{\"system\":\"phone\",\"value\":\"12345678\",\"use\":\"home\",\"rank\":1}]"),
            row(
                    "Patient",
                    "address",
                    "[{\"use\":\"home\",\"line\":[\"Vejen 1\"],\"city\":\"Byen\",\"postalCode\":\"9999\",\"period\":{\"start\":\"2020-01-01\",\"end\":\"2021-01-01\"}}]"),
            row(
                    "Patient",
                    "maritalStatus",
                    "{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus\",\"code\":\"M\"}]}"),
            row("Patient", "contact", "[{\"name\":{\"family\":\"Mor\"},\"gender\":\"female\"}]"),
            row(
                    "Patient",
                    "communication",
                    "[{\"language\":{\"coding\":[{\"system\":\"urn:ietf:bcp:47\",\"code\":\"da\"}]},\"preferred\":true}]"),
            row("Patient", "photo", "[{\"contentType\":\"image/png\",\"data\":\"iVBORw0KGgo=\",\"size\":8}]"),
            row("Organization", "telecom", "[{\"system\":\"phone\",\"value\":\"87654321\",\"use\":\"work\"}]"),
            row("Organization", "address", "[{\"use\":\"work\",\"type\":\"both\",\"city\":\"Byen\"}]"),
            row("Organization", "alias", "[\"Afdelingen\",\"Huset\"]"),
            row("Organization", "active", "true"),
            row("Practitioner", "birthDate", "\"1970\""),
            row(
                    "Practitioner",
                    "qualification",
                    "[{\"identifier\":[{\"system\":\"https://autregweb.sst.dk\",\"value\":\"CBNH1\"}],\"code\":{\"text\":\"Sygeplejerske\"},\"period\":{\"start\":\"2001\"}}]"),
            row("PractitionerRole", "telecom", "[{\"system\":\"phone\",\"value\":\"11111111\"}]"),
            row(
                    "PractitionerRole",
                    "availableTime",
                    "[{\"daysOfWeek\":[\"mon\",\"tue\"],\"availableStartTime\":\"08:00:00\",\"availableEndTime\":\"15:00:00\"}]"),
            row("PractitionerRole", "period", "{\"start\":\"2020-01-01T00:00:00Z\",\"end\":\"2030-01-01T00:00:00Z\"}"),
            row("Communication", "sent", "\"2024-05-01T12:00:00+02:00\""),
            row("Communication", "note", "[{\"text\":\"Til orientering\",\"time\":\"2024-05-01T12:00:00+02:00\"}]"),
            row("Communication", "received", "\"2024-05-01\""),
            row("Communication", "language", "\"da\""),
            row("MessageHeader", "reason", "{\"text\":\"Orientering\"}"),
            row("Provenance", "location", "{\"display\":\"Herlev\"}"),
            row("Provenance", "policy", "[\"https://politik.dk/1\"]"),
            row("Encounter", "period", "{\"start\":\"2024-01-01T08:00:00+01:00\"}"),
            row(
                    "Encounter",
                    "length",
                    "{\"value\":12.5,\"unit\":\"min\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"min\"}"),
            row("CareTeam", "status", "\"active\""));

    private static final List<String> BESIDE = List.of(
            "{\"id\":\"v1\"}",
            "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/rendering-style\",\"valueString\":\"color: red\"}]}",
            "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/translation\",\"extension\":["
                    + "{\"url\":\"lang\",\"valueCode\":\"en\"},{\"url\":\"content\",\"valueString\":\"A word\"}]}]}",
            "{\"id\":\"v2\",\"extension\":[{\"id\":\"v3\",\"url\":\"http://ukendt.dk/x\",\"valueString\":\"x\"}]}");

    /** What nothing stands beside. */
    private static final Set<String> PLAIN = Set.of("resourceType", "div", "url", "reference");

    private Enrichments() {}

    private static String[] row(String... cells) {
        return cells;
    }

    /** Adds a few of them. */
    static void some(ObjectNode bundle, RandomGenerator random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            String[] row = ADDITIONS.get(random.nextInt(ADDITIONS.size()));
            List<ObjectNode> resources = resources(bundle, row[0]);
            if (!resources.isEmpty()) {
                resources.get(random.nextInt(resources.size())).set(row[1], read(row[2]));
            }
        }
        if (random.nextInt(4) == 0) {
            parties(bundle, random);
        }
        if (random.nextInt(8) == 0) {
            resources(bundle, "Communication").forEach(Enrichments::prioritise);
        }
        if (random.nextInt(4) == 0) {
            identify(bundle, random);
        }
        if (random.nextInt(3) == 0) {
            beside(bundle, random);
        }
    }

    /** Something beside a value or two: an id, or an extension of HL7's. */
    private static void beside(ObjectNode bundle, RandomGenerator random) {
        List<Map.Entry<ObjectNode, String>> values = new ArrayList<>();
        values(bundle, values);
        for (int i = random.nextInt(3); i >= 0; i--) {
            Map.Entry<ObjectNode, String> value = values.get(random.nextInt(values.size()));
            value.getKey().set("_" + value.getValue(), read(BESIDE.get(random.nextInt(BESIDE.size()))));
        }
    }

    private static void values(JsonNode node, List<Map.Entry<ObjectNode, String>> found) {
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (field.getValue().isTextual() && !PLAIN.contains(field.getKey())) {
                    found.add(Map.entry(object, field.getKey()));
                }
            }
        }
        node.forEach(child -> values(child, found));
    }

    private static void prioritise(ObjectNode communication) {
        if (communication.at("/category/0/coding/0") instanceof ObjectNode coding) {
            coding.put("code", "regarding-referral");
            communication.put("priority", "asap");
        }
    }

    /** A specific sender and recipient: roles of the organisations that send and receive. */
    private static void parties(ObjectNode bundle, RandomGenerator random) {
        List<ObjectNode> headers = resources(bundle, "MessageHeader");
        List<ObjectNode> roles = resources(bundle, "PractitionerRole");
        if (headers.isEmpty()
                || roles.isEmpty()
                || !resources(bundle, "Communication").get(0).path("extension").isMissingNode()) {
            return;
        }
        ObjectNode communication = resources(bundle, "Communication").get(0);
        if (random.nextBoolean()) {
            ObjectNode role = roles.get(0);
            role.putObject("organization").set("reference", headers.get(0).at("/sender/reference"));
            ObjectNode extension =
                    communication.putArray("extension").addObject().put("url", SENDER);
            extension
                    .putObject("valueReference")
                    .put("reference", "PractitionerRole/" + role.path("id").asText());
        } else if (communication.path("recipient").isMissingNode()) {
            ObjectNode role = roles.get(roles.size() - 1);
            role.putObject("organization").set("reference", headers.get(0).at("/destination/0/receiver/reference"));
            communication
                    .putArray("recipient")
                    .addObject()
                    .put("reference", "PractitionerRole/" + role.path("id").asText());
        }
    }

    private static void identify(ObjectNode bundle, RandomGenerator random) {
        String[][] systems = {
            {"https://kombit.dk/sts/organisation", "urn:uuid:8a0f1a5e-8b1e-4e0e-9c36-6d7a1e6a3b10"},
            {"http://cvr.dk", "29189439"},
            {"urn:oid:1.2.208.176.1.4", "012345"},
            {"http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes", "0851"},
            {"http://hl7.dk/fhir/core/CodeSystem/dk-core-regional-subdivision-codes", "DK-81"}
        };
        List<ObjectNode> organizations = resources(bundle, "Organization");
        String[] system = systems[random.nextInt(systems.length)];
        if (organizations.get(0).path("identifier") instanceof ArrayNode identifiers) {
            identifiers.addObject().put("system", system[0]).put("value", system[1]);
        }
        if (random.nextBoolean()
                && resources(bundle, "Patient").get(0).path("identifier") instanceof ArrayNode identifiers) {
            boolean regional = random.nextBoolean();
            identifiers
                    .addObject()
                    .put("use", "temp")
                    .put("system", regional ? "urn:oid:1.2.208.176.1.6.1.3.181" : "urn:oid:1.2.208.176.1.6.1.1")
                    .put("value", regional ? "0101100AB1" : "0101101AB1");
        }
    }

    static List<ObjectNode> resources(ObjectNode bundle, String type) {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.path("resource") instanceof ObjectNode resource
                    && resource.path("resourceType").asText().equals(type)) {
                found.add(resource);
            }
        }
        return found;
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
