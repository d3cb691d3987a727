package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.trail.AuditQuery.Mark;
import dk.hoibu.fhir.audit.trail.Marks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a destination is not given, by the marks of entries.
 *
 * @param conditions an entry that meets any of them is left out
 */
public record LeaveOut(List<Condition> conditions) {

    public LeaveOut {
        conditions = List.copyOf(conditions);
    }

    /**
     * A mark and its value.
     *
     * @param prefix whether the mark only has to begin with {@code value}
     */
    public record Condition(Mark mark, String value, boolean prefix) {

        private boolean isMetBy(Marks marks) {
            return of(marks, mark)
                    .filter(it -> prefix ? it.startsWith(value) : it.equals(value))
                    .isPresent();
        }
    }

    /**
     * Reads conditions such as {@code outcome=8} and {@code organisation=cvr:*}. All marks but {@code child} can be named.
     *
     * @throws IllegalArgumentException when one is something else
     */
    public static LeaveOut parse(Collection<String> conditions) {
        List<Condition> parsed = new ArrayList<>();
        for (String condition : conditions) {
            int equals = condition.indexOf('=');
            if (equals < 1 || equals == condition.length() - 1) {
                throw new IllegalArgumentException("not a mark, an equals sign and a value");
            }
            String value = condition.substring(equals + 1);
            boolean prefix = value.endsWith("*");
            parsed.add(new Condition(
                    mark(condition.substring(0, equals)),
                    prefix ? value.substring(0, value.length() - 1) : value,
                    prefix));
        }
        return new LeaveOut(parsed);
    }

    private static Mark mark(String name) {
        for (Mark mark : Mark.values()) {
            if (mark != Mark.CHILD
                    && mark.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return mark;
            }
        }
        throw new IllegalArgumentException("no mark of entries is called " + name);
    }

    /** Whether an entry with these marks is left out. */
    public boolean covers(Marks marks) {
        return conditions.stream().anyMatch(condition -> condition.isMetBy(marks));
    }

    private static Optional<String> of(Marks marks, Mark mark) {
        return switch (mark) {
            case CHILD -> marks.child();
            case TYPE -> Optional.of(marks.type());
            case SUBTYPE -> Optional.of(marks.subtype());
            case ACTION -> Optional.of(marks.action());
            case OUTCOME -> Optional.of(marks.outcome());
            case USER -> marks.user();
            case CLIENT -> marks.client();
            case ORGANISATION -> marks.organisation();
            case PURPOSE -> marks.purpose();
            case REQUEST_ID -> Optional.of(marks.requestId());
        };
    }
}
