package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.access.Requester;
import java.util.Optional;

/** Says what organisations are called that messages name by number alone. */
@FunctionalInterface
public interface OrganisationNames {

    /** Empty when the register does not have it, or does not answer. */
    Optional<String> name(Requester requester, String sor);
}
