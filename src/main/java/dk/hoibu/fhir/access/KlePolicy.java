package dk.hoibu.fhir.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which KLE subjects are relevant, and which inside them are not to be shown. Both generations of the family subjects are in it, since a
 * case keeps its number for life: 34.* from 2024 and the 27.* withdrawn then.
 *
 * <p>The list is text: {@code number;show|deny;detail} a line, {@code #} for comments. Only the very number counts; what is
 * not listed is hidden.
 */
public final class KlePolicy {

    /**
     * What is known of a KLE number, whoever shows it.
     *
     * @param area what cases with it are shown as
     * @param title the subject's title; empty when no release at hand has one
     */
    public record Topic(KleSubject.Area area, Optional<String> title) {}

    private final Map<String, KleSubject> shown;

    private KlePolicy(Map<String, KleSubject> shown) {
        this.shown = Map.copyOf(shown);
    }

    /**
     * The policy in {@code text}. A line that cannot be understood stops the start: a rule must not be lost in silence.
     *
     * @param topics the numbers that can be shown
     * @throws IllegalArgumentException naming the line that is wrong, or shows a number that has no area
     */
    public static KlePolicy parse(String text, Map<String, Topic> topics) {
        Map<String, KleSubject> shown = new HashMap<>();
        int lineNumber = 0;
        for (String line : text.lines().toList()) {
            lineNumber++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split(";", -1);
            if (fields.length != 3 || !fields[0].matches("\\d\\d\\.\\d\\d\\.\\d\\d")) {
                throw wrong(lineNumber, "number;show|deny;yes|no expected");
            }
            boolean detail = detail(fields[2], lineNumber);
            switch (fields[1]) {
                case "show" -> shown.put(fields[0], subject(fields[0], detail, topics, lineNumber));
                case "deny" -> shown.remove(fields[0]);
                default -> throw wrong(lineNumber, "show or deny expected");
            }
        }
        return new KlePolicy(shown);
    }

    /** The subject with that number; empty when the policy does not show it. */
    public Optional<KleSubject> subject(String number) {
        return Optional.ofNullable(shown.get(number));
    }

    private static boolean detail(String field, int lineNumber) {
        return switch (field) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw wrong(lineNumber, "yes or no expected");
        };
    }

    private static KleSubject subject(String number, boolean detail, Map<String, Topic> topics, int lineNumber) {
        Topic topic = topics.get(number);
        if (topic == null) {
            throw wrong(lineNumber, number + " is shown, but ConceptMap hoibu-kle-to-area gives it no area");
        }
        return new KleSubject(number, topic.title(), topic.area(), detail);
    }

    private static IllegalArgumentException wrong(int lineNumber, String what) {
        return new IllegalArgumentException("KLE policy, line " + lineNumber + ": " + what);
    }
}
