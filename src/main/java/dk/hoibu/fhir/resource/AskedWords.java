package dk.hoibu.fhir.resource;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.search.PageLinks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** What a request says by a page link or in an operation's body, as names and values like those of any search, for the audit. */
public final class AskedWords {

    private final FhirContext context;
    private final Ids ids;

    public AskedWords(FhirContext context, Ids ids) {
        this.context = context;
        this.ids = ids;
    }

    /** The search that the link goes on with, and {@code _page} with how many it leaves out before; nothing when it is none of ours. */
    public Map<String, List<String>> page(String type, String link) {
        return PageLinks.parameters(ids, type, link);
    }

    /** The values of the parameters that have one: {@code system|value} of an identifier, the text of anything else; none when there is no reading it. */
    public Map<String, List<String>> body(byte[] body) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        try {
            Parameters parameters = OperationBody.read(body, context);
            parameters.getParameter().forEach(parameter -> {
                String text = text(parameter.getValue());
                if (parameter.hasName() && !text.isEmpty()) {
                    values.computeIfAbsent(parameter.getName(), name -> new ArrayList<>())
                            .add(text);
                }
            });
        } catch (Problem unreadable) {
            return Map.of();
        }
        return values;
    }

    private static String text(@org.jspecify.annotations.Nullable Type value) {
        if (value instanceof Identifier identifier) {
            return (identifier.hasSystem() ? identifier.getSystem() + "|" : "")
                    + (identifier.hasValue() ? identifier.getValue() : "");
        }
        if (value instanceof Reference reference) {
            return reference.hasReference() ? reference.getReference() : "";
        }
        return value != null && value.isPrimitive() ? String.valueOf(value.primitiveValue()) : "";
    }
}
