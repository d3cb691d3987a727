package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.search.SearchDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be asked of each resource type: the one table behind the parser, the matching and the CapabilityStatement. */
public final class Definitions {

    /** All of them, by type, in the order the CapabilityStatement lists them. */
    public static final Map<String, SearchDefinition<?>> ALL = byType();

    private Definitions() {}

    private static Map<String, SearchDefinition<?>> byType() {
        Map<String, SearchDefinition<?>> all = new LinkedHashMap<>();
        for (SearchDefinition<?> definition : List.<SearchDefinition<?>>of(
                ChildDefinitions.PATIENT,
                ChildDefinitions.CASE,
                ChildDefinitions.APPOINTMENT,
                ChildDefinitions.NETWORK,
                DirectoryDefinitions.ORGANISATION,
                DirectoryDefinitions.STAFF_ROLE,
                DirectoryDefinitions.STAFF,
                DirectoryDefinitions.SERVICE,
                DirectoryDefinitions.LOCATION)) {
            all.put(definition.type(), definition);
        }
        return all;
    }
}
