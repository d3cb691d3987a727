package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Node;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Whether one time is not after another, as FHIRPath compares them. */
final class Periods {

    private Periods() {}

    /** Yes if one of them is not there or is no time. Of two that are known to different exactness and may be the same, no. */
    static boolean inOrder(@Nullable Node start, @Nullable Node end) {
        String from = start == null ? null : start.value();
        String until = end == null ? null : end.value();
        if (from == null
                || until == null
                || Values.broken("dateTime", from) != null
                || Values.broken("dateTime", until) != null) {
            return true;
        }
        if (from.length() > 10 && until.length() > 10) {
            return instants(from, until);
        }
        int length = Math.min(Math.min(from.length(), until.length()), 10);
        int order = from.substring(0, length).compareTo(until.substring(0, length));
        return order < 0 || order == 0 && from.length() == until.length();
    }

    private static boolean instants(String from, String until) {
        try {
            return !OffsetDateTime.parse(from)
                    .toInstant()
                    .isAfter(OffsetDateTime.parse(until).toInstant());
        } catch (DateTimeException leapSecond) {
            return true;
        }
    }
}
