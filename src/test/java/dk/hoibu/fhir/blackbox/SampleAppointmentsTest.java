package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.hoibu.fhir.fhir.Systems;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sample's appointments, as docs/sample-data.md promises; the numbers at the end are its edge cases. */
class SampleAppointmentsTest {

    private static final String AALBORG = "Børne- og Ungdomspsykiatrisk Ambulatorium, Aalborg";
    private static final String HJOERRING = "Børne- og Ungdomspsykiatrisk Ambulatorium, Hjørring";
    private static final String BU2 = "Børne- og Ungdomspsykiatrisk Sengeafsnit BU2";

    private final Child theo = Child.of("2104149995");
    private final Child vigga = Child.of("1206149990");

    private static JsonNode appointment(Child child, String line) {
        int index = child.appointments().indexOf(line);
        assertThat(index).as("%s in %s", line, child.appointments()).isNotNegative();
        return child.search("Appointment", "").matches().get(index);
    }

    @Test
    void aMovedAppointmentIsShownOnceAtItsNewTime28() {
        assertThat(theo.appointments()).contains("+11 13:00-14:00 " + AALBORG, "+19 09:00-09:30 " + AALBORG);
        assertThat(theo.appointments()).noneMatch(line -> line.startsWith("+4 ") || line.startsWith("+18 "));
    }

    @Test
    void aCancelledAppointmentIsGone29() {
        assertThat(theo.appointments()).noneMatch(line -> line.startsWith("+6 "));
    }

    @Test
    void aPastAppointmentIsGoneAndOneFromEarlierTodayOrStillGoingOnIsShown30() {
        assertThat(theo.appointments())
                .containsExactly(
                        "-1 20:00-10:00 " + BU2,
                        "+0 00:05-00:20 " + BU2,
                        "+11 13:00-14:00 " + AALBORG,
                        "+19 09:00-09:30 " + AALBORG);
    }

    @Test
    void anOpenEndIsSaidToBeUnknownAndNeverInvented31() {
        JsonNode open = appointment(vigga, "+8 10:00-open " + HJOERRING);
        assertThat(open.path("_end").path("extension").path(0).path("valueCode").asText())
                .isEqualTo("unknown");
        assertThat(open.has("minutesDuration")).isFalse();
        assertThat(open.path("status").asText()).isEqualTo("booked");
    }

    @Test
    void aTimeThatIsAGuideSaysSo31() {
        JsonNode guide = appointment(vigga, "+15 09:00-12:00 " + HJOERRING);
        assertThat(guide.path("extension").path(0).path("url").asText()).isEqualTo(Systems.GUIDED_TIME);
        assertThat(guide.path("extension").path(0).path("valueBoolean").asBoolean())
                .isTrue();
    }

    @Test
    void theAppointmentsOfASeriesNameIt31() {
        for (int day : List.of(22, 29, 36)) {
            JsonNode one = appointment(vigga, "+" + day + " 14:00-14:45 " + HJOERRING);
            assertThat(one.path("extension").path(0).path("url").asText()).isEqualTo(Systems.SERIES);
            assertThat(one.path("extension")
                            .path(0)
                            .path("valueIdentifier")
                            .path("value")
                            .asText())
                    .isEqualTo("a47e7493-2358-41d3-b4b0-bf7d77316a9e");
        }
    }

    @Test
    void anAppointmentWithoutATimeIsProposed31() {
        assertThat(vigga.appointments()).hasSize(6);
        JsonNode untimed = appointment(vigga, "proposed without a time, " + HJOERRING);
        assertThat(untimed.has("end")).isFalse();
        assertThat(untimed.path("participant").findValuesAsText("status")).containsOnly("needs-action");
    }

    @Test
    void whenTheClocksChangeTheTimeIsKeptAndTheDateNeverMoves32And33() {
        List<JsonNode> appointments =
                Child.of("3005219995").search("Appointment", "").matches();
        assertThat(appointments.stream()
                        .map(appointment -> appointment.path("start").asText()))
                .containsExactly(
                        "2035-03-25T03:30:00+02:00",
                        "2035-06-12T10:00:00+02:00",
                        "2035-10-28T02:30:00+02:00",
                        "2035-10-28T02:30:00+01:00");
    }

    @Test
    void onlyRegionalAppointmentsInChildPsychiatryAreShown34And35() {
        Child laerke = Child.of("1702139996");
        assertThat(laerke.appointments()).isEmpty();
        assertThat(laerke.search("Appointment", "").total()).contains(0);
        assertThat(laerke.network()).noneMatch(member -> member.startsWith("psykiatri"));
    }

    @Test
    void aUnitThatSorHasClosedIsNamedAndNotToBeCalled38() {
        Child sigurd = Child.of("1905139995");
        JsonNode closed = appointment(sigurd, "+20 10:00-11:00 Børne- og Ungdomspsykiatrisk Ambulatorium, Hobro");
        JsonNode service = sigurd.server()
                .get(closed.path("participant")
                        .path(1)
                        .path("actor")
                        .path("reference")
                        .asText())
                .json();
        assertThat(service.path("active").asBoolean(true)).isFalse();
        assertThat(sigurd.everything().body()).doesNotContain("99 00 18 84");
    }

    @Test
    void aUnitThatSorDoesNotKnowIsNamedByTheDocument38() {
        Child sigurd = Child.of("1905139995");
        JsonNode unknown = appointment(sigurd, "+27 10:00-11:00 Børne- og Ungdomspsykiatrisk Team Himmerland");
        Answer service = sigurd.server()
                .get(unknown.path("participant")
                        .path(1)
                        .path("actor")
                        .path("reference")
                        .asText());
        assertThat(service.status()).isEqualTo(200);
        assertThat(service.json().path("name").asText()).isEqualTo("Børne- og Ungdomspsykiatrisk Team Himmerland");
        assertThat(service.json().path("identifier").findValuesAsText("value")).containsExactly("9903311000016008");
        assertThat(service.json().has("telecom")).isFalse();
    }

    @Test
    void aUnitWithoutATelephoneOfItsOwnHasTheOneAbove() {
        assertThat(Child.of("1310169995").network())
                .contains("psykiatri: Børne- og Ungdomspsykiatrisk Ambulatorium, Thisted, tlf. 99 00 18 19");
    }
}
