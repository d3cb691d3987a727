package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.log.CprPattern;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Looks at everything that was said and logged in all other black-box tests: the build runs it after them, by itself. */
class TrafficTest {

    private static Set<String> numbers;
    private static List<Answer> answers;
    private static List<String> log;

    @BeforeAll
    static void readTheSamplesNumbersAndHaveSomeTraffic() throws Exception {
        TestServer server = TestServer.shared();
        String lars = server.patientId(TestServer.LARS);
        server.get("Patient/" + lars + "/$everything");
        server.get("Patient?identifier=" + TestServer.LARS);
        server.get("Patient/" + TestServer.LARS);
        server.search("EpisodeOfCare", "patient.identifier", TestServer.LARS, "foo", TestServer.LARS);
        server.search("Patient", "identifier", TestServer.LARS + "x");
        server.get(server.root() + "metrics");
        numbers = new HashSet<>();
        try (InputStream persons = TrafficTest.class.getResourceAsStream("/sample/personer.json")) {
            new ObjectMapper()
                    .readTree(persons)
                    .forEach(person -> numbers.add(person.path("personnummer").asText()));
        }
        assertThat(numbers).hasSizeGreaterThan(40);
        answers = Traffic.answers();
        log = Traffic.log();
        System.out.println(answers.size() + " answers and " + log.size() + " lines of the log are looked at");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "hoibu.traffic-of-all",
            matches = "true",
            disabledReason = "only the whole build has had all the traffic")
    void allTheTrafficIsHere() {
        assertThat(answers).hasSizeGreaterThan(5000);
        assertThat(log).hasSizeGreaterThan(2000);
        assertThat(Traffic.closed()).hasSizeGreaterThan(50);
    }

    /** The sample's numbers in the forms somebody might write them. */
    private static List<String> forms() {
        List<String> forms = new ArrayList<>();
        for (String number : numbers) {
            String day = number.substring(0, 6);
            String serial = number.substring(6);
            forms.addAll(
                    List.of(number, day + "-" + serial, day + " " + serial, day + "%2D" + serial, day + "+" + serial));
        }
        return forms;
    }

    @Test
    void noNumberIsInAnyLogLine() {
        assertThat(log).hasSizeGreaterThan(10);
        for (String line : log) {
            assertThat(forms()).as(line).noneMatch(line::contains);
            assertThat(CprPattern.isIn(line.replaceAll("\"timestamp\":\\d+", "")))
                    .as(line)
                    .isFalse();
        }
    }

    /** Databases, their logs, checkpoints, anchors, keys: whatever any server of the run has written. */
    @Test
    void noNumberIsInAnythingThatAServerHasWritten() {
        assertThat(TestServer.shared().numbersLeftBehind()).isEmpty();
        assertThat(Traffic.numbers()).isEmpty();
        System.out.println(Traffic.closed().size() + " servers' folders and databases looked through for numbers");
    }

    /** The tests of the backstop itself mark their requests. */
    @Test
    void nothingWasEverStoppedAtTheLastMoment() {
        assertThat(log)
                .filteredOn(line -> line.contains("the backstop fired") && !line.contains("backstop-test-"))
                .isEmpty();
    }

    @Test
    void noNumberIsInAnyMetric() {
        String metrics =
                TestServer.shared().get(TestServer.shared().root() + "metrics").body();
        assertThat(forms()).noneMatch(metrics::contains);
    }

    @Test
    void noNumberIsInAnyHeaderOrUrlThatTheServerEmits() {
        for (Answer answer : answers) {
            assertThat(forms())
                    .as(answer.headers().toString())
                    .noneMatch(answer.headers().toString()::contains);
            if (answer.body().startsWith("{")) {
                urls(answer.json())
                        .forEach(url -> assertThat(CprPattern.isIn(url)).as(url).isFalse());
            }
        }
    }

    private static List<String> urls(JsonNode node) {
        List<String> urls = new ArrayList<>();
        for (String field : List.of("url", "fullUrl", "reference", "id")) {
            node.findValues(field).forEach(value -> urls.add(value.asText()));
        }
        return urls;
    }

    @Test
    void noNumberIsInAnyErrorBody() {
        List<Answer> errors =
                answers.stream().filter(answer -> answer.status() >= 400).toList();
        assertThat(errors).isNotEmpty();
        for (Answer error : errors) {
            assertThat(forms()).as(error.toString()).noneMatch(error.body()::contains);
        }
    }

    /** What differs only in ids, times and addresses has one shape. */
    private static String shape(String body) {
        return body.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?", "T")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "H")
                .replaceAll("[a-z2-7]{36,}", "I")
                .replaceAll("urn:uuid:[-0-9a-f]{36}", "U");
    }

    /** A Bundle's shape: its links, whether it has a total, and which types stand in it in which mode. */
    private static String bundleShape(Answer answer) {
        JsonNode bundle = answer.json();
        StringBuilder shape =
                new StringBuilder().append(bundle.has("total")).append(bundle.findValuesAsText("relation"));
        bundle.path("entry")
                .forEach(entry -> shape.append(
                                entry.path("resource").path("resourceType").asText())
                        .append(entry.path("search").path("mode").asText()));
        return shape.toString();
    }

    /** Whether it is what the guide is made of, which is validated where the guide is made, and takes long. */
    private static boolean isOfTheGuide(Answer answer) {
        return answer.status() == 200
                && GuideServedTest.types()
                        .anyMatch(type -> answer.request().matches("\\S+ (\\S*/)?" + type + "([/?].*)?"));
    }

    /** Every resource by itself, and every Bundle of another shape as a whole: a validator takes its time. */
    @Test
    void everyAnswerIsValidFhir() {
        Map<String, String> bodies = new LinkedHashMap<>();
        for (Answer answer : answers) {
            boolean fhir = answer.header("Content-Type").orElse("").startsWith("application/fhir");
            if (!fhir
                    || isOfTheGuide(answer)
                    || answer.bytes().length == 0
                    || answer.header("Content-Encoding").isPresent()) {
                continue;
            }
            if (!answer.body().startsWith("{")) {
                bodies.putIfAbsent(shape(answer.body()), answer.body());
            } else if (answer.json().path("resourceType").asText().equals("Bundle")) {
                bodies.putIfAbsent(bundleShape(answer), answer.body());
                answer.json().findValues("resource").forEach(resource -> {
                    if (resource.isObject()) {
                        bodies.putIfAbsent(shape(resource.toString()), resource.toString());
                    }
                });
            } else {
                bodies.putIfAbsent(shape(answer.body()), answer.body());
            }
        }
        assertThat(bodies).hasSizeGreaterThan(10);
        List<String> faults = new ArrayList<>();
        bodies.values()
                .forEach(
                        body -> R4Validator.plain().errorsIn(body).forEach(fault -> faults.add(fault + " in " + body)));
        assertThat(faults.stream().limit(5).toList()).isEmpty();
    }

    @Test
    void everyAnswerIsThereForTheOfficialValidator() throws IOException {
        assertThat(Recording.write(answers.stream()
                        // large ones of the guide are there by themselves, and take the validator half a minute each
                        .filter(answer -> !isOfTheGuide(answer) || answer.bytes().length < 20_000)
                        .toList()))
                .isPositive();
    }
}
