package dk.hoibu.fhir.source.school;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Schools and who goes there, in memory; keeps who was asked about. */
public final class FakeSchoolRegister implements SchoolRegister {

    private final Map<PersonNumber, List<Attendance>> byChild = new HashMap<>();
    private final List<Institution> institutions = new ArrayList<>();
    private final List<PersonNumber> asked = new ArrayList<>();
    private Runnable whenAsked = () -> {};

    public void add(PersonNumber child, Attendance attendance) {
        byChild.computeIfAbsent(child, number -> new ArrayList<>()).add(attendance);
    }

    public void add(Institution institution) {
        institutions.add(institution);
    }

    /** Runs that whenever the register is asked about a child. */
    public void whenAsked(Runnable action) {
        whenAsked = action;
    }

    public List<PersonNumber> asked() {
        return List.copyOf(asked);
    }

    @Override
    public CompletableFuture<Findings<Attendance>> attendancesOf(CitizenGrant grant) {
        asked.add(grant.citizen());
        whenAsked.run();
        return CompletableFuture.completedFuture(Findings.of(byChild.getOrDefault(grant.citizen(), List.of())));
    }

    @Override
    public CompletableFuture<Findings<Institution>> institutions(DirectoryGrant grant, Set<String> numbers) {
        return CompletableFuture.completedFuture(Findings.of(institutions.stream()
                .filter(institution -> numbers.contains(institution.number()))
                .toList()));
    }

    @Override
    public CompletableFuture<Findings<Institution>> allInstitutions(DirectoryGrant grant) {
        return CompletableFuture.completedFuture(Findings.of(institutions));
    }

    @Override
    public SourceId id() {
        return SourceId.SCHOOLS;
    }

    @Override
    public CompletableFuture<Void> ping() {
        return CompletableFuture.completedFuture(null);
    }
}
