package dk.hoibu.fhir.access;

import java.util.Set;

/**
 * Where data go, and which.
 *
 * @param roles who is there
 * @param items what they may see
 */
record Direction(Set<Role> roles, Set<Item.Kind> items) {

    Direction {
        roles = Set.copyOf(roles);
        items = Set.copyOf(items);
    }
}
