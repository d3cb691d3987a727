package dk.hoibu.fhir.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.hoibu.fhir.conformance.R4Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hl7.fhir.r4.model.Bundle;

/** Messages as XML, and what can be done to XML alone. */
final class XmlMutations {

    private XmlMutations() {}

    /** As XML if HAPI can read it, with or without something more done to it; as JSON if not. */
    static Mutant of(String from, String deed, ObjectNode bundle, SplittableRandom random) {
        String xml;
        try {
            Bundle parsed = R4Validator.CONTEXT.newJsonParser().parseResource(Bundle.class, bundle.toString());
            xml = R4Validator.CONTEXT.newXmlParser().encodeResourceToString(parsed);
        } catch (RuntimeException notReadable) {
            return new Mutant(from, deed, bundle.toString());
        }
        if (random.nextBoolean()) {
            return new Mutant(from, "xml " + deed, xml);
        }
        return change(from, deed, xml, random);
    }

    private static Mutant change(String from, String deed, String xml, SplittableRandom random) {
        List<Integer> tags = new ArrayList<>();
        for (int at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
            tags.add(at);
        }
        int at = tags.get(random.nextInt(tags.size()));
        int end = xml.indexOf('>', at) + 1;
        String tag = xml.substring(at, end);
        String other = switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> tag + tag;
            case 2 -> tag.replaceFirst("value=\"", "vaerdi=\"");
            case 3 -> "tekst" + tag;
            case 4 -> tag.replaceFirst("(/?)>$", " class=\"x\"$1>");
            case 5 -> "<!-- bemærkning -->" + tag;
            case 6 -> tag.replaceFirst("^<([a-zA-Z]+)", "<$1 xmlns=\"http://andet.dk\"");
            default -> "<ukendt value=\"x\"/>" + tag;
        };
        return new Mutant(
                from,
                "xml " + deed + " and " + tag + " to " + other,
                xml.substring(0, at) + other + xml.substring(end));
    }
}
