package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The CapabilityStatement is exactly true: everything in it works, and nothing works that is not in it. */
class CapabilityWalkTest {

    private static final Set<String> CHILD_TYPES = Set.of("EpisodeOfCare", "Appointment", "CareTeam");

    private static final Set<String> REGISTERS = Set.of("Organization", "PractitionerRole", "HealthcareService");

    private final TestServer server = TestServer.shared();
    private final String lars = server.patientId(LARS);
    private final JsonNode rest =
            withoutMessages(server.get("metadata").json().path("rest").path(0));

    /** What is said of messages is walked through by {@link MessagesTest}. */
    private static final Set<String> OF_MESSAGES = Set.of("Bundle", "Communication");

    private static JsonNode withoutMessages(JsonNode rest) {
        ((ArrayNode) rest.path("resource"))
                .removeIf(one -> OF_MESSAGES.contains(one.path("type").asText()));
        ((ArrayNode) rest.path("operation"))
                .removeIf(one -> one.path("name").asText().equals("process-message"));
        return rest;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** A value that the parameter takes. */
    private String value(String type, String name, String kind) {
        if (Set.of("patient", "subject", "actor").contains(name)) {
            return "Patient/" + lars;
        }
        if (type.equals("Patient") && name.equals("_id")) {
            return lars;
        }
        if (type.equals("AuditEvent") && name.equals("entity")) {
            return "Patient/" + lars;
        }
        Map<String, String> codes = Map.of(
                "EpisodeOfCare status", "active",
                "Appointment status", "booked",
                "CareTeam status", "active",
                "AuditEvent action", "E",
                "AuditEvent outcome", "0");
        return switch (kind) {
            case "date" -> "ge2001";
            case "reference" -> "abc";
            case "token" -> name.equals("active") ? "true" : codes.getOrDefault(type + " " + name, anyCode(name));
            case "uri" -> "https://hoibu.dk/fhir";
            default -> "a";
        };
    }

    /** A status of the guide's resources, or any code. */
    private static String anyCode(String name) {
        return name.equals("status") ? "active" : "abc";
    }

    /** What a search of that type can be made with, beside its order. */
    private String any(String type) {
        if (CHILD_TYPES.contains(type)) {
            return "patient=" + lars;
        }
        if (type.equals("Patient")) {
            return "_id=" + lars;
        }
        return Set.of("Practitioner", "Location").contains(type)
                ? "_id=abc"
                : REGISTERS.contains(type) ? "active=true" : "status=active";
    }

    @Test
    void everySearchParameterWorks() {
        for (JsonNode resource : list(rest.path("resource"))) {
            String type = resource.path("type").asText();
            for (JsonNode param : list(resource.path("searchParam"))) {
                String name = param.path("name").asText();
                String value = value(type, name, param.path("type").asText());
                if (type.equals("Patient") && name.equals("identifier")) {
                    assertThat(server.search("Patient", "identifier", LARS).matches())
                            .hasSize(1);
                    continue;
                }
                String child = CHILD_TYPES.contains(type)
                                && !Set.of("patient", "subject").contains(name)
                        ? "patient=" + lars + "&"
                        : type.equals("Patient") && !name.equals("_id") ? "_id=" + lars + "&" : "";
                if (type.equals("AuditEvent")) {
                    assertAuditIsSearchedBy(name, value);
                    continue;
                }
                Answer byGet = server.get(type + "?" + child + name + "=" + value);
                assertThat(byGet.status()).as(byGet.toString()).isEqualTo(200);
                Answer byPost = server.post(type + "/_search", child + name + "=" + TestServer.encode(value));
                assertThat(byPost.json().path("entry")).isEqualTo(byGet.json().path("entry"));
                Answer sorted = server.get(type + "?" + any(type) + "&_sort=-" + name);
                boolean namesChild = CHILD_TYPES.contains(type)
                        && Set.of("patient", "subject").contains(name);
                if (!namesChild) {
                    assertThat(sorted.status()).as(sorted.toString()).isEqualTo(200);
                }
            }
        }
    }

    /** Each request adds to what the next one finds, so that GET and POST are not compared here; and there is one order only. */
    private void assertAuditIsSearchedBy(String name, String value) {
        String query = name.equals("agent") ? "agent:identifier=%7Cabc" : name + "=" + value;
        assertThat(server.get("AuditEvent?" + query + "&_sort=-date").status())
                .as(query)
                .isEqualTo(200);
        assertThat(server.post("AuditEvent/_search", query).status()).as(query).isEqualTo(200);
        assertThat(server.get("AuditEvent?_sort=-" + name).status())
                .as("sorted by " + name)
                .isEqualTo(name.equals("date") ? 200 : 400);
    }

    @Test
    void everyIncludeWorks() {
        for (JsonNode resource : list(rest.path("resource"))) {
            String type = resource.path("type").asText();
            for (JsonNode include : list(resource.path("searchInclude"))) {
                String child = CHILD_TYPES.contains(type) ? "patient=" + lars + "&" : "";
                Answer answer = server.get(type + "?" + child + "_include=" + include.asText());
                assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
                assertThat(answer.included())
                        .as("%s includes something", include)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void theOperationsOfPatientWork() {
        assertThat(rest.at("/resource/0/operation").findValuesAsText("name"))
                .containsExactly("everything", "access-log");
        assertThat(server.get("Patient/" + lars + "/$access-log").status()).isEqualTo(200);
        assertThat(server.post("Patient/$access-log", """
                        {"resourceType":"Parameters","parameter":[
                        {"name":"patient","valueIdentifier":{"system":"urn:oid:1.2.208.176.1.2","value":"%s"}}]}""".formatted(LARS), "Content-Type", "application/fhir+json")
                        .status())
                .isEqualTo(200);
        assertThat(server.get("Patient/" + lars + "/$everything").status()).isEqualTo(200);
        assertThat(server.post("Patient/" + lars + "/$everything", "", "Content-Type", "application/fhir+json")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theOperationsOfTheServerWorkAndNoOthersAreThere() {
        Map<String, String> bodies = Map.of("launch", """
                        {"resourceType":"Parameters","parameter":[
                        {"name":"patient","valueIdentifier":{"system":"urn:oid:1.2.208.176.1.2","value":"%s"}},
                        {"name":"user","valueIdentifier":{"value":"gp-pandrup"}},
                        {"name":"organization","valueIdentifier":{"system":"urn:oid:1.2.208.176.1.1","value":"9901911000016008"}},
                        {"name":"client","valueString":"sample-klinik"}]}""".formatted(LARS), "launch-context", """
                        {"resourceType":"Parameters","parameter":[
                        {"name":"handle","valueString":"%s"},
                        {"name":"user","valueIdentifier":{"value":"gp-pandrup"}},
                        {"name":"organization","valueIdentifier":{"system":"urn:oid:1.2.208.176.1.1","value":"9901911000016008"}},
                        {"name":"client","valueString":"sample-klinik"}]}""");
        String handle = "";
        for (JsonNode operation : list(rest.path("operation"))) {
            String name = operation.path("name").asText();
            Answer answer = server.post(
                    "$" + name, bodies.get(name).replace("%s", handle), "Content-Type", "application/fhir+json");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            handle = answer.json().at("/parameter/0/valueString").asText();
            assertThat(server.get("$" + name).status()).isEqualTo(405);
            String definition = operation.path("definition").asText();
            assertThat(server.get("OperationDefinition/" + definition.substring(definition.lastIndexOf('/') + 1))
                            .status())
                    .isEqualTo(200);
        }
        for (String other : List.of("convert", "meta", "export", "validate")) {
            assertThat(server.post("$" + other, "{}", "Content-Type", "application/fhir+json")
                            .status())
                    .as(other)
                    .isIn(400, 404);
        }
    }

    @Test
    void noOtherSearchParameterOfTheSpecificationWorks() {
        FhirContext context = FhirContext.forR4Cached();
        for (JsonNode resource : list(rest.path("resource"))) {
            String type = resource.path("type").asText();
            Set<String> declared = new HashSet<>();
            list(resource.path("searchParam"))
                    .forEach(param -> declared.add(param.path("name").asText()));
            for (RuntimeSearchParam param : context.getResourceDefinition(type).getSearchParams()) {
                if (declared.contains(param.getName()) || param.getName().startsWith("_")) {
                    continue;
                }
                String child = CHILD_TYPES.contains(type) ? "patient=" + lars + "&" : "";
                Answer answer = server.get(type + "?" + child + param.getName() + "=abc");
                assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            }
        }
    }

    @Test
    void noOtherTypeOfTheSpecificationIsThere() {
        Set<String> declared = new HashSet<>();
        list(rest.path("resource"))
                .forEach(resource -> declared.add(resource.path("type").asText()));
        for (String type : FhirContext.forR4Cached().getResourceTypes()) {
            if (!declared.contains(type) && !OF_MESSAGES.contains(type)) {
                assertThat(server.get(type + "?patient=" + lars).status())
                        .as(type)
                        .isIn(400, 404);
                assertThat(server.get(type + "/1").status()).as(type).isEqualTo(404);
            }
        }
    }

    @Test
    void noOtherInteractionIsThere() {
        for (JsonNode resource : list(rest.path("resource"))) {
            String type = resource.path("type").asText();
            assertThat(list(resource.path("interaction")).stream()
                            .map(i -> i.path("code").asText()))
                    .containsExactly("read", "search-type");
            assertThat(server.get(type + "/abc/_history").status()).isEqualTo(400);
            assertThat(server.get(type + "/abc/_history/1").status()).isEqualTo(400);
            assertThat(server.get(type + "/_history").status()).isIn(400, 404);
            for (String method : List.of("PUT", "PATCH", "DELETE")) {
                assertThat(server.send(type + "/abc", method, Optional.of(new byte[0]))
                                .status())
                        .isEqualTo(405);
            }
            assertThat(server.send(type, "POST", Optional.of(new byte[0])).status())
                    .isEqualTo(405);
        }
    }

    @Test
    void theStatementSaysWhatASearchMustName() {
        list(rest.path("resource")).stream()
                .filter(resource -> CHILD_TYPES.contains(resource.path("type").asText()))
                .forEach(resource -> assertThat(resource.path("extension").toString())
                        .contains("capabilitystatement-search-parameter-combination", "\"patient\""));
    }

    @Test
    void theOpenApiDescriptionNamesTheTypes() {
        Answer answer = server.get("api-docs");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("openapi:", "/EpisodeOfCare", "/Patient/{id}");
        String postSearch = answer.body().substring(answer.body().indexOf("/Patient/_search:"));
        assertThat(postSearch.substring(0, postSearch.indexOf("  /Patient/{id}/$everything")))
                .contains("requestBody", "application/x-www-form-urlencoded")
                .doesNotContain("in: query");
        String getSearch = answer.body()
                .substring(answer.body().indexOf("  /Patient:"), answer.body().indexOf("  /Patient/_search:"));
        assertThat(getSearch).doesNotContain("identifier");
        assertThat(answer.body()).contains("/Patient/{id}/$everything", "/Patient/{id}/$access-log:");
        String byNumber = answer.body().substring(answer.body().indexOf("  /Patient/$access-log:"));
        assertThat(byNumber.substring(0, byNumber.indexOf("/Patient/{id}/$access-log:")))
                .contains("post:")
                .doesNotContain("get:");
        assertThat(server.get("swagger-ui/").body()).doesNotContain("https://unpkg", "//cdn");
    }
}
