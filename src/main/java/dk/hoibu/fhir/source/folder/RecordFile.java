package dk.hoibu.fhir.source.folder;

import dk.hoibu.fhir.domain.PersonNumber;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of the data folder with records about persons, of any size: it knows where each person's records are, and
 * reads them when asked for. A million records cost some twenty megabytes. Safe for use by many threads.
 */
public final class RecordFile {

    private static final long LENGTH = (1L << RecordScan.LENGTH_BITS) - 1;

    private final Content content;
    private final NumberIndex index;

    private RecordFile(Content content, NumberIndex index) {
        this.content = content;
        this.index = index;
    }

    /**
     * The file, with every record to be found by the persons its {@code keys} name.
     *
     * @throws IllegalArgumentException naming the file, and the place in it, when it is missing or is not a JSON
     *     array of records, or a key is no person number
     */
    public static RecordFile open(DataFolder folder, String name, PersonKey... keys) {
        Content content = folder.content(name);
        return new RecordFile(content, new RecordScan(name, List.of(keys)).read(content));
    }

    /**
     * Every record about {@code number}, as it comes over {@code wire}, in the file's order; none when there is none.
     *
     * @throws UnreadableRecord when what came is not an array of JSON objects
     */
    public List<JsonRecord> about(PersonNumber number, Wire wire, RelativeTime times) {
        List<JsonRecord> records = new ArrayList<>();
        JsonRecords.in(wire.carry(answer(number))).forEach(node -> records.add(new JsonRecord(node, times)));
        return records;
    }

    /** The records as one JSON array: what an upstream would send. */
    private byte[] answer(PersonNumber number) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        for (long place : index.placesOf(number.asLong())) {
            if (array.size() > 1) {
                array.write(',');
            }
            array.writeBytes(content.read(place >>> RecordScan.LENGTH_BITS, (int) (place & LENGTH)));
        }
        array.write(']');
        return array.toByteArray();
    }
}
