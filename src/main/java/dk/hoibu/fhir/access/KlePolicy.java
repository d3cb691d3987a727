package dk.hoibu.fhir.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which KLE subjects are relevant, and which inside them are not to be shown. Both generations of the family subjects are in it, since a
 * case keeps its number for life: 34.* from 2024 and the 27.* withdrawn then.
 *
 * <p>The list is text: {@code number;show|deny;area;detail;title} a line, {@code #} for comments. Only the very number counts; what is
 * not listed is hidden.
 */
public final class KlePolicy {

    private final Map<String, KleSubject> shown;

    private KlePolicy(Map<String, KleSubject> shown) {
        this.shown = Map.copyOf(shown);
    }

    /** The policy in {@code text}. A line that cannot be understood stops the start: a rule must not be lost in silence. */
    public static KlePolicy parse(String text) {
        Map<String, KleSubject> shown = new HashMap<>();
        int lineNumber = 0;
        for (String line : text.lines().toList()) {
            lineNumber++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split(";", 5);
            if (fields.length != 5 || !fields[0].matches("\\d\\d\\.\\d\\d\\.\\d\\d")) {
                throw new IllegalArgumentException("KLE policy, line " + lineNumber + ": five fields expected");
            }
            switch (fields[1]) {
                case "show" -> shown.put(fields[0], subject(fields));
                case "deny" -> shown.remove(fields[0]);
                default ->
                    throw new IllegalArgumentException("KLE policy, line " + lineNumber + ": show or deny expected");
            }
        }
        return new KlePolicy(shown);
    }

    /** The subject with that number; empty when the policy does not show it. */
    public Optional<KleSubject> subject(String number) {
        return Optional.ofNullable(shown.get(number));
    }

    private static KleSubject subject(String[] fields) {
        return new KleSubject(
                fields[0],
                Optional.of(fields[4]).filter(title -> !title.isBlank()),
                KleSubject.Area.ofCode(fields[2]),
                "yes".equals(fields[3]));
    }
}
