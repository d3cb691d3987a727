package dk.hoibu.fhir.source.booking;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Appointments in memory, by the child's number; keeps who was asked about. */
public final class FakeAppointmentOverview implements AppointmentOverview {

    private final Map<PersonNumber, List<Booking>> byChild = new HashMap<>();
    private final List<PersonNumber> asked = new ArrayList<>();
    private Optional<CompletableFuture<Findings<Booking>>> answer = Optional.empty();

    public void add(PersonNumber child, Booking found) {
        byChild.computeIfAbsent(child, number -> new ArrayList<>()).add(found);
    }

    /** From now on every question gets this answer. */
    public void answerWith(CompletableFuture<Findings<Booking>> future) {
        answer = Optional.of(future);
    }

    public List<PersonNumber> asked() {
        return List.copyOf(asked);
    }

    @Override
    public CompletableFuture<Findings<Booking>> appointmentsOf(CitizenGrant grant) {
        asked.add(grant.citizen());
        return answer.orElseGet(
                () -> CompletableFuture.completedFuture(Findings.of(byChild.getOrDefault(grant.citizen(), List.of()))));
    }

    @Override
    public SourceId id() {
        return SourceId.APPOINTMENTS;
    }

    @Override
    public CompletableFuture<Void> ping() {
        return CompletableFuture.completedFuture(null);
    }
}
