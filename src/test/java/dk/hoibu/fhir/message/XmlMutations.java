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
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Mutant(from, "xml " + deed, xml);
            case 2, 3 -> change(from, deed, xml, random);
            default -> whole(from, deed, xml, random);
        };
    }

    /** Drops, doubles or moves an element with all that is in it. */
    private static Mutant whole(String from, String deed, String xml, SplittableRandom random) {
        List<Integer> starts = new ArrayList<>();
        for (int at = xml.indexOf('<', 1); at >= 0; at = xml.indexOf('<', at + 1)) {
            if (Character.isLetter(xml.charAt(at + 1))) {
                starts.add(at);
            }
        }
        int at = starts.get(random.nextInt(starts.size()));
        int end = end(xml, at);
        String element = xml.substring(at, end);
        String rest = xml.substring(0, at) + xml.substring(end);
        String name = element.substring(0, Math.min(40, element.length()));
        switch (random.nextInt(3)) {
            case 0 -> {
                return new Mutant(from, "xml " + deed + " and dropped " + name, rest);
            }
            case 1 -> {
                return new Mutant(
                        from, "xml " + deed + " and doubled " + name, xml.substring(0, end) + xml.substring(at));
            }
            default -> {
                // past the next one, if there is a next
                int next =
                        at < rest.length() && rest.charAt(at) == '<' && rest.charAt(at + 1) != '/' ? end(rest, at) : at;
                return new Mutant(
                        from,
                        "xml " + deed + " and moved " + name,
                        rest.substring(0, next) + element + rest.substring(next));
            }
        }
    }

    /** Where an element ends that begins there. */
    private static int end(String xml, int at) {
        int depth = 0;
        for (int i = at; i >= 0; i = xml.indexOf('<', i + 1)) {
            int close = xml.indexOf('>', i);
            boolean closing = xml.charAt(i + 1) == '/';
            boolean empty = xml.charAt(close - 1) == '/';
            depth += closing ? -1 : empty ? 0 : 1;
            if (depth == 0) {
                return close + 1;
            }
        }
        return xml.length();
    }

    private static Mutant change(String from, String deed, String xml, SplittableRandom random) {
        List<Integer> tags = new ArrayList<>();
        for (int at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
            tags.add(at);
        }
        int at = tags.get(random.nextInt(tags.size()));
        int end = xml.indexOf('>', at) + 1;
        String tag = xml.substring(at, end);
        String other = switch (random.nextInt(11)) {
            case 0 -> "";
            case 8 -> "<?bemærkning x?>" + tag;
            case 9 ->
                tag.replaceFirst(
                        "^<([a-zA-Z]+)",
                        "<$1 xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://hl7.org/fhir x.xsd\"");
            case 10 -> "<![CDATA[ ]]>" + tag;
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
