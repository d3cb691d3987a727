package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.XmlPiece.Element;
import dk.hoibu.fhir.message.xdis.XmlPiece.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** All values of a letter or a message by the paths of their elements, without places in lists; each path's values in order. */
final class Leaves {

    /** What a message has for itself alone: ids of what is in it, and what is said again. */
    private static final Set<String> TECHNICAL =
            Set.of("meta", "text", "fullUrl", "contained", "implicitRules", "language");

    private final Map<String, List<String>> values = new TreeMap<>();

    private Leaves() {}

    static Map<String, List<String>> of(XdisLetter letter) {
        Leaves leaves = new Leaves();
        Element message = SafeXml.root(LetterWriter.write(letter));
        leaves.add("", message);
        leaves.put("namespace", message.namespace());
        return leaves.sorted();
    }

    private void add(String path, Element element) {
        if (element.name().equals("Text01")) {
            put(path, FormattedText.read(element).plain());
        } else if (element.elements().isEmpty()) {
            element.pieces().stream().filter(Text.class::isInstance).forEach(piece -> put(path, ((Text) piece).text()));
        } else {
            element.elements()
                    .forEach(inside -> add(
                            path.isEmpty() || path.equals("ClinicalEmail") ? inside.name() : path + "." + inside.name(),
                            inside));
        }
    }

    static Map<String, List<String>> of(Bundle bundle) {
        Leaves leaves = new Leaves();
        leaves.put("Bundle.id", String.valueOf(bundle.getIdPart()));
        if (bundle.hasTimestamp()) {
            leaves.value("Bundle.timestamp", bundle.getTimestampElement());
        }
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            Resource resource = entry.getResource();
            if (resource.fhirType().equals("MessageHeader")) {
                leaves.put("MessageHeader.id", String.valueOf(resource.getIdPart()));
            }
            leaves.add(resource.fhirType(), resource);
        }
        return leaves.sorted();
    }

    private void add(String path, Base parent) {
        for (Property property : parent.children()) {
            String name = property.getName().replace("[x]", "");
            boolean own = parent instanceof Resource && name.equals("id");
            if (!own && !TECHNICAL.contains(name) || name.equals("text") && !(parent instanceof Resource)) {
                property.getValues().forEach(value -> child(path + "." + name, value));
            }
        }
    }

    private void child(String path, Base value) {
        if (value instanceof Reference reference && reference.hasReference()) {
            // the ids of what is in the message are its own; their type is kept
            put(path + ".reference", reference.getReference().replaceFirst("^.*?([A-Z][A-Za-z]+)/[^/]+$", "$1"));
        }
        if (value.isPrimitive()) {
            value(path, (PrimitiveType<?>) value);
        }
        if (value instanceof Reference) {
            value.children().stream()
                    .filter(property -> !property.getName().equals("reference"))
                    .forEach(property ->
                            property.getValues().forEach(inside -> child(path + "." + property.getName(), inside)));
        } else {
            add(path, value);
        }
    }

    private void value(String path, PrimitiveType<?> value) {
        if (!value.hasValue()) {
            return;
        }
        if (value instanceof BaseDateTimeType time) {
            put(path, DanishClock.instant(time).toString());
        } else if (value instanceof Base64BinaryType data) {
            put(path, data.getValue().length + " bytes " + Arrays.hashCode(data.getValue()));
        } else {
            put(path, value.getValueAsString());
        }
    }

    private void put(String path, String value) {
        values.computeIfAbsent(path, unused -> new ArrayList<>()).add(value);
    }

    private Map<String, List<String>> sorted() {
        values.values().forEach(list -> list.sort(null));
        return values;
    }
}
