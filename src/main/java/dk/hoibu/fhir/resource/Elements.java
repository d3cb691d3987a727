package dk.hoibu.fhir.resource;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The elements that {@code _elements} may name, and those that come along because a resource without them is not valid. */
final class Elements {

    private final FhirContext context;
    private final Set<String> mandatory;

    Elements(FhirContext context, Set<String> types) {
        this.context = context;
        this.mandatory = Stream.concat(types.stream(), Stream.of("OperationOutcome"))
                .flatMap(type -> context.getResourceDefinition(type).getChildren().stream()
                        .filter(child -> child.getMin() > 0)
                        .map(child -> type + "." + child.getElementName()))
                .collect(Collectors.toSet());
    }

    Set<String> of(String type) {
        return context.getResourceDefinition(type).getChildren().stream()
                .map(BaseRuntimeChildDefinition::getElementName)
                .collect(Collectors.toSet());
    }

    /** Adds the mandatory elements to what the client asked for (FHIR R4 search, 3.1.1.5.9), before HAPI reads it. */
    void complete(RequestDetails details) {
        String[] asked = details.getParameters().get("_elements");
        if (asked == null) {
            return;
        }
        Map<String, String[]> parameters = new LinkedHashMap<>(details.getParameters());
        String all = Stream.concat(Arrays.stream(asked), mandatory.stream()).collect(Collectors.joining(","));
        parameters.put("_elements", new String[] {all});
        details.setParameters(parameters);
    }
}
