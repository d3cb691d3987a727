package dk.hoibu.fhir.message.tree;

import java.util.List;
import java.util.Optional;

/**
 * What was read of a text.
 *
 * @param root the resource without what did not fit; empty if the text could not be read to its end or is no Bundle
 * @param flaws what did not fit, in the order of the text; never empty if there is no root
 */
public record Reading(Optional<Node> root, List<Flaw> flaws) {

    public Reading {
        flaws = List.copyOf(flaws);
    }
}
