package dk.hoibu.fhir.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.domain.DanishTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A person of the sample, what the server says of them, and that in lines so short that a test can spell them out. */
record Child(TestServer server, String number, String id) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /** The person with that number, as the shared server knows them. */
    static Child of(String number) {
        return of(TestServer.shared(), number);
    }

    static Child of(TestServer server, String number) {
        Answer answer = server.search("Patient", "identifier", number);
        if (answer.status() != 200 || answer.matches().size() != 1) {
            throw new AssertionError("no such person: " + answer);
        }
        return new Child(server, number, answer.ids().get(0));
    }

    /** A search of that type for the child; {@code more} is further parameters such as {@code &status=finished}. */
    Answer search(String type, String more) {
        Answer answer = server.get(type + "?patient=" + id + more);
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return answer;
    }

    Answer everything() {
        return server.get("Patient/" + id + "/$everything");
    }

    JsonNode patient() {
        return server.get("Patient/" + id).json();
    }

    /** Cases of any status but closed: {@code status area KLE | unit | caseworker}, the newest first. */
    List<String> cases() {
        return cases("");
    }

    List<String> closedCases() {
        return cases("&status=finished");
    }

    private List<String> cases(String more) {
        return search("EpisodeOfCare", more).matches().stream()
                .map(Child::caseLine)
                .toList();
    }

    private static String caseLine(JsonNode episode) {
        String types = stream(episode.path("type"))
                .map(type -> type.path("coding").path(0).path("code").asText())
                .collect(Collectors.joining(" "));
        return episode.path("status").asText() + " " + types
                + " | " + episode.path("managingOrganization").path("display").asText()
                + " | " + episode.path("careManager").path("display").asText("nobody");
    }

    /** Appointments: days from today, Danish wall time, unit. */
    List<String> appointments() {
        return search("Appointment", "").matches().stream()
                .map(Child::appointmentLine)
                .toList();
    }

    private static String appointmentLine(JsonNode appointment) {
        String unit = appointment
                .path("participant")
                .path(1)
                .path("actor")
                .path("display")
                .asText();
        if (!appointment.has("start")) {
            return appointment.path("status").asText() + " without a time, " + unit;
        }
        OffsetDateTime start = OffsetDateTime.parse(appointment.path("start").asText());
        LocalDate today = DanishTime.dateOf(Instant.now());
        String end = appointment.has("end")
                ? TIME.format(OffsetDateTime.parse(appointment.path("end").asText()))
                : "open";
        return "%+d %s-%s %s"
                .formatted(ChronoUnit.DAYS.between(today, start.toLocalDate()), TIME.format(start), end, unit);
    }

    /** The network: {@code role: name, tlf. number}, in the order it is shown. */
    List<String> network() {
        return search("CareTeam", "").matches().stream()
                .flatMap(team -> stream(team.path("participant")))
                .map(member -> member.path("role")
                                .path(0)
                                .path("coding")
                                .path(0)
                                .path("code")
                                .asText() + ": "
                        + member.path("member").path("display").asText())
                .toList();
    }

    /** The network's schools and daycares. */
    List<String> schools() {
        return network().stream()
                .filter(member -> member.startsWith("skole: ") || member.startsWith("dagtilbud: "))
                .toList();
    }

    /** What an answer tells beside its matches: the codes of hoibu-answer-detail. */
    static List<String> notes(Answer answer) {
        return answer.outcomes().stream()
                .flatMap(outcome -> stream(outcome.path("issue")))
                .map(issue -> issue.path("details")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText())
                .toList();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static List<String> securityOf(JsonNode resource) {
        return stream(resource.path("meta").path("security"))
                .map(label -> label.path("code").asText())
                .toList();
    }
}
