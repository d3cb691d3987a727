package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.domain.PersonNumber;
import java.util.Optional;

/** How a member of staff whose name is concealed is called in the log of one child. Safe for use by many threads. */
@FunctionalInterface
public interface Concealment {

    /** No name at all, so that two accesses by the same person cannot be told from those by two. */
    Concealment NAMELESS = (name, child) -> Optional.empty();

    /**
     * The same for the same name and child as long as the salt is the same, another for another child; empty for no name at all.
     *
     * @param name given names and surnames
     * @param child whose log it is, not whoever reads it on the child's behalf
     */
    Optional<String> pseudonym(String name, PersonNumber child);
}
