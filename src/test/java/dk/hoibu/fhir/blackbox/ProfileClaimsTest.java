package dk.hoibu.fhir.blackbox;

import static dk.hoibu.fhir.blackbox.TestServer.ALI;
import static dk.hoibu.fhir.blackbox.TestServer.LARS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which profile of the guide each answer claims, and that a part of a resource claims none. */
class ProfileClaimsTest {

    private static final String BASE = "https://hoibu.dk/fhir/StructureDefinition/";

    private final TestServer server = TestServer.shared();
    private final String lars = server.patientId(LARS);

    @ParameterizedTest
    @CsvSource({
        "kommune, hoibu-municipality",
        "forvaltning, hoibu-municipal-unit",
        "region, hoibu-organization",
        "hospital, hoibu-organization",
        "psykiatri, hoibu-psychiatric-unit",
        "almen-praksis, hoibu-clinic",
        "skole, hoibu-institution",
        "dagtilbud, hoibu-institution"
    })
    void anOrganisationClaimsTheProfileOfItsKind(String kind, String profile) {
        List<JsonNode> found =
                server.get("Organization?type=" + kind + "&_count=1000").matches();

        assertThat(found)
                .isNotEmpty()
                .allSatisfy(organization -> assertThat(profiles(organization)).containsExactly(BASE + profile));
    }

    @Test
    void everythingAboutAChildClaimsAProfileThatTheCapabilityStatementNames() {
        Map<String, Set<String>> supported = supported();
        Answer everything = server.get("Patient/" + lars + "/$everything");

        assertThat(everything.entries("match").count()).isPositive();
        assertThat(StreamSupport.stream(everything.json().path("entry").spliterator(), false)
                        .map(entry -> entry.path("resource"))
                        .filter(resource -> !type(resource).equals("OperationOutcome")))
                .allSatisfy(resource -> assertThat(profiles(resource))
                        .as(resource.toString())
                        .singleElement()
                        .satisfies(profile ->
                                assertThat(supported.get(type(resource))).contains(profile)));
    }

    @Test
    void theCapabilityStatementNamesAllKindsOfOrganisation() {
        assertThat(supported().get("Organization"))
                .containsExactlyInAnyOrder(
                        BASE + "hoibu-municipality",
                        BASE + "hoibu-municipal-unit",
                        BASE + "hoibu-organization",
                        BASE + "hoibu-psychiatric-unit",
                        BASE + "hoibu-clinic",
                        BASE + "hoibu-institution");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&_count=0", "&_summary=count", "&_summary=true", "&_elements=status", "&_count=1"})
    void everySearchsetClaimsToBeAnAnswer(String how) {
        assertThat(profiles(server.get("EpisodeOfCare?patient=" + lars + how).json()))
                .containsExactly(BASE + "hoibu-answer");
    }

    @Test
    void everythingClaimsToBeAnAnswerWithoutIdOrTime() {
        JsonNode bundle = server.get("Patient/" + lars + "/$everything").json();

        assertThat(profiles(bundle)).containsExactly(BASE + "hoibu-answer");
        assertThat(bundle.has("id")).isFalse();
        assertThat(bundle.path("meta").fieldNames()).toIterable().containsExactly("profile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EpisodeOfCare",
                "Patient/abc",
                "Organization?foo=bar",
                "NoSuchType/1",
                "Patient?identifier=0505159995"
            })
    void everyErrorClaimsToBeAnOutcome(String wrong) {
        JsonNode outcome = server.get(wrong).json();

        assertThat(type(outcome)).isEqualTo("OperationOutcome");
        assertThat(profiles(outcome)).containsExactly(BASE + "hoibu-outcome");
    }

    @Test
    void anOutcomeAmongTheEntriesClaimsToBeOne() {
        Answer answer = server.get("CareTeam?patient=" + server.patientId(ALI));

        assertThat(answer.outcomes())
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(profiles(outcome)).containsExactly(BASE + "hoibu-outcome"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_summary=true", "_summary=data", "_elements=identifier"})
    void aPartOfAResourceClaimsNoProfileAndSaysThatItIsAPart(String part) {
        JsonNode read = server.get("Patient/" + lars + "?" + part).json();
        JsonNode found =
                server.get("Patient?_id=" + lars + "&" + part).matches().get(0);

        for (JsonNode patient : List.of(read, found)) {
            assertThat(profiles(patient)).isEmpty();
            assertThat(patient.path("meta").path("tag").toString()).contains("SUBSETTED");
        }
    }

    @Test
    void theTextOfAResourceClaimsNoProfile() {
        JsonNode found =
                server.get("Patient?_id=" + lars + "&_summary=text").matches().get(0);

        assertThat(profiles(found)).isEmpty();
    }

    @Test
    void theTextOfOneResourceIsStillAResource() {
        JsonNode read = server.get("Patient/" + lars + "?_summary=text").json();

        assertThat(read.fieldNames()).toIterable().containsExactlyInAnyOrder("resourceType", "id", "meta", "text");
        assertThat(profiles(read)).isEmpty();
    }

    @Test
    void aWholeResourceClaimsItsProfileWhenItIsAskedForInSoManyWords() {
        assertThat(profiles(server.get("Patient/" + lars + "?_summary=false").json()))
                .containsExactly(BASE + "hoibu-patient");
    }

    private Map<String, Set<String>> supported() {
        return StreamSupport.stream(
                        server.get("metadata")
                                .json()
                                .path("rest")
                                .path(0)
                                .path("resource")
                                .spliterator(),
                        false)
                .collect(Collectors.toMap(
                        resource -> resource.path("type").asText(),
                        resource -> texts(resource.path("supportedProfile"))));
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static Set<String> profiles(JsonNode resource) {
        return texts(resource.path("meta").path("profile"));
    }

    private static String type(JsonNode resource) {
        return resource.path("resourceType").asText();
    }
}
