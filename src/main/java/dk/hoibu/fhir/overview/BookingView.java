package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.booking.Booking;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * An appointment as it may be shown now.
 *
 * @param performer the unit as SOR has it; empty when SOR does not know it or was silent
 * @param performerKnown whether SOR could be asked: if it could and {@code performer} is empty, the document's name is all there is
 * @param location the meeting place as SOR has it
 */
public record BookingView(
        PersonNumber child,
        Booking booking,
        Optional<HealthUnit> performer,
        Optional<HealthUnit> location,
        boolean performerKnown,
        boolean childProtected) {

    /** A key for the appointment that stays when it is moved, whatever form the document's id has. */
    public UUID key() {
        return keyOf(booking);
    }

    static UUID keyOf(Booking booking) {
        return UUID.nameUUIDFromBytes(booking.encounterId().getBytes(StandardCharsets.UTF_8));
    }
}
