package dk.hoibu.fhir.devauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells whether a token counts (RFC 7662), and makes it count no more (RFC 7009). Safe for use by many threads. */
final class TokenInspection {

    /** Who has it may ask about every client's tokens. */
    static final String SCOPE = "https://hoibu.dk/fhir/scope/introspect";

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final ClientAuthenticator authenticator;
    private final OneTime<Session> refreshTokens;
    private final Revocations revocations;
    private final TokenWitness witness;

    TokenInspection(
            DevelopmentIssuer issuer,
            ClientAuthenticator authenticator,
            OneTime<Session> refreshTokens,
            Revocations revocations,
            Clock clock,
            TokenWitness witness) {
        this.authenticator = authenticator;
        this.refreshTokens = refreshTokens;
        this.revocations = revocations;
        this.witness = witness;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(issuer.publicKeys())));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(
                        issuer.base().toString(),
                        new JWTClaimsSet.Builder().issuer(issuer.name()).build(),
                        Set.of("exp", "jti", "client_id", "scope")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        claims.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** The claims of {@code token}; empty when it does not count. */
    private Optional<JWTClaimsSet> claims(String token) {
        try {
            return Optional.of(processor.process(token, null))
                    .filter(claims -> !revocations.contains(claims.getJWTID()));
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** The introspection response: the token's words for whoever may ask, and {@code active} alone otherwise. */
    HTTPResponse introspect(HTTPRequest request) throws GeneralException {
        TokenIntrospectionRequest asked;
        Optional<String> only;
        if (request.getAuthorization() != null && request.getAuthorization().regionMatches(true, 0, "Bearer", 0, 6)) {
            requireScope(request);
            asked = TokenIntrospectionRequest.parse(request);
            only = Optional.empty();
        } else {
            RegisteredClient client = authenticator.client(request);
            if (!client.confidential()) {
                throw new Wrong(OAuth2Error.INVALID_CLIENT);
            }
            asked = TokenIntrospectionRequest.parse(request);
            only = client.scopes().contains(SCOPE) ? Optional.empty() : Optional.of(client.id());
        }
        Optional<JWTClaimsSet> told = claims(asked.getToken().getValue())
                .filter(claims -> only.map(own -> own.equals(claims.getClaim("client_id")))
                        .orElse(true));
        if (told.isPresent() && !witness.hears()) {
            // what the token is used for could not be written down
            throw new Wrong(OAuth2Error.TEMPORARILY_UNAVAILABLE.setHTTPStatusCode(503));
        }
        return told.map(TokenInspection::active)
                .orElseGet(() -> new TokenIntrospectionSuccessResponse.Builder(false).build())
                .toHTTPResponse();
    }

    private void requireScope(HTTPRequest request) throws GeneralException {
        String header = request.getAuthorization();
        JWTClaimsSet claims = claims(header.substring("Bearer".length()).strip())
                .orElseThrow(() -> new Wrong(BearerTokenError.INVALID_TOKEN));
        if (!List.of(String.valueOf(claims.getClaim("scope")).split(" ")).contains(SCOPE)) {
            throw new Wrong(BearerTokenError.INSUFFICIENT_SCOPE);
        }
    }

    private static TokenIntrospectionSuccessResponse active(JWTClaimsSet claims) {
        TokenIntrospectionSuccessResponse.Builder response = new TokenIntrospectionSuccessResponse.Builder(true)
                .tokenType(AccessTokenType.BEARER)
                .scope(Scope.parse(String.valueOf(claims.getClaim("scope"))))
                .clientID(new ClientID(String.valueOf(claims.getClaim("client_id"))))
                .issuer(new Issuer(claims.getIssuer()))
                .subject(new Subject(claims.getSubject()))
                .audience(Audience.create(claims.getAudience()))
                .issueTime(claims.getIssueTime())
                .expirationTime(claims.getExpirationTime())
                .jwtID(new JWTID(claims.getJWTID()));
        for (String name : TokenWriter.LAUNCH_PARAMETERS) {
            parameter(response, claims, name);
        }
        parameter(response, claims, "fhirUser");
        parameter(response, claims, TokenWriter.CORRELATION);
        return response.build();
    }

    private static void parameter(
            TokenIntrospectionSuccessResponse.Builder response, JWTClaimsSet claims, String name) {
        if (claims.getClaim(name) != null) {
            response.parameter(name, claims.getClaim(name));
        }
    }

    /** Nothing to tell, also when there was nothing to revoke; a refresh token takes its session's access tokens along. */
    HTTPResponse revoke(HTTPRequest request) throws GeneralException {
        RegisteredClient client = authenticator.client(request);
        String token = TokenRevocationRequest.parse(request).getToken().getValue();
        Optional<Session> session = refreshTokens.look(token).map(OneTime.Drawn::value);
        if (session.isPresent()) {
            requireTheirs(client, session.get().client().id());
            revocations.revoke(session.get().id());
        }
        Optional<JWTClaimsSet> access = claims(token);
        if (access.isPresent()) {
            requireTheirs(client, String.valueOf(access.get().getClaim("client_id")));
            revocations.revoke(access.get().getJWTID());
        }
        return new HTTPResponse(200);
    }

    private static void requireTheirs(RegisteredClient client, String owner) throws GeneralException {
        if (!client.id().equals(owner)) {
            throw new Wrong(OAuth2Error.UNAUTHORIZED_CLIENT, "the token is another client's");
        }
    }
}
