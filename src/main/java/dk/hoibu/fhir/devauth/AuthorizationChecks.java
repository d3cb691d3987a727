package dk.hoibu.fhir.devauth;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an authorization request must be like (SMART App Launch 2.2, obtain authorization code). */
final class AuthorizationChecks {

    private AuthorizationChecks() {}

    /**
     * The request that {@code parameters} are.
     *
     * @param audience our FHIR base URL
     * @param launched whether a launch handle was redeemed with it
     */
    static AuthorizationRequest checked(Map<String, List<String>> parameters, URI audience, boolean launched)
            throws GeneralException {
        requireKnownForm(parameters);
        List<String> scopes = Scope.parse(one(parameters, "scope")).toStringList();
        AuthorizationRequest request = scopes.contains("openid")
                ? AuthenticationRequest.parse(parameters)
                : AuthorizationRequest.parse(parameters);
        if (one(parameters, "state").isBlank()) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "state is required");
        }
        if (request.getResponseMode() != null && !ResponseMode.QUERY.equals(request.getResponseMode())) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "response_mode: query alone");
        }
        requireProofKey(request);
        requireAudience(parameters, audience);
        requireScopes(scopes, parameters.containsKey("launch"), launched);
        if (request.getPrompt() != null && request.getPrompt().contains(Prompt.Type.NONE)) {
            throw new Wrong(OIDCError.LOGIN_REQUIRED);
        }
        return request;
    }

    private static void requireKnownForm(Map<String, List<String>> parameters) throws Wrong {
        if (parameters.containsKey("request")) {
            throw new Wrong(OAuth2Error.REQUEST_NOT_SUPPORTED);
        }
        if (parameters.containsKey("request_uri")) {
            throw new Wrong(OAuth2Error.REQUEST_URI_NOT_SUPPORTED);
        }
        String type = one(parameters, "response_type");
        if (!type.isEmpty() && !type.equals(ResponseType.CODE.toString())) {
            throw new Wrong(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
        }
    }

    private static void requireProofKey(AuthorizationRequest request) throws Wrong {
        if (request.getCodeChallenge() == null
                || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())
                || !request.getCodeChallenge().getValue().matches("[A-Za-z0-9_-]{43}")) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "code_challenge with code_challenge_method=S256 is required");
        }
    }

    private static void requireAudience(Map<String, List<String>> parameters, URI audience) throws Wrong {
        List<String> named = Stream.of("aud", "resource")
                .map(name -> one(parameters, name))
                .filter(it -> !it.isEmpty())
                .toList();
        boolean ours = named.stream().allMatch(it -> it.equals(audience.toString()) || it.equals(audience + "/"));
        if (named.isEmpty() || !ours) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "aud must be the FHIR base URL of this server");
        }
    }

    private static void requireScopes(List<String> scopes, boolean withHandle, boolean launched) throws Wrong {
        if (scopes.isEmpty()) {
            throw new Wrong(OAuth2Error.INVALID_SCOPE, "scope is required");
        }
        if (withHandle != scopes.contains("launch")) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "launch and the scope launch go together");
        }
        if (withHandle && !launched) {
            throw new Wrong(OAuth2Error.INVALID_REQUEST, "launch: used, expired, unknown, or of another application");
        }
    }

    /** The value of that parameter; empty when there is none. */
    private static String one(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }
}
