package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.access.Requester;

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
}
