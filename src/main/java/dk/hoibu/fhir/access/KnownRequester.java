package dk.hoibu.fhir.access;

import dk.hoibu.fhir.domain.PersonNumber;

/** Lets those ask whom somebody has vouched for. What they are shown, the {@link DisclosurePolicy} decides. */
public final class KnownRequester implements AccessRule {

    private static final String RULE = "known-requester";

    @Override
    public AccessDecision<CitizenGrant> citizen(Requester requester, PersonNumber citizen) {
        requester.journal().asked(citizen);
        return requester.identity().isPresent()
                ? new AccessDecision.Granted<>(new CitizenGrant(requester, citizen))
                : new AccessDecision.Refused<>(RULE);
    }

    @Override
    public AccessDecision<DirectoryGrant> directory(Requester requester) {
        return requester.identity().isPresent()
                ? new AccessDecision.Granted<>(new DirectoryGrant(requester))
                : new AccessDecision.Refused<>(RULE);
    }
}
