package dk.hoibu.fhir.message.xdis;

import java.util.List;

/**
 * What a conversion could not carry over as it was. Names elements, never what is in them: it may be logged and shown.
 *
 * @param findings in the order in which they were made; empty when nothing differs
 */
public record ConversionReport(List<Finding> findings) {

    public ConversionReport {
        findings = List.copyOf(findings);
    }

    /** What became of an element. */
    public enum Kind {
        /** It has no place in the other format. */
        LOST,
        /** It is there in another form. */
        CHANGED,
        /** It is there cut off. */
        SHORTENED,
        /** It was not in the original, and the other format must have it. */
        ASSUMED
    }

    /**
     * One difference.
     *
     * @param element its path in the format that has it, such as {@code Sender.StreetName} or {@code Communication.priority}
     * @param why for people
     */
    public record Finding(Kind kind, String element, String why) {

        @Override
        public String toString() {
            return kind + " " + element + ": " + why;
        }
    }

    /** Whether a difference of {@code element}, or of what it is in or has in it, is told. */
    public boolean tellsOf(String element) {
        return findings.stream()
                .map(Finding::element)
                .anyMatch(told ->
                        told.equals(element) || element.startsWith(told + ".") || told.startsWith(element + "."));
    }
}
