package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.search.SearchDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be asked of each resource type: the one table behind the parser, the matching and the CapabilityStatement. */
public final class Definitions {

    /** What is made from the sources, by type: about children, and of the registers. */
    static final Map<String, SearchDefinition<?>> OF_SOURCES = byType(List.of(
            ChildDefinitions.PATIENT,
            ChildDefinitions.CASE,
            ChildDefinitions.APPOINTMENT,
            ChildDefinitions.NETWORK,
            DirectoryDefinitions.ORGANISATION,
            DirectoryDefinitions.STAFF_ROLE,
            DirectoryDefinitions.STAFF,
            DirectoryDefinitions.SERVICE,
            DirectoryDefinitions.LOCATION));

    private Definitions() {}

    /** All that a server with that guide answers, by type, in the order the CapabilityStatement lists them. */
    public static Map<String, SearchDefinition<?>> with(Guide guide) {
        Map<String, SearchDefinition<?>> all = new LinkedHashMap<>(OF_SOURCES);
        all.put(AuditDefinitions.EVENT.type(), AuditDefinitions.EVENT);
        all.putAll(byType(GuideDefinitions.ALL.stream()
                .filter(definition -> guide.types().contains(definition.type()))
                .toList()));
        return Collections.unmodifiableMap(all);
    }

    private static Map<String, SearchDefinition<?>> byType(List<SearchDefinition<?>> definitions) {
        Map<String, SearchDefinition<?>> byType = new LinkedHashMap<>();
        definitions.forEach(definition -> byType.put(definition.type(), definition));
        return Collections.unmodifiableMap(byType);
    }
}
