package dk.hoibu.fhir.message.xdis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.hl7.fhir.r4.model.Bundle;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Whether every difference between two documents is told: compares what was written, with no code of the conversion. */
final class Told {

    private static final Set<String> TECHNICAL = Set.of("meta", "fullUrl", "resourceType");

    private Told() {}

    static void requireTold(
            Map<String, List<String>> before, Map<String, List<String>> after, ConversionReport report) {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<String> untold = new ArrayList<>();
        for (String path : paths) {
            boolean same = before.getOrDefault(path, List.of()).equals(after.getOrDefault(path, List.of()));
            if (!same && !report.tellsOf(path)) {
                untold.add(path + ": " + before.get(path) + " -> " + after.get(path));
            }
        }
        assertThat(untold).as(() -> String.valueOf(report.findings())).isEmpty();
    }

    /** The texts of a letter's elements. */
    static Map<String, List<String>> xml(byte[] letter) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            Map<String, List<String>> values = new TreeMap<>();
            Element root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(letter))
                    .getDocumentElement();
            add("", root, values);
            values.put("namespace", List.of(root.getNamespaceURI()));
            return sorted(values);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void add(String path, Element element, Map<String, List<String>> values) {
        boolean leaf = element.getLocalName().equals("Text01");
        boolean any = false;
        for (Node child = element.getFirstChild(); child != null && !leaf; child = child.getNextSibling()) {
            if (child instanceof Element inside) {
                any = true;
                String name = inside.getLocalName();
                boolean top = path.isEmpty() || path.equals("ClinicalEmail");
                add(top ? name : path + "." + name, inside, values);
            }
        }
        if (!any) {
            values.computeIfAbsent(path, unused -> new ArrayList<>())
                    .add(leaf ? lines(element) : element.getTextContent());
        }
    }

    /** The text with its line ends, blanks as one. */
    private static String lines(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            text.append(
                    child instanceof Element mark
                            ? (mark.getLocalName().equals("Break") ? "\n" : " ")
                            : child.getTextContent());
        }
        return text.toString();
    }

    /** The values of a message's elements; ids, references and narratives are its own. */
    static Map<String, List<String>> json(Bundle message) {
        try {
            JsonNode bundle =
                    new ObjectMapper().readTree(Letters.CONTEXT.newJsonParser().encodeResourceToString(message));
            Map<String, List<String>> values = new TreeMap<>();
            put("Bundle.id", bundle.path("id").asText(), values);
            put("Bundle.timestamp", bundle.path("timestamp").asText(), values);
            for (JsonNode entry : bundle.path("entry")) {
                JsonNode resource = entry.path("resource");
                String type = resource.path("resourceType").asText();
                if (type.equals("MessageHeader")) {
                    put("MessageHeader.id", resource.path("id").asText(), values);
                }
                resource.properties().stream()
                        .filter(field -> !Set.of("id", "text").contains(field.getKey()))
                        .forEach(field -> add(type, field.getKey(), field.getValue(), values));
            }
            return sorted(values);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void add(String parent, String name, JsonNode value, Map<String, List<String>> values) {
        if (TECHNICAL.contains(name)
                || name.equals("reference") && !value.asText().startsWith("urn")) {
            return;
        }
        String path = parent + "."
                + name.replaceFirst("^_", "")
                        .replaceFirst("^(content(?=String|Attachment)|value|occurred|deceased|event)[A-Z]\\w*$", "$1");
        if (value.isArray()) {
            value.forEach(item -> add(parent, name, item, values));
        } else if (value.isObject()) {
            value.properties().forEach(field -> add(path, field.getKey(), field.getValue(), values));
        } else if (!value.isNull()) {
            put(path, value.asText(), values);
        }
    }

    private static void put(String path, String value, Map<String, List<String>> values) {
        boolean time = value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*");
        String plain = time ? Instant.from(OffsetDateTime.parse(value)).toString() : value;
        values.computeIfAbsent(path, unused -> new ArrayList<>()).add(plain);
    }

    private static Map<String, List<String>> sorted(Map<String, List<String>> values) {
        Map<String, List<String>> sorted = new TreeMap<>();
        values.forEach((path, list) -> sorted.put(path, list.stream().sorted().toList()));
        return sorted;
    }
}
