package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.access.Requester;
import java.util.Optional;

/** Says whether there is an organisation that messages can be sent to. */
@FunctionalInterface
public interface Receivers {

    /** What is known of a receiver. */
    enum Known {
        YES,
        NO,
        /** The register does not answer. */
        NOT_NOW
    }

    /** Whether the register has an open organisation with that SOR id. */
    Known of(Requester requester, String sor);

    /** The telephone number of the organisation with that SOR id; empty when that is not known, or the register does not answer. */
    default Optional<String> phone(Requester requester, String sor) {
        return Optional.empty();
    }
}
