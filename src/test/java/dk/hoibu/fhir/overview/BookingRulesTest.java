package dk.hoibu.fhir.overview;

import static dk.hoibu.fhir.overview.Cases.at;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.source.booking.Booking;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which appointments are shown when. */
class BookingRulesTest {

    private static final String CHILD_PSYCHIATRY = "394588006";
    private static final BookingRules RULES = new BookingRules(Set.of(CHILD_PSYCHIATRY));

    @ParameterizedTest(name = "of {0} until {1}, seen {2}: {3}")
    @CsvSource(textBlock = """
            # an ordinary day
            2026-06-10T09:00, 2026-06-10T10:00, 2026-06-09T12:00, shown
            2026-06-10T09:00, 2026-06-10T10:00, 2026-06-10T09:30, shown
            2026-06-10T09:00, 2026-06-10T10:00, 2026-06-10T23:59, shown
            2026-06-10T09:00, 2026-06-10T10:00, 2026-06-11T00:00, gone
            2026-06-10T00:00, 2026-06-10T01:00, 2026-06-10T23:59, shown
            # one that runs past midnight stays while it runs
            2026-06-10T23:00, 2026-06-11T02:00, 2026-06-11T01:59, shown
            2026-06-10T23:00, 2026-06-11T02:00, 2026-06-11T02:00, gone
            # the day of 23 hours
            2026-03-29T09:00, 2026-03-29T10:00, 2026-03-29T23:59, shown
            2026-03-29T09:00, 2026-03-29T10:00, 2026-03-30T00:00, gone
            2026-03-29T00:00, 2026-03-29T00:30, 2026-03-29T23:59, shown
            2026-03-28T23:59, 2026-03-29T00:00, 2026-03-29T00:00, gone
            # the day of 25 hours
            2026-10-25T00:00, 2026-10-25T00:30, 2026-10-25T23:59, shown
            2026-10-24T23:59, 2026-10-25T00:00, 2026-10-25T00:00, gone
            2026-10-25T09:00, 2026-10-25T10:00, 2026-10-26T00:00, gone
            """)
    void anAppointmentStaysUntilMidnightInDenmark(String start, String end, String seen, String expected) {
        Booking booking = booking("RegionalAppointment", CHILD_PSYCHIATRY, start, end);

        assertThat(RULES.shows(booking, at(seen))).isEqualTo(expected.equals("shown"));
    }

    @Test
    void anAppointmentWithoutAnEndStaysUntilMidnightToo() {
        Booking openEnd = booking("RegionalAppointment", CHILD_PSYCHIATRY, "2026-06-10T09:00", "");

        assertThat(RULES.shows(openEnd, at("2026-06-10T23:59"))).isTrue();
        assertThat(RULES.shows(openEnd, at("2026-06-11T00:00"))).isFalse();
    }

    @Test
    void anAppointmentWithoutATimeIsShown() {
        assertThat(RULES.shows(booking("RegionalAppointment", CHILD_PSYCHIATRY, "", ""), at("2026-06-10T12:00")))
                .isTrue();
    }

    @Test
    void anAppointmentOfWhichOnlyTheEndIsKnownGoesByThat() {
        Booking onlyEnd = booking("RegionalAppointment", CHILD_PSYCHIATRY, "", "2026-06-10T10:00");

        assertThat(RULES.shows(onlyEnd, at("2026-06-10T23:59"))).isTrue();
        assertThat(RULES.shows(onlyEnd, at("2026-06-11T00:00"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MunicipalityAppointment", "PractitionerAppointment", "regionalappointment", ""})
    void anAppointmentOfAnotherKindIsNot(String typeCode) {
        assertThat(RULES.shows(booking(typeCode, CHILD_PSYCHIATRY, "", ""), Instant.EPOCH))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"394587001", "394577000", ""})
    void anAppointmentInAnotherSpecialtyOrNoneIsNot(String specialty) {
        assertThat(RULES.shows(booking("RegionalAppointment", specialty, "", ""), Instant.EPOCH))
                .isFalse();
    }

    private static Booking booking(String typeCode, String specialty, String start, String end) {
        return new Booking(
                "encounter",
                "document",
                Instant.EPOCH,
                Optional.empty(),
                typeCode,
                Optional.of(specialty).filter(code -> !code.isEmpty()),
                time(start),
                time(end),
                new Booking.Place("123456000016008", "Unit"),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static Optional<OffsetDateTime> time(String wallTime) {
        return wallTime.isEmpty()
                ? Optional.empty()
                : Optional.of(at(wallTime).atZone(DanishTime.ZONE).toOffsetDateTime());
    }
}
