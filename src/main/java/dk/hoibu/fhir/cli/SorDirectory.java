package dk.hoibu.fhir.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dk.hoibu.fhir.message.xdis.OrganisationRegister;
import dk.hoibu.fhir.message.xdis.XdisLetter.IdentifierCode;
import dk.hoibu.fhir.message.xdis.XdisLetter.Party;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The units of a SOR file in UTF-8 with semicolons, by their SOR ids and location numbers; those that share a number by neither. */
final class SorDirectory implements OrganisationRegister {

    private final Map<String, Registered> bySor = new HashMap<>();
    private final Map<String, Optional<Registered>> byLocation = new HashMap<>();

    private SorDirectory() {}

    /** Of that file; one that knows nobody without. */
    static OrganisationRegister of(Optional<Path> file) {
        if (file.isEmpty()) {
            return OrganisationRegister.empty();
        }
        SorDirectory directory = new SorDirectory();
        try (CsvReader<NamedCsvRecord> lines =
                CsvReader.builder().fieldSeparator(';').ofNamedCsvRecord(file.get())) {
            lines.forEach(directory::add);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(NamedCsvRecord line) {
        Optional<String> location = field(line, "EanLocationCode");
        Registered unit = new Registered(
                field(line, "SorId").orElse(""),
                location,
                field(line, "EntityName"),
                field(line, "VirtualAddressTelephoneNumber"));
        bySor.put(unit.sor(), unit);
        location.ifPresent(number -> byLocation.merge(number, Optional.of(unit), (one, other) -> Optional.empty()));
    }

    private static Optional<String> field(NamedCsvRecord line, String column) {
        return line.findField(column).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<Registered> find(Party party) {
        Optional<Registered> own = party.identifierCode() == IdentifierCode.SORKODE
                ? Optional.ofNullable(bySor.get(party.identifier()))
                : Optional.empty();
        return own.or(() -> byLocation.getOrDefault(party.ean(), Optional.empty()));
    }
}
