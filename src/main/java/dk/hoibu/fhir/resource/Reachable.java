package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.search.SearchDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Finds, among resources at hand, those that others refer to, directly or by way of others. */
final class Reachable {

    private Reachable() {}

    /** In the order they are met, without {@code start} itself. */
    static List<Resource> from(List<Resource> start, Map<String, Resource> related) {
        Map<String, Resource> reached = new LinkedHashMap<>();
        Deque<Resource> open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            for (Reference reference : references(open.removeFirst())) {
                String target = reference.getReference();
                Resource found = target == null ? null : related.get(target);
                if (found != null && reached.putIfAbsent(target, found) == null) {
                    open.addLast(found);
                }
            }
        }
        return new ArrayList<>(reached.values());
    }

    /** Everything that {@code _include} could follow is a reference of the resource, and there are no others. */
    private static List<Reference> references(Resource resource) {
        SearchDefinition<?> definition = Definitions.OF_SOURCES.get(resource.fhirType());
        return definition == null ? List.of() : references(definition, resource);
    }

    private static <R extends Resource> List<Reference> references(SearchDefinition<R> definition, Resource resource) {
        R typed = definition.resource().cast(resource);
        return definition.includes().stream()
                .flatMap(include -> include.references().apply(typed).stream())
                .toList();
    }
}
