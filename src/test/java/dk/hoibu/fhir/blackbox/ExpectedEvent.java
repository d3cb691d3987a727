package dk.hoibu.fhir.blackbox;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What must stand in the log of one request.
 *
 * @param shape what kind of request it was, to be counted
 * @param question how it is told when something differs
 * @param values what the event's values must be, by the names in {@link LoggedEvent#NAMES}, all of them
 * @param opened the child whom a scope may have looked at beside; empty for none
 * @param recorded whether it is in the log at all
 * @param also what else is to be counted
 */
record ExpectedEvent(
        String shape,
        String question,
        Instant began,
        Instant ended,
        Map<String, Must> values,
        Optional<String> opened,
        boolean recorded,
        Map<String, Integer> also) {

    ExpectedEvent {
        if (recorded && !values.keySet().equals(java.util.Set.copyOf(LoggedEvent.NAMES))) {
            throw new IllegalArgumentException("not all values: " + values.keySet());
        }
    }
}
