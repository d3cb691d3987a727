package dk.hoibu.fhir.source.booking;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Source;
import java.util.concurrent.CompletableFuture;

/** The national overview of hospital appointments (NSP Aftaleoversigt; APD-DK documents over XDS). */
public interface AppointmentOverview extends Source {

    /**
     * The citizen's appointments of all kinds and specialties, past and future. Cancelled and replaced ones do not come: a cancelled
     * appointment's document is deprecated in the registry, and only approved documents are asked for.
     */
    CompletableFuture<Findings<Booking>> appointmentsOf(CitizenGrant grant);
}
