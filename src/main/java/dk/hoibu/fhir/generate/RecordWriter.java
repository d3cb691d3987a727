package dk.hoibu.fhir.generate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A JSON array on its way to a file, one record to a line. Nothing but the line being written is in memory. */
final class RecordWriter implements Closeable {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BUFFER = 1 << 16;

    private final OutputStream stream;
    private final JsonGenerator json;
    private int depth = 0;
    private int records = 0;

    RecordWriter(Path file) throws IOException {
        stream = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        stream.write("[\n".getBytes(StandardCharsets.UTF_8));
        json = JSON.createGenerator(stream);
        json.setRootValueSeparator(new SerializedString(",\n"));
    }

    /** Begins an object: a record, or one inside a list. */
    RecordWriter begin() throws IOException {
        if (depth++ == 0) {
            records++;
        }
        json.writeStartObject();
        return this;
    }

    RecordWriter end() throws IOException {
        depth--;
        json.writeEndObject();
        return this;
    }

    RecordWriter list(String field) throws IOException {
        json.writeArrayFieldStart(field);
        return this;
    }

    RecordWriter endList() throws IOException {
        json.writeEndArray();
        return this;
    }

    RecordWriter object(String field) throws IOException {
        depth++;
        json.writeObjectFieldStart(field);
        return this;
    }

    RecordWriter text(String field, String value) throws IOException {
        json.writeStringField(field, value);
        return this;
    }

    RecordWriter uuid(String field, UUID value) throws IOException {
        return text(field, value.toString());
    }

    RecordWriter number(String field, int value) throws IOException {
        json.writeNumberField(field, value);
        return this;
    }

    /** The field when it is true; left out when it is not. */
    RecordWriter flag(String field, boolean value) throws IOException {
        if (value) {
            json.writeBooleanField(field, true);
        }
        return this;
    }

    /** A way to reach somebody, as FK Organisation lists them. */
    RecordWriter address(String role, String value) throws IOException {
        return begin().text("adresseRolleTitel", role)
                .text("adresseTekst", value)
                .end();
    }

    int records() {
        return records;
    }

    /** Ends the array. Closes the file also when that fails. */
    @Override
    public void close() throws IOException {
        try (stream) {
            json.flush();
            stream.write("\n]\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
