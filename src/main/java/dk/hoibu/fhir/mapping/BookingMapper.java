package dk.hoibu.fhir.mapping;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.overview.BookingView;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.booking.Booking;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;

/** A hospital appointment as an Appointment. Reason, title and clinicians never reach this far. */
public final class BookingMapper {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d.M.yyyy 'kl.' HH:mm");

    private static final Pattern UUID_FORM = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    private BookingMapper() {}

    public static Appointment toFhir(BookingView view, Targets targets, Terminology terms) {
        Booking booking = view.booking();
        Appointment appointment = new Appointment();
        appointment.setId(targets.booking(view));
        Elements.meta(appointment, "hoibu-appointment", SourceId.APPOINTMENTS);
        Elements.lastUpdated(appointment, booking.registered());
        if (view.childProtected()) {
            Elements.restricted(appointment);
        }
        identifiers(booking, appointment);
        // no time yet -> proposed: FHIR lets only a proposed or cancelled appointment go without
        appointment.setStatus(booking.start().isPresent() ? AppointmentStatus.BOOKED : AppointmentStatus.PROPOSED);
        appointment.addServiceCategory(
                concept(Systems.APPOINTMENT_TYPE, booking.typeCode(), appointmentType(booking, terms)));
        booking.specialty()
                .ifPresent(
                        code -> appointment.addSpecialty(concept(Systems.SNOMED, code, ServiceMapper.specialty(code))));
        times(booking, appointment);
        booking.created().ifPresent(instant -> appointment.setCreatedElement(Elements.dateTime(instant)));
        if (booking.guided()) {
            appointment.addExtension(new Extension(Systems.GUIDED_TIME, new BooleanType(true)));
        }
        booking.seriesId()
                .ifPresent(series -> appointment.addExtension(
                        new Extension(Systems.SERIES, Elements.identifier(Systems.APPOINTMENT, series))));
        participants(view, targets, appointment);
        Narratives.write(appointment, lines(view));
        return appointment;
    }

    private static void identifiers(Booking booking, Appointment appointment) {
        // encounter/id -> identifier: stays when the appointment is moved
        appointment.addIdentifier(Elements.official(Systems.APPOINTMENT, booking.encounterId()));
        String document = booking.documentId();
        appointment.addIdentifier(
                UUID_FORM.matcher(document).matches()
                        ? Elements.identifier(Systems.URI, "urn:uuid:" + document.toLowerCase(Locale.ROOT))
                        : Elements.identifier(Systems.APPOINTMENT_DOCUMENT, document));
    }

    private static void times(Booking booking, Appointment appointment) {
        if (booking.start().isEmpty()) {
            // app-2: an end without a start is no time at all
            return;
        }
        appointment.setStartElement(instant(booking.start().get()));
        if (booking.end().isPresent()) {
            appointment.setEndElement(instant(booking.end().get()));
        } else {
            // high nullFlavor -> _end: a length is never invented
            InstantType unknown = new InstantType();
            unknown.addExtension(new Extension(Systems.DATA_ABSENT_REASON, new CodeType("unknown")));
            appointment.setEndElement(unknown);
        }
        if (booking.end().isPresent()) {
            long minutes =
                    Duration.between(booking.start().get(), booking.end().get()).toMinutes();
            if (minutes > 0 && minutes <= Integer.MAX_VALUE) {
                appointment.setMinutesDuration((int) minutes);
            }
        }
    }

    private static InstantType instant(OffsetDateTime time) {
        return new InstantType(
                Date.from(time.toInstant()),
                TemporalPrecisionEnum.SECOND,
                TimeZone.getTimeZone("GMT"
                        + (time.getOffset().getTotalSeconds() == 0
                                ? ""
                                : time.getOffset().getId())));
    }

    private static void participants(BookingView view, Targets targets, Appointment appointment) {
        ParticipationStatus status =
                view.booking().start().isPresent() ? ParticipationStatus.ACCEPTED : ParticipationStatus.NEEDSACTION;
        appointment
                .addParticipant()
                .setActor(Elements.reference(targets.patient(view.child())))
                .setStatus(status);
        Booking.Place performer = view.booking().performer();
        appointment
                .addParticipant()
                .addType(Elements.concept(Systems.PARTICIPATION, "PPRF", "primary performer"))
                .setActor(Elements.reference(targets.performer(view))
                        .setDisplay(view.performer().map(HealthUnit::name).orElse(performer.name())))
                .setStatus(status);
        view.booking()
                .location()
                .ifPresent(place -> appointment
                        .addParticipant()
                        .addType(Elements.concept(Systems.PARTICIPATION, "LOC", "location"))
                        .setActor(location(view, place))
                        .setStatus(status));
    }

    /** A place that SOR does not have is named, not referred to. */
    private static Reference location(BookingView view, Booking.Place place) {
        if (view.location().isEmpty() && view.performerKnown()) {
            return new Reference()
                    .setType("Location")
                    .setIdentifier(Elements.identifier(Systems.SOR, place.sor()))
                    .setDisplay(place.name());
        }
        return Elements.reference(Targets.location(place.sor()))
                .setDisplay(view.location().map(HealthUnit::name).orElse(place.name()));
    }

    private static String appointmentType(Booking booking, Terminology terms) {
        return terms.find(Systems.APPOINTMENT_TYPE, booking.typeCode()).orElse(booking.typeCode());
    }

    private static CodeableConcept concept(String system, String code, String text) {
        CodeableConcept concept = new CodeableConcept();
        concept.addCoding().setSystem(system).setCode(code);
        return concept.setText(text);
    }

    private static List<String> lines(BookingView view) {
        List<String> lines = new ArrayList<>();
        Booking booking = view.booking();
        lines.add(booking.start()
                .map(start -> "Aftale " + WHEN.format(start.atZoneSameInstant(DanishTime.ZONE)))
                .orElse("Aftale, tidspunkt ikke fastsat"));
        if (booking.guided()) {
            lines.add("Vejledende tidspunkt");
        }
        lines.add(view.performer()
                .map(HealthUnit::name)
                .orElse(booking.performer().name()));
        return lines;
    }
}
