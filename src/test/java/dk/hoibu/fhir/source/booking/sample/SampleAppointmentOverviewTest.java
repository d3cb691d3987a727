package dk.hoibu.fhir.source.booking.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SourceException;
import dk.hoibu.fhir.source.booking.AppointmentOverview;
import dk.hoibu.fhir.source.booking.AppointmentOverviewContract;
import dk.hoibu.fhir.source.booking.Booking;
import dk.hoibu.fhir.source.folder.TestFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleAppointmentOverviewTest implements AppointmentOverviewContract {

    private static final String DOCUMENT = """
            {"cpr": "%s", "encounterId": "%s", "documentId": "%s", "availabilityStatus": "%s",
             "effectiveTime": "%s", "code": "RegionalAppointment",
             "performer": {"sor": "900002000016009", "name": "Ambulatorium"}}""";

    private static final String FULL = """
            {"cpr": "0505159995", "encounterId": "lars-3", "documentId": "lars-3-1", "availabilityStatus": "Approved",
             "effectiveTime": "2026-06-01T10:00:00+02:00", "authorTime": "2026-06-01T09:59:00+02:00",
             "code": "RegionalAppointment", "practiceSetting": "394588006",
             "low": "today+P14D@10:30", "high": "2026-06-24T11:30:00+01:00",
             "performer": {"sor": "900002000016009", "name": "Ambulatorium"},
             "location": {"sor": "900003000016009", "name": "Indgang 2"},
             "guidedInterval": true, "repeatingDocument": "series-1", "reason": "must not be read"}""";

    private static final String DOCUMENTS = "["
            + String.join(
                    ",\n",
                    document("0505159995", "lars-1", "lars-1-1", "Approved", "2026-06-01T10:00:00+02:00"),
                    document("0505159995", "lars-2", "lars-2-moved", "Approved", "today-P1D"),
                    document("0505109990", "gitte-1", "gitte-1-1", "Approved", "2026-06-01T10:00:00+02:00"),
                    document("0505159995", "lars-2", "lars-2-1", "Approved", "2026-06-01T10:00:00+02:00"),
                    document("0505159995", "lars-4", "lars-4-1", "Deprecated", "2026-06-01T10:00:00+02:00"),
                    FULL)
            + "]";

    @TempDir
    private Path folder;

    private static String document(Object... fields) {
        return String.format(DOCUMENT, fields);
    }

    @Override
    public AppointmentOverview source(Clock clock, Faults faults) {
        return source(DOCUMENTS, clock, faults);
    }

    private AppointmentOverview source(String documents, Clock clock, Faults faults) {
        return new SampleAppointmentOverview(
                new TestFolder(folder).with("aftaler.json", documents).open(), clock, faults);
    }

    @Test
    void readsEveryFieldButTheReason() {
        assertThat(appointmentsOf(source("[" + FULL + "]", CLOCK, new Faults()), LARS)
                        .items())
                .containsExactly(new Booking(
                        "lars-3",
                        "lars-3-1",
                        Instant.parse("2026-06-01T08:00:00Z"),
                        Optional.of(Instant.parse("2026-06-01T07:59:00Z")),
                        "RegionalAppointment",
                        Optional.of("394588006"),
                        Optional.of(OffsetDateTime.parse("2026-06-24T10:30:00+02:00")),
                        Optional.of(OffsetDateTime.parse("2026-06-24T11:30:00+02:00")),
                        new Booking.Place("900002000016009", "Ambulatorium"),
                        Optional.of(new Booking.Place("900003000016009", "Indgang 2")),
                        true,
                        Optional.of("series-1")));
    }

    @Test
    void whatIsLeftOutIsNotKnown() {
        assertThat(appointmentsOf(source(), GITTE).items()).singleElement().satisfies(booking -> {
            assertThat(booking.start()).isEmpty();
            assertThat(booking.end()).isEmpty();
            assertThat(booking.guided()).isFalse();
        });
    }

    @Test
    void aSlipInADeprecatedDocumentIsAnErrorTooSinceItMayBeInItsStatus() {
        AppointmentOverview source = source(DOCUMENTS.replace("Deprecated", "Depreciated"), CLOCK, new Faults());

        assertThatThrownBy(() -> appointmentsOf(source, LARS))
                .cause()
                .isInstanceOf(SourceException.Garbled.class)
                .hasMessage("appointments: availabilityStatus is not a status");
    }

    @Test
    void aDocumentWithoutAPerformerIsAnError() {
        String broken = "[" + FULL.replace("\"performer\"", "\"perform\"") + "]";

        assertThatThrownBy(() -> appointmentsOf(source(broken, CLOCK, new Faults()), LARS))
                .cause()
                .hasMessage("appointments: performer is missing");
    }
}
