package dk.hoibu.fhir.source.folder;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An array of JSON objects in bytes, read strictly. */
final class JsonRecords {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final ObjectReader STRICT = JSON.readerFor(JsonNode.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonRecords() {}

    /**
     * The objects in {@code array}, in their order.
     *
     * @throws UnreadableRecord when the bytes are something else than one JSON array of objects
     */
    static List<JsonNode> in(byte[] array) {
        JsonNode root = parse(array);
        if (!root.isArray()) {
            throw new UnreadableRecord("not a JSON array");
        }
        List<JsonNode> records = new ArrayList<>(root.size());
        for (JsonNode record : root) {
            if (!record.isObject()) {
                throw new UnreadableRecord("record " + (records.size() + 1) + " is not an object");
            }
            records.add(record);
        }
        return records;
    }

    private static JsonNode parse(byte[] array) {
        try {
            return STRICT.readTree(array);
        } catch (JsonProcessingException e) {
            throw new UnreadableRecord("not valid JSON at " + position(e));
        } catch (IOException e) {
            throw new UnreadableRecord("not valid JSON");
        }
    }

    /** Where it went wrong, in words that quote nothing. */
    static String position(JsonProcessingException wrong) {
        JsonLocation at = wrong.getLocation();
        return at == null ? "an unknown place" : "line " + at.getLineNr() + " column " + at.getColumnNr();
    }
}
