package dk.hoibu.fhir.audit;

import dk.hoibu.fhir.access.Journal.Closeness;
import java.util.Optional;

/**
 * What is known of an access while it is made, and is not kept: for {@link Onlooker}s alone.
 *
 * @param closeness what the child is to the user; empty when it is nobody, or that cannot be told
 * @param municipality code of the one the child lives in, four digits; empty when not learnt
 * @param unnoted whether the answer was held back because nobody noted what it tells
 */
public record Circumstances(Optional<Closeness> closeness, Optional<String> municipality, boolean unnoted) {

    /** Nothing is known. */
    public static Circumstances unknown() {
        return new Circumstances(Optional.empty(), Optional.empty(), false);
    }
}
