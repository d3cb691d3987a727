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
            this.latest = new Edition(times.today(), SorUnits.of(rows, times));
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
            Map<String, HealthUnit> all = entries(wire);
            return sorIds.stream().filter(all::containsKey).map(all::get).toList();
        });
    }

    @Override
    public CompletableFuture<Findings<HealthUnit>> byProviderNumber(DirectoryGrant grant, Set<String> providerNumbers) {
        Set<String> wanted = providerNumbers.stream()
                .map(SorCsvHealthOrganisation::withoutZeros)
                .collect(Collectors.toSet());
        return line.findings(wire -> entries(wire).values().stream()
                .filter(HealthUnit::active)
                .filter(unit -> unit.providerNumber()
                        .map(SorCsvHealthOrganisation::withoutZeros)
                        .filter(wanted::contains)
                        .isPresent())
                .toList());
    }

    @Override
    public CompletableFuture<Findings<HealthUnit>> allUnits(DirectoryGrant grant) {
        return line.findings(wire -> List.copyOf(entries(wire).values()));
    }

    /** Registers disagree on whether a provider number starts with zeros. */
    private static String withoutZeros(String providerNumber) {
        return providerNumber.replaceFirst("^0+", "");
    }

    private Map<String, HealthUnit> entries(Wire wire) {
        if (wire == Wire.CUT) {
            return SorUnits.of(SorCsv.rows(wire.carry(file.get())), times);
        }
        LocalDate today = times.today();
        Edition edition = latest;
        if (!edition.date().equals(today)) {
            edition = new Edition(today, SorUnits.of(rows, times));
            latest = edition;
        }
        return edition.units();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The units as they are on a date. */
    private record Edition(LocalDate date, Map<String, HealthUnit> units) {}
}
