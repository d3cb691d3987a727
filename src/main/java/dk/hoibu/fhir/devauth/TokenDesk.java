package dk.hoibu.fhir.devauth;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint (SMART App Launch 2.2): a code, a refresh token, or a backend service's own word against an access token. A code or
 * refresh token that comes twice ends the whole session: one of the two who have it should not.
 */
final class TokenDesk {

    private final ClientAuthenticator authenticator;
    private final OneTime<Code> codes;
    private final OneTime<Session> refreshTokens;
    private final Revocations revocations;
    private final TokenWriter writer;
    private final Clock clock;
    private final TokenWitness witness;

    /** What is known of a request by the time it is answered. */
    private static final class Noted {

        private @Nullable RegisteredClient client;
        private @Nullable Session session;
        /** Makes what was paid with as good as before. */
        private Runnable undo = () -> {};
    }

    TokenDesk(
            ClientAuthenticator authenticator,
            OneTime<Code> codes,
            OneTime<Session> refreshTokens,
            Revocations revocations,
            TokenWriter writer,
            Clock clock,
            TokenWitness witness) {
        this.authenticator = authenticator;
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.revocations = revocations;
        this.writer = writer;
        this.clock = clock;
        this.witness = witness;
    }

    /** The token response, once it was heard of. */
    HTTPResponse token(HTTPRequest request) throws GeneralException {
        Noted noted = new Noted();
        HTTPResponse response;
        try {
            response = answer(request, noted);
        } catch (GeneralException wrong) {
            ErrorObject error = Endpoint.plain(wrong.getErrorObject());
            tell(request, noted, Optional.of(error.getCode()));
            throw wrong;
        }
        try {
            tell(request, noted, Optional.empty());
        } catch (GeneralException untold) {
            noted.undo.run();
            throw untold;
        }
        return response;
    }

    /** What cannot be told is not answered. */
    private void tell(HTTPRequest request, Noted noted, Optional<String> error) throws GeneralException {
        Optional<Session> session = Optional.ofNullable(noted.session);
        String grantType = Optional.ofNullable(
                        MultivaluedMapUtils.getFirstValue(request.getBodyAsFormParameters(), "grant_type"))
                .filter(text -> text.matches("[a-z_]{1,40}"))
                .orElse("?");
        try {
            witness.heard(new TokenWitness.Request(
                    request.getClientIPAddress(),
                    grantType,
                    Optional.ofNullable(noted.client).map(RegisteredClient::id),
                    session.map(Session::user),
                    error.isPresent() ? List.of() : session.map(Session::scopes).orElse(List.of()),
                    session.flatMap(Session::launch),
                    error));
        } catch (RuntimeException unheard) {
            throw new Wrong(OAuth2Error.TEMPORARILY_UNAVAILABLE.setHTTPStatusCode(503));
        }
    }

