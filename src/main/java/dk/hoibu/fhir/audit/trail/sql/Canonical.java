package dk.hoibu.fhir.audit.trail.sql;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An entry as the bytes that are hashed: a JSON array of id, recorded (milliseconds), child, type, subtype, action, outcome, user, client,
 * organisation, purpose, request id and payload, {@code null} for what is empty, without white space and with strings as RFC 8785 writes
 * them. All columns are in it, so that none can be altered unseen.
 */
final class Canonical {

    private final StringBuilder text;

    private Canonical(int length) {
        text = new StringBuilder(length);
    }

    static byte[] bytes(AuditEntry entry) {
        Canonical canonical = new Canonical(entry.payload().length() * 9 / 8 + 512);
        canonical.write(entry);
        return canonical.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(AuditEntry entry) {
        Marks marks = entry.marks();
        text.append('[');
        string(entry.id().toString());
        text.append(',').append(entry.recorded().toEpochMilli());
        next(marks.child());
        next(Optional.of(marks.type()));
        next(Optional.of(marks.subtype()));
        next(Optional.of(marks.action()));
        next(Optional.of(marks.outcome()));
        next(marks.user());
        next(marks.client());
        next(marks.organisation());
        next(marks.purpose());
        next(Optional.of(marks.requestId()));
        next(Optional.of(entry.payload()));
        text.append(']');
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private void next(Optional<String> value) {
        text.append(',');
        value.ifPresentOrElse(this::string, () -> text.append("null"));
    }

    private void string(String value) {
        text.append('"');
        for (int at = 0; at < value.length(); at++) {
            character(value.charAt(at));
        }
        text.append('"');
    }

    private void character(char character) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> {
                if (character < ' ') {
                    text.append("\\u00")
                            .append(character < 16 ? '0' : '1')
                            .append(Character.forDigit(character & 15, 16));
                } else {
                    text.append(character);
                }
            }
        }
    }
}
