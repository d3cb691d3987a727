package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The implementation guide can be read on the server: what is in the package is what is answered. */
class GuideServedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode INDEX = file(".index.json");
    private static final String AREAS = "https://hoibu.dk/fhir/CodeSystem/hoibu-case-area";

    private final TestServer server = TestServer.shared();

    private static JsonNode file(String name) {
        try (InputStream in = GuideServedTest.class.getResourceAsStream("/ig/" + name)) {
            assertThat(in).as(name).isNotNull();
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> index() {
        return StreamSupport.stream(INDEX.path("files").spliterator(), false);
    }

    private static Stream<String> files() {
        return index().map(entry -> entry.path("filename").asText());
    }

    /** The types that the guide has resources of. */
    static Stream<String> types() {
        return index().map(entry -> entry.path("resourceType").asText()).distinct();
    }

    private static String address(JsonNode resource) {
        return resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
    }

    /** As a FHIR parser reads and writes it: the guide's tool writes empty lists, which are not FHIR. */
    private static String asFhir(JsonNode resource) {
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        return parser.encodeResourceToString(parser.parseResource(resource.toString()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everythingInThePackageIsReadByItsIdAsThePackageHasIt(String name) {
        JsonNode packaged = file(name);

        Answer answer = server.get(address(packaged));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(asFhir(packaged));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everythingIsFoundByIdUrlNameVersionAndStatus(String name) {
        JsonNode packaged = file(name);
        String type = packaged.path("resourceType").asText();

        for (String param : List.of("_id", "url", "name", "version", "status")) {
            String element = param.equals("_id") ? "id" : param;
            boolean searchable =
                    !type.equals("NamingSystem") || !Set.of("url", "version").contains(param);
            if (packaged.has(element) && searchable) {
                String value = packaged.path(element).asText();
                assertThat(server.get(type + "?_count=1000&" + param + "=" + TestServer.encode(value))
                                .ids())
                        .as("%s by %s", name, param)
                        .contains(packaged.path("id").asText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSearchWithoutParametersHasAllOfTheType(String type) {
        Answer answer = server.get(type + "?_count=1000");

        List<String> packaged = index().filter(
                        entry -> entry.path("resourceType").asText().equals(type))
                .map(entry -> entry.path("id").asText())
                .toList();
        assertThat(answer.ids()).containsExactlyInAnyOrderElementsOf(packaged);
        assertThat(answer.total()).contains(packaged.size());
    }

    @ParameterizedTest
    @MethodSource("types")
    void theCapabilityStatementSaysWhatCanBeAsked(String type) {
        JsonNode resources = server.get("metadata").json().path("rest").path(0).path("resource");

        assertThat(StreamSupport.stream(resources.spliterator(), false)
                        .filter(resource -> resource.path("type").asText().equals(type)))
                .singleElement()
                .satisfies(resource -> assertThat(resource.path("searchParam").findValuesAsText("name"))
                        .containsExactlyInAnyOrderElementsOf(
                                type.equals("NamingSystem")
                                        ? List.of("_id", "name", "status")
                                        : List.of("_id", "name", "status", "url", "version")));
    }

    @Test
    void aUrlIsTheWholeUrl() {
        assertThat(server.get("CodeSystem?url=" + AREAS).ids()).containsExactly("hoibu-case-area");
        assertThat(server.get("CodeSystem?url=" + AREAS.substring(0, AREAS.length() - 1))
                        .ids())
                .isEmpty();
        assertThat(server.get("CodeSystem?url=" + AREAS + "/").ids()).isEmpty();
        assertThat(server.get("CodeSystem?url=urn:oid:1.2.208.184.100.1," + AREAS)
                        .ids())
                .containsExactlyInAnyOrder("hoibu-appointment-type", "hoibu-case-area");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CodeSystem?url:below=https://hoibu.dk",
                "CodeSystem?url=",
                "CodeSystem?url=no%20uri",
                "CodeSystem?status=published",
                "CodeSystem?publisher=HOI",
                "CodeSystem?_lastUpdated=ge2001",
                "CodeSystem?_include=CodeSystem:supplements",
                "CodeSystem?_sort=title",
                "NamingSystem?url=urn:oid:1.2.208.184",
                "NamingSystem?version=0.1.0",
                "CodeSystem/hoibu-case-area?url=x",
                "CodeSystem?patient=1"
            })
    void whatIsNotOfferedIsRefused(String wrong) {
        assertThat(server.get(wrong).status()).as(wrong).isEqualTo(400);
    }

    @Test
    void whatTheGuideDoesNotHaveIsNotFound() {
        assertThat(server.get("CodeSystem/hoibu-nothing").status()).isEqualTo(404);
        assertThat(server.get("ValueSet/hoibu-organization-kind-x").status()).isEqualTo(404);
    }

    @Test
    void aReadThatChangedNothingHasTheSameETag() {
        String etag = server.get("CodeSystem/hoibu-case-area").header("ETag").orElseThrow();

        assertThat(server.get("CodeSystem/hoibu-case-area?_summary=true").header("ETag"))
                .isPresent()
                .get()
                .isNotEqualTo(etag);
        assertThat(server.get("CodeSystem/hoibu-case-area", "If-None-Match", etag)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void aPartOfAResourceLeavesTheResourceWhole() {
        JsonNode part = server.get("CodeSystem?_id=hoibu-case-area&_elements=url")
                .matches()
                .get(0);

        assertThat(part.has("concept")).isFalse();
        assertThat(part.path("meta").path("tag").toString()).contains("SUBSETTED");
        assertThat(server.get("CodeSystem/hoibu-case-area").json()).isEqualTo(file("CodeSystem-hoibu-case-area.json"));
    }

    @Test
    void aLongListComesInPages() {
        Answer first = server.get("NamingSystem?_count=2&_sort=name");
        Answer second = server.get(first.link("next").orElseThrow());

        assertThat(first.matches()).hasSize(2);
        assertThat(second.matches()).isNotEmpty();
        assertThat(second.ids()).doesNotContainAnyElementsOf(first.ids());
    }

    @Test
    void itIsThereInXmlToo() {
        Answer answer = server.get("CodeSystem/hoibu-case-area", "Accept", "application/fhir+xml");

        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/fhir+xml");
        assertThat(answer.body()).contains("<CodeSystem").contains("<code value=\"dagtilbud-støtte\"/>");
    }
}