    private HTTPResponse answer(HTTPRequest request, Noted noted) throws GeneralException {
        RegisteredClient client = authenticator.client(request);
        noted.client = client;
        Map<String, List<String>> form = request.getBodyAsFormParameters();
        if (GrantType.AUTHORIZATION_CODE.getValue().equals(MultivaluedMapUtils.getFirstValue(form, "grant_type"))) {
            requireVerifier(form);
        }
        TokenRequest asked = TokenRequest.parse(request);
        AuthorizationGrant grant = asked.getAuthorizationGrant();
        if (!List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS)
                .contains(grant.getType())) {
            throw new Wrong(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
        }
        if (!client.may(grant.getType())) {
            throw new Wrong(OAuth2Error.UNAUTHORIZED_CLIENT, "the client was not registered for that grant type");
        }
        Optional<Scope> scope = Optional.ofNullable(asked.getScope());
        if (grant instanceof AuthorizationCodeGrant code) {
            return forCode(client, code, MultivaluedMapUtils.getFirstValue(form, "redirect_uri"), noted);
        }
        if (grant instanceof RefreshTokenGrant refresh) {
            return forRefreshToken(client, refresh.getRefreshToken().getValue(), scope, noted);
        }
        if (grant instanceof ClientCredentialsGrant) {
            return forService(client, scope.orElseGet(Scope::new), noted);
        }
        throw new Wrong(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
    }

    /** A code that comes without a verifier is in wrong hands: it is spent. */
    private void requireVerifier(Map<String, List<String>> form) throws GeneralException {
        String verifier = MultivaluedMapUtils.getFirstValue(form, "code_verifier");
        String code = MultivaluedMapUtils.getFirstValue(form, "code");
        if (code != null && (verifier == null || !verifier.matches("[A-Za-z0-9._~-]{43,128}"))) {
            drawn(code);
            throw new Wrong(OAuth2Error.INVALID_GRANT, "code_verifier is required");
        }
    }

    private Code drawn(String handle) throws GeneralException {
        OneTime.Drawn<Code> drawn = codes.draw(handle).orElseThrow(() -> new Wrong(OAuth2Error.INVALID_GRANT));
        if (drawn.again()) {
            revocations.revoke(drawn.value().session().id());
            throw new Wrong(OAuth2Error.INVALID_GRANT);
        }
        return drawn.value();
    }

    private HTTPResponse forCode(
            RegisteredClient client, AuthorizationCodeGrant grant, @Nullable String redirect, Noted noted)
            throws GeneralException {
        Code code = drawn(grant.getAuthorizationCode().getValue());
        noted.session = code.session();
        boolean theirs = code.session().client().id().equals(client.id());
        if (!theirs || !code.redirect().equals(redirect) || !proves(grant.getCodeVerifier(), code.challenge())) {
            throw new Wrong(OAuth2Error.INVALID_GRANT);
        }
        noted.undo = () -> codes.giveBack(grant.getAuthorizationCode().getValue());
        return writer.written(code.session(), TokenWriter.APPLICATION, true, refreshToken(code.session()));
    }

    private static boolean proves(CodeVerifier verifier, CodeChallenge challenge) {
        CodeChallenge computed = CodeChallenge.compute(CodeChallengeMethod.S256, verifier);
        return MessageDigest.isEqual(
                computed.getValue().getBytes(StandardCharsets.US_ASCII),
                challenge.getValue().getBytes(StandardCharsets.US_ASCII));
    }

    private Optional<String> refreshToken(Session session) {
        return session.has("online_access") && session.client().may(GrantType.REFRESH_TOKEN)
                ? Optional.of(refreshTokens.hand(session, session.ends()))
                : Optional.empty();
    }

    private HTTPResponse forRefreshToken(RegisteredClient client, String handle, Optional<Scope> scope, Noted noted)
            throws GeneralException {
        OneTime.Drawn<Session> looked =
                refreshTokens.look(handle).orElseThrow(() -> new Wrong(OAuth2Error.INVALID_GRANT));
        Session session = looked.value();
        noted.session = session;
        boolean theirs = session.client().id().equals(client.id());
        if (looked.again() || !theirs || revocations.contains(session.id())) {
            revocations.revoke(session.id());
            throw new Wrong(OAuth2Error.INVALID_GRANT);
        }
        List<String> scopes = scope.map(Scope::toStringList).orElse(session.scopes());
        if (scopes.isEmpty() || !new HashSet<>(session.scopes()).containsAll(scopes)) {
            throw new Wrong(OAuth2Error.INVALID_SCOPE, "no more than was granted");
        }
        boolean first = refreshTokens.draw(handle).map(it -> !it.again()).orElse(false);
        if (!first) {
            revocations.revoke(session.id());
            throw new Wrong(OAuth2Error.INVALID_GRANT);
        }
        noted.session = session.with(scopes);
        noted.undo = () -> refreshTokens.giveBack(handle);
        return writer.written(session.with(scopes), TokenWriter.APPLICATION, false, refreshToken(session));
    }

    private HTTPResponse forService(RegisteredClient client, Scope scope, Noted noted) throws GeneralException {
        List<String> requested = scope.toStringList();
        // all or nothing: a service that gets less than it asks for fails later, where it is harder to see why
        if (requested.isEmpty() || !GrantedScopes.to(client, requested).equals(requested)) {
            throw new Wrong(OAuth2Error.INVALID_SCOPE, "system scopes that the client was registered with");
        }
        Session session = new Session(
                UUID.randomUUID().toString(),
                client,
                client.user().orElseThrow(() -> new Wrong(OAuth2Error.UNAUTHORIZED_CLIENT)),
                requested,
                Optional.empty(),
                Optional.empty(),
                clock.instant());
        noted.session = session;
        return writer.written(session, TokenWriter.SERVICE, false, Optional.empty());
    }
}
