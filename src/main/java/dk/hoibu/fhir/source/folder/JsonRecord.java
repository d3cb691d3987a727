package dk.hoibu.fhir.source.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A strict view of one record: every field must be read or passed over on purpose, so that a slip of the pen in a
 * field's name cannot hide what it says. All methods throw {@link UnreadableRecord} naming the field, never its
 * value. Used by one thread.
 */
public final class JsonRecord {

    private final JsonNode node;
    private final RelativeTime times;
    private final String path;
    private final Set<String> known = new HashSet<>();
    private final List<JsonRecord> parts = new ArrayList<>();

    JsonRecord(JsonNode node, RelativeTime times) {
        this(node, times, "");
    }

    private JsonRecord(JsonNode node, RelativeTime times, String path) {
        this.node = node;
        this.times = times;
        this.path = path;
    }

    /** What {@code reader} makes of the record, after checking that it has read all of it. */
    public <T> T read(Function<JsonRecord, T> reader) {
        T result = reader.apply(this);
        checkAllRead();
        return result;
    }

    /** The text of a field that must be there. */
    public String text(String field) {
        return optionalText(field).orElseThrow(() -> wrong(field, "is missing"));
    }

    /** The text of a field, where it is there and not empty. */
    public Optional<String> optionalText(String field) {
        return value(field)
                .map(value -> {
                    if (!value.isTextual()) {
                        throw wrong(field, "is not text");
                    }
                    return value.textValue();
                })
                .filter(text -> !text.isBlank());
    }

    /** A whole number that must be there. */
    public int number(String field) {
        JsonNode value = value(field).orElseThrow(() -> wrong(field, "is missing"));
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw wrong(field, "is not a whole number");
        }
        return value.intValue();
    }

    /** Whether the field says true; a field left out says false. */
    public boolean flag(String field) {
        return value(field)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrong(field, "is not true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    public Instant instant(String field) {
        return optionalInstant(field).orElseThrow(() -> wrong(field, "is missing"));
    }

    public Optional<Instant> optionalInstant(String field) {
        return optional(field, "a time", times::instant);
    }

    public LocalDate date(String field) {
        return optionalDate(field).orElseThrow(() -> wrong(field, "is missing"));
    }

    public Optional<LocalDate> optionalDate(String field) {
        return optional(field, "a date", times::date);
    }

    /** The wall time in Denmark, with the offset in force then. */
    public Optional<OffsetDateTime> optionalWallTime(String field) {
        return optional(field, "a time", times::wallTime);
    }

    public UUID uuid(String field) {
        return optionalUuid(field).orElseThrow(() -> wrong(field, "is missing"));
    }

    public Optional<UUID> optionalUuid(String field) {
        return optional(field, "a UUID", JsonRecord::exactUuid);
    }

    /**
     * What {@code reader} makes of the text of a field that must be there; {@code what} says what the text should have
     * been.
     */
    public <T> T as(String field, String what, Function<String, Optional<T>> reader) {
        return reader.apply(text(field)).orElseThrow(() -> wrong(field, "is not " + what));
    }

    /** The object in a field; empty when the field is left out. */
    public Optional<JsonRecord> object(String field) {
        return value(field).map(value -> part(field, value));
    }

    /** The objects in a field's list; none when the field is left out. */
    public List<JsonRecord> list(String field) {
        Optional<JsonNode> list = value(field);
        if (list.isEmpty()) {
            return List.of();
        }
        if (!list.get().isArray()) {
            throw wrong(field, "is not a list");
        }
        List<JsonRecord> objects = new ArrayList<>();
        list.get().forEach(value -> objects.add(part(field, value)));
        return objects;
    }

    /** Passes over fields that may be there and are never read. */
    public void passOver(String... fields) {
        known.addAll(List.of(fields));
    }

    /** That the field is not what it should be. */
    public UnreadableRecord wrong(String field, String what) {
        return new UnreadableRecord(path + field + " " + what);
    }

    private <T> Optional<T> optional(String field, String what, Function<String, T> reader) {
        try {
            return optionalText(field).map(reader);
        } catch (DateTimeException | IllegalArgumentException quotesTheValue) {
            throw wrong(field, "is not " + what);
        }
    }

    /** {@link UUID#fromString} also takes texts with too few digits. */
    private static UUID exactUuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("digits are missing");
        }
        return uuid;
    }

    private Optional<JsonNode> value(String field) {
        known.add(field);
        return Optional.ofNullable(node.get(field));
    }

    private JsonRecord part(String field, JsonNode value) {
        if (!value.isObject()) {
            throw wrong(field, "is not an object");
        }
        JsonRecord part = new JsonRecord(value, times, path + field + ".");
        parts.add(part);
        return part;
    }

    private void checkAllRead() {
        for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!known.contains(field)) {
                throw wrong(field, "is not a field of this record");
            }
        }
        parts.forEach(JsonRecord::checkAllRead);
    }
}
