package dk.hoibu.fhir.source.healthorg.sor;

import dk.hoibu.fhir.domain.Phone;
import dk.hoibu.fhir.source.folder.RelativeTime;
import dk.hoibu.fhir.source.folder.UnreadableRecord;
import dk.hoibu.fhir.source.healthorg.HealthUnit;
import dk.hoibu.fhir.source.healthorg.HealthUnit.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of the daily file on their way to become units, as they are today. */
final class SorUnits {

    private static final Map<String, String> REGIONS = Map.of(
            "nordjylland", "DK-81",
            "midtjylland", "DK-82",
            "syddanmark", "DK-83",
            "hovedstaden", "DK-84",
            "sjælland", "DK-85");

    private final Map<String, SorRow> rows;
    private final RelativeTime times;
    private final LocalDate today;

    private SorUnits(List<SorRow> rows, RelativeTime times) {
        this.rows = rows.stream().collect(Collectors.toMap(SorRow::sor, Function.identity()));
        this.times = times;
        this.today = times.today();
    }

    /** The units by their SOR ids, in the file's order. */
    static Map<String, HealthUnit> of(List<SorRow> rows, RelativeTime times) {
        SorUnits units = new SorUnits(rows, times);
        Map<String, HealthUnit> bySor = new LinkedHashMap<>();
        rows.forEach(row -> bySor.put(row.sor(), units.unit(row)));
        return bySor;
    }

    private HealthUnit unit(SorRow row) {
        String name = row.get("EntityName").orElseThrow(() -> wrong(row, "EntityName is missing"));
        Kind kind = kind(row);
        return new HealthUnit(
                row.sor(),
                name,
                kind,
                row.parent(),
                row.get("InstitutionOwnerCvrNumberId"),
                row.get("PrioritizedEntitySpeciality1Id"),
                row.get("ProviderId"),
                kind == Kind.REGION ? regionCode(name) : Optional.empty(),
                inherited(row, "EanLocationCode"),
                contacts(row),
                isOpen(row),
                time(row, "LastChanged", times::instant));
    }

    private static Kind kind(SorRow row) {
        String type = row.get("EntityTypeName").orElse("").toLowerCase(Locale.ROOT);
        if (type.contains("region") && row.get("SorType").equals(Optional.of("IE"))) {
            return Kind.REGION;
        }
        if (type.contains("psykiatri")) {
            return Kind.PSYCHIATRIC_UNIT;
        }
        if (type.contains("praksis") || type.contains("almen")) {
            return Kind.CLINIC;
        }
        return type.contains("sygehus") || type.contains("hospital") ? Kind.HOSPITAL : Kind.OTHER;
    }

    private static Optional<String> regionCode(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return REGIONS.keySet().stream().filter(lower::contains).findFirst().map(REGIONS::get);
    }

    private List<Phone> contacts(SorRow row) {
        return Stream.of(
                        inherited(row, "VirtualAddressTelephoneNumber")
                                .map(value -> new Phone(Phone.Kind.TELEPHONE, value)),
                        inherited(row, "VirtualAddressEmailAddress").map(value -> new Phone(Phone.Kind.EMAIL, value)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The column of the unit itself, else of the nearest unit above that has it. */
    private Optional<String> inherited(SorRow row, String column) {
        Set<String> seen = new HashSet<>();
        Optional<SorRow> at = Optional.of(row);
        while (at.isPresent() && at.flatMap(unit -> unit.get(column)).isEmpty()) {
            at = at.flatMap(SorRow::parent).filter(seen::add).flatMap(above -> Optional.ofNullable(rows.get(above)));
        }
        return at.flatMap(unit -> unit.get(column));
    }

    private boolean isOpen(SorRow row) {
        boolean begun = time(row, "FromDate", times::date)
                .map(date -> !today.isBefore(date))
                .orElse(true);
        return begun
                && time(row, "ToDate", times::date)
                        .map(date -> !today.isAfter(date))
                        .orElse(true);
    }

    private static <T> Optional<T> time(SorRow row, String column, Function<String, T> reader) {
        try {
            return row.get(column).map(reader);
        } catch (DateTimeException e) {
            throw wrong(row, column + " is not a time");
        }
    }

    private static UnreadableRecord wrong(SorRow row, String what) {
        return new UnreadableRecord("line " + row.line() + ": " + what);
    }
}
