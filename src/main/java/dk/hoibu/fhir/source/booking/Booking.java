package dk.hoibu.fhir.source.booking;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An appointment as the overview has it (APD-DK 2.0.1). The reason, the title and all persons but the patient are never read into it.
 *
 * @param encounterId the appointment's own id (encounter/id, root 1.2.208.184), the same when it is moved
 * @param documentId the document's id, new each time the appointment is changed
 * @param registered when the document was made (effectiveTime)
 * @param created author time
 * @param typeCode encounter code: RegionalAppointment, MunicipalityAppointment or PractitionerAppointment (1.2.208.184.100.1)
 * @param specialty practice setting, a SNOMED CT code such as 394588006
 * @param start low, with the offset in force in Denmark then; empty when no time is set yet
 * @param end high; empty when the document says it is not known
 * @param performer the unit that carries it out
 * @param location where it takes place
 * @param guided whether the time is a guide only (Danish: <i>vejledende</i>)
 * @param seriesId id of the series it belongs to
 */
public record Booking(
        String encounterId,
        String documentId,
        Instant registered,
        Optional<Instant> created,
        String typeCode,
        Optional<String> specialty,
        Optional<OffsetDateTime> start,
        Optional<OffsetDateTime> end,
        Place performer,
        Optional<Place> location,
        boolean guided,
        Optional<String> seriesId) {

    /**
     * A unit as the document names it.
     *
     * @param sor SOR id, digits
     * @param name the name in the document, used when SOR no longer has the unit
     */
    public record Place(String sor, String name) {}
}
