package dk.hoibu.fhir.source.organisation;

import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceException;
import dk.hoibu.fhir.source.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Units and staff in memory. */
public final class FakeMunicipalOrganisation implements MunicipalOrganisation {

    private final List<Unit> units = new ArrayList<>();
    private final List<Employee> employees = new ArrayList<>();
    private boolean silent;

    public void add(Unit unit) {
        units.add(unit);
    }

    public void add(Employee employee) {
        employees.add(employee);
    }

    /** From now on every question fails. */
    public void fallSilent() {
        silent = true;
    }

    @Override
    public CompletableFuture<Findings<Unit>> units(DirectoryGrant grant, Set<UUID> ids) {
        return answer(units.stream().filter(unit -> ids.contains(unit.uuid())).toList());
    }

    @Override
    public CompletableFuture<Findings<Unit>> municipalities(DirectoryGrant grant, Set<String> cvrNumbers) {
        return answer(units.stream()
                .filter(unit -> unit.kind() == Unit.Kind.MUNICIPALITY && cvrNumbers.contains(unit.cvr()))
                .toList());
    }

    @Override
    public CompletableFuture<Findings<Unit>> allUnits(DirectoryGrant grant) {
        return answer(units);
    }

    @Override
    public CompletableFuture<Findings<Employee>> employees(DirectoryGrant grant, Set<UUID> ids) {
        return answer(employees.stream()
                .filter(employee -> ids.contains(employee.uuid()))
                .toList());
    }

    @Override
    public CompletableFuture<Findings<Employee>> allEmployees(DirectoryGrant grant) {
        return answer(employees);
    }

    private <T> CompletableFuture<Findings<T>> answer(List<T> found) {
        return silent
                ? CompletableFuture.failedFuture(new SourceException.Unavailable(id(), "fallen silent"))
                : CompletableFuture.completedFuture(Findings.of(found));
    }

    @Override
    public SourceId id() {
        return SourceId.MUNICIPAL_ORGANISATION;
    }

    @Override
    public CompletableFuture<Void> ping() {
        return CompletableFuture.completedFuture(null);
    }
}
