package dk.hoibu.fhir.message.view;

import java.util.Optional;

/** Says what an organisation is called that a message names by its number alone. */
@FunctionalInterface
public interface Names {

    /** Empty when SOR does not have it, or does not answer. */
    Optional<String> of(String sor);
}
