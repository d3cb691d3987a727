package dk.hoibu.fhir.source.healthorg.sor;

import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.folder.DataFolder;
import dk.hoibu.fhir.source.folder.Line;
import dk.hoibu.fhir.source.folder.RelativeTime;
import dk.hoibu.fhir.source.folder.UnreadableRecord;
import dk.hoibu.fhir.source.folder.Wire;
import dk.hoibu.fhir.source.healthorg.HealthOrganisation;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The units of SOR's daily file, held whole; which of them are open follows the date in Denmark. */
public final class SorCsvHealthOrganisation implements HealthOrganisation {

    private final Line line;
    private final RelativeTime times;
    private final Supplier<byte[]> file;
    private final List<SorRow> rows;
    private volatile Edition latest;

    private SorCsvHealthOrganisation(String name, Supplier<byte[]> file, Clock clock, Faults faults) {
        this.line = new Line(SourceId.HEALTH_ORGANISATION, faults, clock);
        this.times = new RelativeTime(clock);
        this.file = file;
        try {
            this.rows = SorCsv.rows(file.get());
            this.latest = editionOf(rows, times.today());
        } catch (UnreadableRecord unreadable) {
            throw new IllegalArgumentException(name + ": " + unreadable.getMessage());
        }
    }

    /**
     * The file {@code sor.csv} of a data folder.
     *
     * @throws IllegalArgumentException naming the file, and the line in it, when it is missing or cannot be understood
     */
    public static SorCsvHealthOrganisation in(DataFolder folder, Clock clock, Faults faults) {
        return new SorCsvHealthOrganisation("sor.csv", () -> folder.bytes("sor.csv"), clock, faults);
    }

    /**
     * A daily file as downloaded.
     *
     * @throws IllegalArgumentException naming the file, and the line in it, when it is missing or cannot be understood
     */
    public static SorCsvHealthOrganisation of(Path file, Clock clock, Faults faults) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is missing");
        }
        return new SorCsvHealthOrganisation(file.toString(), () -> bytes(file), clock, faults);
    }

    @Override
    public SourceId id() {
        return SourceId.HEALTH_ORGANISATION;
    }

    @Override
    public CompletableFuture<Void> ping() {
        return line.ping();
    }

    @Override
    public CompletableFuture<Findings<HealthUnit>> units(DirectoryGrant grant, Set<String> sorIds) {
        return line.findings(wire -> {
            Map<String, HealthUnit> all = edition(wire).units();
            return sorIds.stream().filter(all::containsKey).map(all::get).toList();
        });
    }

    @Override
    public CompletableFuture<Findings<HealthUnit>> byProviderNumber(DirectoryGrant grant, Set<String> providerNumbers) {
        return line.findings(wire -> {
            Map<String, List<HealthUnit>> clinics = edition(wire).openByProviderNumber();
            return providerNumbers.stream()
                    .map(SorCsvHealthOrganisation::withoutZeros)
                    .distinct()
                    .flatMap(number -> clinics.getOrDefault(number, List.of()).stream())
                    .toList();
        });
    }

    @Override
    public CompletableFuture<Findings<HealthUnit>> allUnits(DirectoryGrant grant) {
        return line.findings(wire -> List.copyOf(edition(wire).units().values()));
    }

    /** Registers disagree on whether a provider number starts with zeros. */
    private static String withoutZeros(String providerNumber) {
        return providerNumber.replaceFirst("^0+", "");
    }

    private Edition edition(Wire wire) {
        LocalDate today = times.today();
        if (wire == Wire.CUT) {
            return editionOf(SorCsv.rows(wire.carry(file.get())), today);
        }
        Edition edition = latest;
        if (!edition.date().equals(today)) {
            edition = editionOf(rows, today);
            latest = edition;
        }
        return edition;
    }

    private Edition editionOf(List<SorRow> rows, LocalDate date) {
        Map<String, HealthUnit> units = SorUnits.of(rows, times);
        Map<String, List<HealthUnit>> openByProviderNumber = units.values().stream()
                .filter(unit -> unit.active() && unit.providerNumber().isPresent())
                .collect(Collectors.groupingBy(
                        unit -> withoutZeros(unit.providerNumber().orElseThrow())));
        return new Edition(date, units, openByProviderNumber);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The units as they are on a date. */
    private record Edition(
            LocalDate date, Map<String, HealthUnit> units, Map<String, List<HealthUnit>> openByProviderNumber) {}
}
