package dk.hoibu.fhir.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dk.hoibu.fhir.verify.Stored.Entry;
import dk.hoibu.fhir.verify.Stored.Kept;
import dk.hoibu.fhir.verify.Stored.Part;
import dk.hoibu.fhir.verify.Stored.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a stored trail as lines of JSON, so that it can be checked away from its database: entries, what they say, checkpoints, and what was
 * erased. Nothing is judged here. What is held in memory does not grow with the trail.
 */
public final class Export {

    private static final int PART = 2048;

    /** The members of what an entry says, in the order of {@link Payload#columns()}. */
    static final List<String> SAYS = List.of(
            "id",
            "child",
            "type",
            "subtype",
            "action",
            "outcome",
            "user",
            "client",
            "organisation",
            "purpose",
            "requestId",
            "payload");

    private final JsonGenerator json;
    private long lines;

    private Export(JsonGenerator json) {
        this.json = json;
    }

    /**
     * All of {@code stored}.
     *
     * @return how many entries there were
     * @throws Unreadable when it cannot be read
     */
    public static long write(Stored stored, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .createGenerator(out)) {
            json.setRootValueSeparator(null);
            Export export = new Export(json);
            long entries = export.all(stored);
            export.end(entries);
            return entries;
        }
    }

    private long all(Stored stored) throws IOException {
        json.writeStartObject();
        json.writeNumberField("erasedBefore", stored.erasedBefore());
        line();
        long entries = 0;
        for (String log : stored.logs()) {
            long[] bounds = stored.bounds(log).orElse(new long[] {0, -1});
            for (long from = Math.min(0, bounds[0]); from <= bounds[1]; from += PART) {
                long to = bounds[1] - from < PART ? bounds[1] + 1 : from + PART;
                entries += part(log, from, stored.part(log, from, to));
            }
            for (Kept kept : stored.checkpointsOutside(log, bounds[1])) {
                checkpoint(log, kept);
            }
        }
        return entries;
    }

    /** By it an export that was not written to its end is told from one that was. */
    private void end(long entries) throws IOException {
        json.writeStartObject();
        json.writeNumberField("entries", entries);
        json.writeNumberField("lines", lines + 1);
        line();
    }

    private long part(String log, long from, Part part) throws IOException {
        long entries = 0;
        for (Entry entry : part.entries()) {
            if (entry.sequence() >= from) {
                entry(log, entry);
                entries++;
            }
        }
        for (Payload payload : part.payloads()) {
            payload(log, payload);
        }
        for (Kept kept : part.checkpoints()) {
            checkpoint(log, kept);
        }
        return entries;
    }

    private void entry(String log, Entry entry) throws IOException {
        start(log, "sequence", entry.sequence());
        json.writeNumberField("recorded", entry.recorded());
        json.writeBinaryField("previous", entry.previous());
        json.writeBinaryField("payloadHash", entry.payloadHash());
        json.writeBinaryField("leaf", entry.leaf());
        end(entry.typed());
    }

    private void payload(String log, Payload payload) throws IOException {
        start(log, "of", payload.sequence());
        json.writeNumberField("recorded", payload.recorded());
        json.writeBinaryField("salt", payload.salt());
        byte[][] columns = payload.columns();
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != null) {
                json.writeStringField(SAYS.get(i), new String(columns[i], StandardCharsets.UTF_8));
            }
        }
        end(payload.typed());
    }

    private void checkpoint(String log, Kept kept) throws IOException {
        start(log, "size", kept.size());
        json.writeStringField("note", kept.note());
        line();
    }

    private void start(String log, String place, long number) throws IOException {
        json.writeStartObject();
        json.writeStringField("log", log);
        json.writeNumberField(place, number);
    }

    /** A column of another type than it should have is not written as it is; that it was so must not be lost. */
    private void end(boolean typed) throws IOException {
        if (!typed) {
            json.writeBooleanField("malformed", true);
        }
        line();
    }

    private void line() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
        lines++;
    }
}
