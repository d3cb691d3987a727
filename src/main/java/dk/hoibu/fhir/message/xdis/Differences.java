package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.ConversionReport.Finding;
import dk.hoibu.fhir.message.xdis.ConversionReport.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what a conversion has to tell; the same is told once. */
final class Differences {

    private final Set<Finding> findings = new LinkedHashSet<>();

    void lost(String element, String why) {
        findings.add(new Finding(Kind.LOST, element, why));
    }

    void changed(String element, String why) {
        findings.add(new Finding(Kind.CHANGED, element, why));
    }

    void shortened(String element, int most) {
        findings.add(new Finding(Kind.SHORTENED, element, "the letter has room for " + most + " characters"));
    }

    void assumed(String element, String why) {
        findings.add(new Finding(Kind.ASSUMED, element, why));
    }

    /** {@code text}, cut to {@code most} characters; the cut is told. */
    String cut(String element, String text, int most) {
        if (Fields.length(text) <= most) {
            return text;
        }
        shortened(element, most);
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end).strip();
    }

    ConversionReport report() {
        return new ConversionReport(List.copyOf(findings));
    }
}
