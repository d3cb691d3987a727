package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every prefix of FHIR R4 search (3.1.1.4.5) on a period without end, one with an end, and a point in time. {@code D+1} is the day after
 * the start, {@code E} the last day.
 */
class DateSearchTest {

    private static final Child LARS = Child.of(TestServer.LARS);

    private static JsonNode only(String type, String more) {
        List<JsonNode> matches = LARS.search(type, more).matches();
        assertThat(matches).hasSize(1);
        return matches.get(0);
    }

    /** {@code geD+1} with the day {@code D} stands for. */
    private static String value(String text, LocalDate day, char name) {
        int at = text.indexOf(name);
        return at < 0
                ? text
                : text.substring(0, at)
                        + day.plusDays(text.length() == at + 1 ? 0 : Integer.parseInt(text.substring(at + 1)));
    }

    private static LocalDate day(JsonNode time) {
        return LocalDate.parse(time.asText().substring(0, 10));
    }

    @ParameterizedTest
    @CsvSource({
        "D, false",
        "eqD, false",
        "neD, true",
        "gtD, true",
        "gt2999, true",
        "ltD, false",
        "ltD+1, true",
        "geD, true",
        "ge2999, true",
        "leD, true",
        "leD-1, false",
        "saD, false",
        "saD-1, true",
        "ebD+1, false",
        "eb2999, false",
        "apD, true",
        "apD-400, false"
    })
    void anOpenCaseLastsFromItsStartOn(String date, boolean found) {
        LocalDate start = day(only("EpisodeOfCare", "&type=ppr").path("period").path("start"));
        assertThat(LARS.search("EpisodeOfCare", "&type=ppr&date=" + value(date, start, 'D'))
                        .matches())
                .hasSize(found ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "E, false",
        "neE, true",
        "gtE, false",
        "gtE-1, true",
        "ltE, true",
        "geE, true",
        "geE+1, false",
        "leE, true",
        "saE, false",
        "ebE, false",
        "ebE+1, true",
        "apE, true",
        "ap2999, false"
    })
    void aClosedCaseLastsUntilTheEndOfItsLastDay(String date, boolean found) {
        LocalDate end =
                day(only("EpisodeOfCare", "&status=finished").path("period").path("end"));
        assertThat(LARS.search("EpisodeOfCare", "&status=finished&date=" + value(date, end, 'E'))
                        .matches())
                .hasSize(found ? 1 : 0);
    }

    private static final String POINT =
            "D, true\nD+1, false\neqD, true\neqD-1, false\nneD, false\nneD+1, true\ngtD, false\ngtD-1, true\n"
                    + "ltD, false\nltD+1, true\ngeD, true\ngeD+1, false\nleD, true\nleD-1, false\nsaD, false\nsaD-1, true\n"
                    + "ebD, false\nebD+1, true\napD, true\nap1990, false";

    @ParameterizedTest
    @CsvSource(textBlock = POINT)
    void anAppointmentIsAtItsStart(String date, boolean found) {
        LocalDate start = day(only("Appointment", "").path("start"));
        assertThat(LARS.search("Appointment", "&date=" + value(date, start, 'D'))
                        .matches())
                .hasSize(found ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(textBlock = POINT)
    void aResourceWasLastUpdatedAtAnInstant(String date, boolean found) {
        LocalDate updated = day(only("EpisodeOfCare", "&type=ppr").path("meta").path("lastUpdated"));
        assertThat(LARS.search("EpisodeOfCare", "&type=ppr&_lastUpdated=" + value(date, updated, 'D'))
                        .matches())
                .hasSize(found ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "T10:30, true",
        "T10:30:00, true",
        "T10:30:01, false",
        "T11:30, false",
        "T10:30:00%2B01:00, true",
        "T10:30:00%2B14:00, false"
    })
    void aTimeWithoutAnOffsetIsDanishWallTime(String time, boolean found) {
        JsonNode appointment = only("Appointment", "");
        String offset = appointment.path("start").asText().substring(19).replace("+", "%2B");
        String date = day(appointment.path("start")) + time.replace("%2B01:00", offset);
        assertThat(LARS.search("Appointment", "&date=" + date).matches()).hasSize(found ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"geD&date=leD, 1", "geD&date=geD+1, 0", "'D+1,D', 1", "'D+1,D+2', 0"})
    void datesAreJoinedLikeOtherValues(String dates, int found) {
        LocalDate start = day(only("Appointment", "").path("start"));
        String query = dates.replace("D+1", start.plusDays(1).toString())
                .replace("D+2", start.plusDays(2).toString())
                .replace("D", start.toString());
        assertThat(LARS.search("Appointment", "&date=" + query).matches()).hasSize(found);
    }
}
