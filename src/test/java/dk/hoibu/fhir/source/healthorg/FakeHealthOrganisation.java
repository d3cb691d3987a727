package dk.hoibu.fhir.source.healthorg;

import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Health units in memory. */
public final class FakeHealthOrganisation implements HealthOrganisation {

    private final List<HealthUnit> units = new ArrayList<>();

    public void add(HealthUnit unit) {
        units.add(unit);
    }

    @Override
    public CompletableFuture<Findings<HealthUnit>> units(DirectoryGrant grant, Set<String> sorIds) {
        return found(units.stream().filter(unit -> sorIds.contains(unit.sor())).toList());
    }

    @Override
    public CompletableFuture<Findings<HealthUnit>> byProviderNumber(DirectoryGrant grant, Set<String> providerNumbers) {
        return found(units.stream()
                .filter(unit ->
                        unit.providerNumber().filter(providerNumbers::contains).isPresent())
                .toList());
    }

    @Override
    public CompletableFuture<Findings<HealthUnit>> allUnits(DirectoryGrant grant) {
        return found(units);
    }

    private static CompletableFuture<Findings<HealthUnit>> found(List<HealthUnit> units) {
        return CompletableFuture.completedFuture(Findings.of(units));
    }

    @Override
    public SourceId id() {
        return SourceId.HEALTH_ORGANISATION;
    }

    @Override
    public CompletableFuture<Void> ping() {
        return CompletableFuture.completedFuture(null);
    }
}
