package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.source.booking.Booking;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

/**
 * Decides which appointments are this facade's business: regional ones in child and adolescent psychiatry that are not past. One of today
 * stays until midnight in Denmark, so that a call about it does not find it gone.
 *
 * @param specialties SNOMED CT codes of the specialties shown
 */
public record BookingRules(Set<String> specialties) {

    /** The one kind of appointment shown (1.2.208.184.100.1). */
    public static final String REGIONAL = "RegionalAppointment";

    public BookingRules {
        specialties = Set.copyOf(specialties);
    }

    boolean shows(Booking booking, Instant now) {
        return booking.typeCode().equals(REGIONAL)
                && booking.specialty().filter(specialties::contains).isPresent()
                && booking.start()
                        .or(booking::end)
                        .map(OffsetDateTime::toInstant)
                        .map(start -> !start.isBefore(DanishTime.startOf(DanishTime.dateOf(now)))
                                || booking.end()
                                        .map(end -> end.toInstant().isAfter(now))
                                        .orElse(false))
                        .orElse(true);
    }
}
