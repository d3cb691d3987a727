package dk.hoibu.fhir.source.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A small file of the data folder that says nothing about any citizen, held whole. Its relative times move on with
 * the date in Denmark. Safe for use by many threads.
 */
public final class DirectoryFile<K, V> {

    private final DataFolder folder;
    private final String name;
    private final RelativeTime times;
    private final Function<V, K> key;
    private final Function<JsonRecord, Optional<V>> reader;
    private final List<JsonNode> records;
    private volatile Edition<K, V> latest;

    /**
     * Opens the file and reads all of it once.
     *
     * @param reader makes an entry of a record; empty for one that does not take part
     * @throws IllegalArgumentException naming the file and the record when it is missing or cannot be understood
     */
    public DirectoryFile(
            DataFolder folder,
            String name,
            RelativeTime times,
            Function<V, K> key,
            Function<JsonRecord, Optional<V>> reader) {
        this.folder = folder;
        this.name = name;
        this.times = times;
        this.key = key;
        this.reader = reader;
        try {
            this.records = JsonRecords.in(folder.bytes(name));
            this.latest = editionOf(records, times.today());
        } catch (UnreadableRecord unreadable) {
            throw new IllegalArgumentException(name + ": " + unreadable.getMessage());
        }
    }

    /** Every entry by its key, in the file's order, as they come over {@code wire}. */
    public Map<K, V> entries(Wire wire) {
        LocalDate today = times.today();
        if (wire == Wire.CUT) {
            return editionOf(JsonRecords.in(wire.carry(folder.bytes(name))), today)
                    .entries();
        }
        Edition<K, V> edition = latest;
        if (!edition.date().equals(today)) {
            edition = editionOf(records, today);
            latest = edition;
        }
        return edition.entries();
    }

    private Edition<K, V> editionOf(List<JsonNode> nodes, LocalDate date) {
        Map<K, V> entries = new LinkedHashMap<>();
        int record = 0;
        for (JsonNode node : nodes) {
            record++;
            for (V entry : read(node, record).stream().toList()) {
                if (entries.put(key.apply(entry), entry) != null) {
                    throw new UnreadableRecord("record " + record + ": has the same key as one before it");
                }
            }
        }
        return new Edition<>(date, entries);
    }

    private Optional<V> read(JsonNode node, int record) {
        try {
            return new JsonRecord(node, times).read(reader);
        } catch (UnreadableRecord unreadable) {
            throw new UnreadableRecord("record " + record + ": " + unreadable.getMessage());
        }
    }

    /** The entries as they are on a date. */
    private record Edition<K, V>(LocalDate date, Map<K, V> entries) {}
}
