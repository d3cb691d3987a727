package dk.hoibu.fhir.property;

import static dk.hoibu.fhir.property.Read.TARGETS;
import static dk.hoibu.fhir.property.Read.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.mapping.BookingMapper;
import dk.hoibu.fhir.overview.BookingView;
import dk.hoibu.fhir.source.booking.Booking;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Identifier;
import org.junit.jupiter.api.Test;

/** Any appointment the rules show, as an Appointment. */
class BookingMapperPropertyTest {

    @Test
    void losesNothingAndTellsNothingMore() {
        Samples.each(Samples.RECORDS, samples -> {
            BookingView view = new Views(samples).bookingView();
            Appointment appointment = BookingMapper.toFhir(view, TARGETS, TERMS);

            saysWhatItIs(view, appointment);
            saysWhen(view.booking(), appointment);
            saysWhoTakesPart(view, appointment);
            tellsNothingMore(view, appointment);
            RoundTrip.survives(appointment);
        });
    }

    @Test
    void isValidFhir() {
        Samples.each(
                Samples.VALIDATED,
                samples -> R4Validator.plain()
                        .requireValid(BookingMapper.toFhir(new Views(samples).bookingView(), TARGETS, TERMS)));
    }

    private static void saysWhatItIs(BookingView view, Appointment appointment) {
        Booking booking = view.booking();
        assertThat(Read.values(appointment.getIdentifier(), Systems.APPOINTMENT))
                .containsExactly(booking.encounterId());
        assertThat(appointment.getIdentifier())
                .extracting(Identifier::getValue)
                .containsAnyOf(
                        booking.documentId(), "urn:uuid:" + booking.documentId().toLowerCase(Locale.ROOT));
        assertThat(appointment.getServiceCategoryFirstRep().getCodingFirstRep().getCode())
                .isEqualTo(booking.typeCode());
        assertThat(appointment.getSpecialty().stream()
                        .map(specialty -> specialty.getCodingFirstRep().getCode())
                        .findFirst())
                .isEqualTo(booking.specialty());
        assertThat(appointment.getMeta().hasSecurity()).isEqualTo(view.childProtected());
        assertThat(Read.lastUpdated(appointment.getMeta())).contains(Read.millis(booking.registered()));
        assertThat(appointment.getExtensionsByUrl(Systems.GUIDED_TIME))
                .allMatch(extension -> ((BooleanType) extension.getValue()).booleanValue())
                .hasSize(booking.guided() ? 1 : 0);
        assertThat(appointment.getExtensionsByUrl(Systems.SERIES).stream()
                        .map(extension -> ((Identifier) extension.getValue()).getValue())
                        .findFirst())
                .isEqualTo(booking.seriesId());
    }

    private static void saysWhen(Booking booking, Appointment appointment) {
        assertThat(appointment.getStatus())
                .isEqualTo(
                        booking.start().isPresent()
                                ? Appointment.AppointmentStatus.BOOKED
                                : Appointment.AppointmentStatus.PROPOSED);
        assertThat(Optional.ofNullable(appointment.getStartElement().getValueAsString())
                        .map(OffsetDateTime::parse))
                .isEqualTo(booking.start().map(start -> start.truncatedTo(ChronoUnit.SECONDS)));
        Optional<OffsetDateTime> end = booking.start().flatMap(start -> booking.end());
        assertThat(Optional.ofNullable(appointment.getEndElement().getValueAsString())
                        .map(OffsetDateTime::parse))
                .isEqualTo(end.map(time -> time.truncatedTo(ChronoUnit.SECONDS)));
        assertThat(appointment.getEndElement().hasExtension(Systems.DATA_ABSENT_REASON))
                .as("an open end is said to be open")
                .isEqualTo(booking.start().isPresent() && booking.end().isEmpty());
        long minutes = end.map(
                        time -> Duration.between(booking.start().get(), time).toMinutes())
                .orElse(0L);
        assertThat(appointment.hasMinutesDuration()).isEqualTo(minutes > 0);
        assertThat(Optional.ofNullable(appointment.getCreated()).map(java.util.Date::toInstant))
                .isEqualTo(booking.created().map(Read::millis));
    }

    private static void saysWhoTakesPart(BookingView view, Appointment appointment) {
        Booking booking = view.booking();
        List<AppointmentParticipantComponent> participants = appointment.getParticipant();
        assertThat(participants).hasSize(booking.location().isPresent() ? 3 : 2);
        assertThat(participants.get(0).getActor().getReference()).isEqualTo(TARGETS.patient(view.child()));
        assertThat(participants.get(1).getActor().getReference()).isEqualTo(TARGETS.performer(view));
        assertThat(participants.get(1).getActor().getDisplay())
                .isEqualTo(view.performer()
                        .map(HealthUnit::name)
                        .orElse(booking.performer().name()));
        booking.location().ifPresent(place -> {
            assertThat(participants.get(2).getTypeFirstRep().getCodingFirstRep().getCode())
                    .isEqualTo("LOC");
            assertThat(participants.get(2).getActor().getDisplay())
                    .isEqualTo(view.location().map(HealthUnit::name).orElse(place.name()));
            assertThat(RoundTrip.json(appointment)).contains(place.sor());
        });
    }

    private static void tellsNothingMore(BookingView view, Appointment appointment) {
        assertThat(appointment.hasServiceType()
                        || appointment.hasReasonCode()
                        || appointment.hasReasonReference()
                        || appointment.hasDescription()
                        || appointment.hasComment()
                        || appointment.hasPatientInstruction()
                        || appointment.hasAppointmentType())
                .isFalse();
        assertThat(RoundTrip.json(appointment)).doesNotContain(view.child().value());
    }
}
