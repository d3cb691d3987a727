package dk.hoibu.fhir.access;

import dk.hoibu.fhir.domain.PersonNumber;

/** Decides who may ask at all. Ports and resources only see the {@link Grant}. */
public interface AccessRule {

    AccessDecision<CitizenGrant> citizen(Requester requester, PersonNumber citizen);

    AccessDecision<DirectoryGrant> directory(Requester requester);
}
