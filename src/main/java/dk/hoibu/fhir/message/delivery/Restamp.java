package dk.hoibu.fhir.message.delivery;

import dk.hoibu.fhir.message.wire.MessageFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message on its way out again (MedCom's governance 043): it gets a new Bundle.id and a new time, and is otherwise the same, to the byte. To
 * be closed by nobody: what it writes to stays open.
 */
interface Restamp {

    static OutputStream of(MessageFormat format, String bundleId, OffsetDateTime time, OutputStream out) {
        if (!bundleId.matches("[A-Za-z0-9.-]{1,64}")) {
            throw new IllegalArgumentException("not an id");
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", bundleId);
        values.put("timestamp", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withNano(0)));
        return switch (format) {
            case JSON -> new JsonRestamp(values, out);
            case XML -> new XmlRestamp(values, out);
        };
    }

    /**
     * After the last byte.
     *
     * @throws Unfit when one of both was not found
     */
    void finish() throws IOException;
}
