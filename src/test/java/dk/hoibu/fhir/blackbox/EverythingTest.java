package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of every person in the sample: each answer is whole, and each reference in it leads somewhere. */
class EverythingTest {

    /** References that were followed before: many children share a unit. */
    private static final Set<String> FOLLOWED = new HashSet<>();

    static Stream<String> persons() throws IOException {
        try (InputStream persons = EverythingTest.class.getResourceAsStream("/sample/personer.json")) {
            return Child.stream(new ObjectMapper().readTree(persons))
                    .map(person -> person.path("personnummer").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("persons")
    void everyReferenceInEverythingIsInItOrCanBeRead(String number) {
        Child child = Child.of(number);

        Answer everything = child.everything();

        assertThat(everything.status()).isEqualTo(200);
        assertWhole(everything);
        assertThat(everything.matches().get(0).path("id").asText()).isEqualTo(child.id());
        assertThat(everything.ids()).hasSizeGreaterThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("persons")
    void everyReferenceInASearchCanBeRead(String number) {
        Child child = Child.of(number);
        for (String more : List.of("", "&status=active,planned,finished")) {
            assertWhole(child.search("EpisodeOfCare", more));
        }
        assertWhole(child.search("Appointment", ""));
        assertWhole(child.search("CareTeam", ""));
        assertWhole(child.search("CareTeam", "&_include=CareTeam:participant&_include=CareTeam:patient"));
    }

    @ParameterizedTest
    @MethodSource("persons")
    void whatEverythingHoldsIsWhatTheSearchesFind(String number) {
        Child child = Child.of(number);
        List<JsonNode> matches = child.everything().matches();
        for (String type : List.of("EpisodeOfCare", "Appointment", "CareTeam")) {
            assertThat(matches.stream()
                            .filter(match -> match.path("resourceType").asText().equals(type)))
                    .containsExactlyInAnyOrderElementsOf(child.search(type, "").matches());
        }
    }

    private static void assertWhole(Answer answer) {
        Set<String> present = new HashSet<>();
        for (JsonNode entry : answer.json().path("entry")) {
            String url = entry.path("fullUrl").asText();
            JsonNode resource = entry.path("resource");
            if (!entry.path("search").path("mode").asText().equals("outcome")) {
                assertThat(url).isEqualTo(TestServer.shared().base() + "/" + name(resource));
                present.add(name(resource));
            }
            assertThat(resource.path("contained")).as("nothing is contained").isEmpty();
        }
        List<String> urls = answer.json().path("entry").findValuesAsText("fullUrl");
        assertThat(urls).doesNotHaveDuplicates();
        answer.total().ifPresent(total -> assertThat(answer.matches()).hasSize(total));
        for (String reference : answer.json().path("entry").findValuesAsText("reference")) {
            if (!present.contains(reference)) {
                assertReadable(reference);
            }
        }
    }

    private static String name(JsonNode resource) {
        return resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
    }

    private static void assertReadable(String reference) {
        assertThat(reference).matches("[A-Z][A-Za-z]+/[A-Za-z0-9.\\-]{1,64}");
        if (FOLLOWED.add(reference)) {
            Answer answer = TestServer.shared().get(reference);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(name(answer.json())).isEqualTo(reference);
        }
    }
}
