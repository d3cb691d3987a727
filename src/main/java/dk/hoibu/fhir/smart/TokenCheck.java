package dk.hoibu.fhir.smart;

import dk.hoibu.fhir.access.Identity;

/** Decides whether an access token is to be trusted, and tells whom it identifies. */
public sealed interface TokenCheck permits TokenVerifier, TokenIntrospection, TokenCheckByForm {

    /**
     * Whom {@code token} identifies.
     *
     * @throws TokenRefused when it is not to be trusted, or when that cannot be told
     */
    Identity identify(String token);
}
