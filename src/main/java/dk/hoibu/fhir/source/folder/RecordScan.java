package dk.hoibu.fhir.source.folder;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dk.hoibu.fhir.domain.PersonNumber;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over a file of records that notes where each of them is and whom it is about, and keeps nothing else. */
final class RecordScan {

    /** A place is an offset and, in its lowest bits, a length. */
    static final int LENGTH_BITS = 24;

    private static final int BYTE_ORDER_MARK = 3;

    private final String name;
    private final List<PersonKey> keys;
    private final NumberIndex.Builder index = new NumberIndex.Builder();
    private long[] keysOfRecord = new long[8];
    private int keyCount;
    private int record;

    RecordScan(String name, List<PersonKey> keys) {
        this.name = name;
        this.keys = keys;
    }

    NumberIndex read(Content content) {
        try (InputStream stream = new BufferedInputStream(content.stream(), 1 << 16)) {
            long start = skipByteOrderMark(stream);
            try (JsonParser parser = JsonRecords.JSON.getFactory().createParser(stream)) {
                readAll(parser, start);
            }
            return index.build();
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the file, so it goes no further.
            throw new IllegalArgumentException(name + ": not valid JSON at " + JsonRecords.position(e));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static long skipByteOrderMark(InputStream stream) throws IOException {
        stream.mark(BYTE_ORDER_MARK);
        if (stream.read() == 0xEF && stream.read() == 0xBB && stream.read() == 0xBF) {
            return BYTE_ORDER_MARK;
        }
        stream.reset();
        return 0;
    }

    private void readAll(JsonParser parser, long start) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException(name + ": not a JSON array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            record++;
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw wrong("not an object");
            }
            long from = parser.currentTokenLocation().getByteOffset();
            readRecord(parser);
            long to = parser.currentLocation().getByteOffset();
            note(start + from, to - from);
        }
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException(name + ": something follows the JSON array");
        }
    }

    private void note(long offset, long length) {
        if (offset < 0 || length >= 1L << LENGTH_BITS) {
            throw wrong(offset < 0 ? "not UTF-8" : "too long");
        }
        for (int i = 0; i < keyCount; i++) {
            index.add(keysOfRecord[i], offset << LENGTH_BITS | length);
        }
    }

    private void readRecord(JsonParser parser) throws IOException {
        keyCount = 0;
        int required = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            PersonKey key = keyNamed(parser.currentName());
            JsonToken value = parser.nextToken();
            if (key == null) {
                parser.skipChildren();
            } else if (key.list().isEmpty()) {
                required += key.required() ? 1 : 0;
                add(parser, key);
            } else if (value == JsonToken.START_ARRAY) {
                readList(parser, key);
            } else {
                throw wrong(key.list().get() + " is not a list");
            }
        }
        if (required < keys.stream().filter(PersonKey::required).count()) {
            throw wrong("the person number is missing");
        }
    }

    private void readList(JsonParser parser, PersonKey key) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw wrong(key.list().orElseThrow() + " holds something else than objects");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean wanted = parser.currentName().equals(key.field());
                parser.nextToken();
                if (wanted) {
                    add(parser, key);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private void add(JsonParser parser, PersonKey key) throws IOException {
        String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
        if (PersonKey.isOtherUrn(text)) {
            return;
        }
        long number = PersonKey.numberIn(text)
                .map(PersonNumber::asLong)
                .orElseThrow(() -> wrong(key.field() + " is no person number"));
        for (int i = 0; i < keyCount; i++) {
            if (keysOfRecord[i] == number) {
                return;
            }
        }
        if (keyCount == keysOfRecord.length) {
            keysOfRecord = Arrays.copyOf(keysOfRecord, keyCount * 2);
        }
        keysOfRecord[keyCount++] = number;
    }

    private @Nullable PersonKey keyNamed(String field) {
        for (PersonKey key : keys) {
            if (key.list().orElse(key.field()).equals(field)) {
                return key;
            }
        }
        return null;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(name + ": record " + record + ": " + what);
    }
}
