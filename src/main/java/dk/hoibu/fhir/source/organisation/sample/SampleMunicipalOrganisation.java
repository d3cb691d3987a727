package dk.hoibu.fhir.source.organisation.sample;

import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.folder.DataFolder;
import dk.hoibu.fhir.source.folder.DirectoryFile;
import dk.hoibu.fhir.source.folder.Line;
import dk.hoibu.fhir.source.folder.RelativeTime;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.MunicipalOrganisation;
import dk.hoibu.fhir.source.organisation.Unit;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The units of {@code organisationsenheder.json} and the staff of {@code brugere.json}. */
public final class SampleMunicipalOrganisation implements MunicipalOrganisation {

    private final Line line;
    private final DirectoryFile<UUID, Unit> units;
    private final DirectoryFile<String, Unit> municipalities;
    private final DirectoryFile<UUID, Employee> employees;

    /**
     * @throws IllegalArgumentException naming the file, and the record in it, when it is missing or cannot be
     * understood
     */
    public SampleMunicipalOrganisation(DataFolder folder, Clock clock, Faults faults) {
        RelativeTime times = new RelativeTime(clock);
        this.line = new Line(SourceId.MUNICIPAL_ORGANISATION, faults, clock);
        this.units =
                new DirectoryFile<>(folder, "organisationsenheder.json", times, Unit::uuid, OrganisationRecords::unit);
        this.municipalities = new DirectoryFile<>(
                folder,
                "organisationsenheder.json",
                times,
                Unit::cvr,
                record -> OrganisationRecords.unit(record).filter(unit -> unit.kind() == Unit.Kind.MUNICIPALITY));
        this.employees =
                new DirectoryFile<>(folder, "brugere.json", times, Employee::uuid, OrganisationRecords::employee);
    }

    @Override
    public SourceId id() {
        return SourceId.MUNICIPAL_ORGANISATION;
    }

    @Override
    public CompletableFuture<Void> ping() {
        return line.ping();
    }

    @Override
    public CompletableFuture<Findings<Unit>> units(DirectoryGrant grant, Set<UUID> ids) {
        return line.findings(wire -> known(units.entries(wire), ids));
    }

    @Override
    public CompletableFuture<Findings<Unit>> municipalities(DirectoryGrant grant, Set<String> cvrNumbers) {
        return line.findings(wire -> known(municipalities.entries(wire), cvrNumbers));
    }

    @Override
    public CompletableFuture<Findings<Unit>> allUnits(DirectoryGrant grant) {
        return line.findings(wire -> List.copyOf(units.entries(wire).values()));
    }

    @Override
    public CompletableFuture<Findings<Employee>> employees(DirectoryGrant grant, Set<UUID> ids) {
        return line.findings(wire -> known(employees.entries(wire), ids));
    }

    @Override
    public CompletableFuture<Findings<Employee>> allEmployees(DirectoryGrant grant) {
        return line.findings(wire -> List.copyOf(employees.entries(wire).values()));
    }

    private static <K, V> List<V> known(Map<K, V> entries, Set<K> ids) {
        return ids.stream().filter(entries::containsKey).map(entries::get).toList();
    }
}
