package dk.hoibu.fhir.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The eight files of a data folder, open for writing. */
final class SourceFiles implements Closeable {

    private static final String SOR = "sor.csv";

    private final Path folder;
    private final Map<String, RecordWriter> writers = new LinkedHashMap<>();
    private final RecordWriter persons;
    private final RecordWriter cases;
    private final RecordWriter bookings;
    private final RecordWriter pupils;
    private final OrganisationRecords organisation;
    private final InstitutionRecords institutions;
    private final SorTable sor;

    SourceFiles(Path folder) throws IOException {
        this.folder = folder;
        persons = open("personer.json");
        cases = open("sager.json");
        bookings = open("aftaler.json");
        organisation = new OrganisationRecords(open("organisationsenheder.json"), open("brugere.json"));
        institutions = new InstitutionRecords(open("institutioner.json"));
        pupils = open("elever.json");
        sor = new SorTable(folder.resolve(SOR));
    }

    private RecordWriter open(String name) throws IOException {
        RecordWriter writer = new RecordWriter(folder.resolve(name));
        writers.put(name, writer);
        return writer;
    }

    RecordWriter persons() {
        return persons;
    }

    RecordWriter cases() {
        return cases;
    }

    RecordWriter bookings() {
        return bookings;
    }

    RecordWriter pupils() {
        return pupils;
    }

    /** Writes the files that say nothing about any child. */
    void write(Country country) throws IOException {
        for (Town town : country.towns()) {
            organisation.write(town);
            institutions.write(town);
            town.clinics().forEach(sor::write);
        }
        country.hospitals().forEach(sor::write);
    }

    /** What has been written; to be asked when all is closed. */
    List<Generated.File> list() throws IOException {
        List<Generated.File> files = new ArrayList<>();
        for (Map.Entry<String, RecordWriter> writer : writers.entrySet()) {
            files.add(file(writer.getKey(), writer.getValue().records()));
        }
        files.add(file(SOR, sor.units()));
        return files;
    }

    private Generated.File file(String name, int records) throws IOException {
        return new Generated.File(name, records, Files.size(folder.resolve(name)));
    }

    /** Closes all of them, also when one cannot be. */
    @Override
    public void close() throws IOException {
        Deque<Closeable> open = new ArrayDeque<>(writers.values());
        open.add(sor);
        closeAll(open);
    }

    private static void closeAll(Deque<Closeable> open) throws IOException {
        if (open.isEmpty()) {
            return;
        }
        Closeable last = open.removeLast();
        try (last) {
            closeAll(open);
        }
    }
}
