package dk.hoibu.fhir.devauth;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;

/**
 * What a code stands for.
 *
 * @param redirect where it was sent, to the letter
 * @param challenge whose verifier must come with it (RFC 7636, S256)
 */
record Code(Session session, String redirect, CodeChallenge challenge) {}
