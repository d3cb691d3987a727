package dk.hoibu.fhir.access;

import java.util.Optional;

/**
 * What the person register says of a child, as far as rules need it.
 *
 * @param age full years on this day in Denmark; empty when the register did not answer
 * @param dead whether the child has died; false when the register did not answer
 * @param nameAndAddressProtected whether name and address are protected; taken for true when the register did not answer
 */
public record ChildFacts(Optional<Integer> age, boolean dead, boolean nameAndAddressProtected) {

    /** When the register did not answer. */
    public static final ChildFacts UNKNOWN = new ChildFacts(Optional.empty(), false, true);
}
