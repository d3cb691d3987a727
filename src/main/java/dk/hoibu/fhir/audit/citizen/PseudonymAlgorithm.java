package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.audit.Asker.User;
import dk.hoibu.fhir.domain.PersonNumber;
import java.util.Optional;
import java.util.UUID;

/** How a member of staff whose name is concealed is called in the log of one child. Safe for use by many threads. */
@FunctionalInterface
public interface PseudonymAlgorithm {

    /** No pseudonym at all, so that two accesses by the same person cannot be told from those by two. */
    PseudonymAlgorithm NONE = (user, child, salt) -> Optional.empty();

    /**
     * The same for the same person and child as long as the salt is the same, another for another child; empty when there can be none of what
     * is known of the person.
     *
     * @param child whose log it is, not whoever reads it on the child's behalf
     * @param salt the period's, in its base 64 text; never blank
     */
    Optional<UUID> of(User user, PersonNumber child, String salt);

    /**
     * The algorithm that settings and commands call {@code name}.
     *
     * @throws IllegalArgumentException when there is none
     */
    static PseudonymAlgorithm named(String name) {
        return switch (name) {
            case "national" -> new NationalPseudonym();
            case "keyed" -> new KeyedPseudonym();
            case "none" -> NONE;
            default -> throw new IllegalArgumentException("a pseudonym is national, keyed or none");
        };
    }
}
