package dk.hoibu.fhir.access;

import dk.hoibu.fhir.domain.PersonNumber;

/** Serves test persons to anybody on this machine, and nobody else. */
public final class SampleOnLoopback implements AccessRule {

    private static final String RULE = "sample-on-loopback";

    @Override
    public AccessDecision<CitizenGrant> citizen(Requester requester, PersonNumber citizen) {
        requester.journal().asked(citizen);
        return requester.onLoopback()
                ? new AccessDecision.Granted<>(new CitizenGrant(requester, citizen))
                : new AccessDecision.Refused<>(RULE);
    }

    @Override
    public AccessDecision<DirectoryGrant> directory(Requester requester) {
        return requester.onLoopback()
                ? new AccessDecision.Granted<>(new DirectoryGrant(requester))
                : new AccessDecision.Refused<>(RULE);
    }
}
