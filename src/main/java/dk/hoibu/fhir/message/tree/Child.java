package dk.hoibu.fhir.message.tree;

import java.util.List;
import java.util.Set;

/**
 * An element that a type of FHIR R4 has.
 *
 * @param name as in paths: {@code value}, also for {@code value[x]}
 * @param place in the order of the type's elements, from 0
 * @param max {@link Integer#MAX_VALUE} if there is no limit
 * @param types the names of the types it may have; empty if any type will do
 * @param targets the resource types a reference may be to; empty for any
 * @param codes those that R4 allows; empty if it leaves them open
 */
public record Child(
        String name,
        int place,
        int min,
        int max,
        Form form,
        List<String> types,
        Set<String> targets,
        Set<String> codes) {

    /** How its name tells the type. */
    public enum Form {
        PLAIN,
        /** {@code value[x]}. */
        CHOICE,
        /** A resource, whose type stands inside it. */
        RESOURCE
    }

    public Child {
        types = List.copyOf(types);
        targets = Set.copyOf(targets);
        codes = Set.copyOf(codes);
    }

    /** Whether it is a list in JSON. */
    public boolean repeats() {
        return max > 1;
    }
}
