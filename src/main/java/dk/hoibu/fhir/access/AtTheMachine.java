package dk.hoibu.fhir.access;

import dk.hoibu.fhir.domain.PersonNumber;

/** Lets whoever works at the server's own command line look in the registers of organisations, and ask about nobody. */
public final class AtTheMachine implements AccessRule {

    private static final String RULE = "at-the-machine";

    @Override
    public AccessDecision<CitizenGrant> citizen(Requester requester, PersonNumber citizen) {
        return new AccessDecision.Refused<>(RULE);
    }

    @Override
    public AccessDecision.Granted<DirectoryGrant> directory(Requester requester) {
        return new AccessDecision.Granted<>(new DirectoryGrant(requester));
    }
}
