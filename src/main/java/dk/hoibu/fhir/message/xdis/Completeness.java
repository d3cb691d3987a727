package dk.hoibu.fhir.message.xdis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a report complete: what was converted is converted back, and every element that is then another, is gone, or was not there, is
 * told, unless the conversion told of that very element already. What the mapping forgets is told that way too.
 */
final class Completeness {

    private Completeness() {}

    /** Adds to {@code differences} what {@code back} has otherwise than {@code original}; both by path. */
    static void tell(Map<String, List<String>> original, Map<String, List<String>> back, Differences differences) {
        Set<String> paths = new TreeSet<>(original.keySet());
        paths.addAll(back.keySet());
        for (String path : paths) {
            List<String> before = original.getOrDefault(path, List.of());
            List<String> after = back.getOrDefault(path, List.of());
            if (before.equals(after) || told(path, differences)) {
                continue;
            }
            if (after.isEmpty()) {
                differences.lost(path, "the other format has no place for it");
            } else if (before.isEmpty()) {
                differences.assumed(path, "the original does not have it; after a conversion back it is there");
            } else {
                differences.changed(path, "after a conversion back it is another");
            }
        }
    }

    private static boolean told(String path, Differences differences) {
        return differences.report().findings().stream()
                .map(ConversionReport.Finding::element)
                .anyMatch(path::equals);
    }
}
