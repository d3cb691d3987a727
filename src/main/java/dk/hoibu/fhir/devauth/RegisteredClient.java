package dk.hoibu.fhir.devauth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import dk.hoibu.fhir.smart.KeyLocation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.minidev.json.JSONObject;

/**
 * An application as it was registered (RFC 7591).
 *
 * @param redirects where codes may be sent, compared to the letter
 * @param origins of its pages, if it runs in a browser
 * @param scopes what it may ask for
 * @param keys its public keys; empty for a public client
 * @param user for a backend service, the sample's user that it is
 */
record RegisteredClient(
        String id,
        String name,
        Set<String> redirects,
        Set<String> origins,
        Set<GrantType> grants,
        List<String> scopes,
        Optional<Keys> keys,
        Optional<SampleUser> user) {

    /** Public keys, at hand or to be fetched from where the registration says. */
    sealed interface Keys {}

    record AtHand(JWKSet set) implements Keys {}

    record Elsewhere(KeyLocation.AtUrl location) implements Keys {}

    private static final Set<String> GRANTS = Set.of("authorization_code", "refresh_token", "client_credentials");

    RegisteredClient {
        redirects = Set.copyOf(redirects);
        origins = Set.copyOf(origins);
        grants = Set.copyOf(grants);
        scopes = List.copyOf(scopes);
    }

    /** Whether it must prove with its key who it is. */
    boolean confidential() {
        return keys.isPresent();
    }

    boolean may(GrantType grant) {
        return grants.contains(grant);
    }

    /** @throws IllegalArgumentException saying what is wrong with the registration */
    static RegisteredClient of(JSONObject registration, List<SampleUser> users, JWKSet made) {
        String id = String.valueOf(registration.get("client_id"));
        try {
            ClientInformation information = ClientInformation.parse(registration);
            ClientMetadata metadata = information.getMetadata();
            metadata.applyDefaults();
            Optional<Keys> keys = keys(metadata, made, id);
            require(id, GRANTS.containsAll(grants(metadata)), "grant_types");
            Optional<SampleUser> user = Optional.ofNullable((String) metadata.getCustomField("sample_user"))
                    .map(wanted -> users.stream()
                            .filter(it -> it.id().equals(wanted))
                            .findFirst()
                            .orElseThrow(() -> wrong(id, "sample_user")));
            Set<String> redirects =
                    Optional.ofNullable(metadata.getRedirectionURIStrings()).orElse(Set.of());
            redirects.forEach(it -> require(id, isRedirect(it), "redirect_uris"));
            boolean backend = metadata.getGrantTypes().contains(GrantType.CLIENT_CREDENTIALS);
            require(id, !backend || user.isPresent() && keys.isPresent(), "sample_user");
            require(id, backend || !redirects.isEmpty(), "redirect_uris");
            return new RegisteredClient(
                    id,
                    Optional.ofNullable(metadata.getName()).orElse(id),
                    redirects,
                    origins(metadata, id),
                    metadata.getGrantTypes(),
                    Optional.ofNullable(metadata.getScope())
                            .orElseGet(Scope::new)
                            .toStringList(),
                    keys,
                    user);
        } catch (ParseException | ClassCastException malformed) {
            throw wrong(id, "form");
        }
    }

    private static List<String> grants(ClientMetadata metadata) {
        return metadata.getGrantTypes().stream().map(GrantType::getValue).toList();
    }

    /** Keys it sent, the address of its keys, or, for the sample's own, those that were made here. */
    private static Optional<Keys> keys(ClientMetadata metadata, JWKSet made, String id) {
        ClientAuthenticationMethod method = metadata.getTokenEndpointAuthMethod();
        if (ClientAuthenticationMethod.NONE.equals(method)) {
            return Optional.empty();
        }
        require(id, ClientAuthenticationMethod.PRIVATE_KEY_JWT.equals(method), "token_endpoint_auth_method");
        if (metadata.getJWKSetURI() != null) {
            return Optional.of(new Elsewhere(new KeyLocation.AtUrl(metadata.getJWKSetURI())));
        }
        JWK own = made.getKeyByKeyId(id);
        JWKSet keys = metadata.getJWKSet() != null || own == null ? metadata.getJWKSet() : new JWKSet(own);
        require(id, keys != null, "jwks");
        return Optional.of(new AtHand(keys.toPublicJWKSet()));
    }

    @SuppressWarnings("unchecked")
    private static Set<String> origins(ClientMetadata metadata, String id) {
        Object field = metadata.getCustomField("origins");
        if (field == null) {
            return Set.of();
        }
        Set<String> origins = Set.copyOf((List<String>) field);
        origins.forEach(it -> require(id, it.matches("https?://[^/*\\s]+"), "origins"));
        return origins;
    }

    private static boolean isRedirect(String text) {
        URI uri = URI.create(text);
        String host = uri.getHost();
        boolean here = host != null && Set.of("localhost", "127.0.0.1", "[::1]").contains(host);
        return uri.getFragment() == null && host != null && ("https".equals(uri.getScheme()) || here);
    }

    private static void require(String id, boolean fulfilled, String field) {
        if (!fulfilled) {
            throw wrong(id, field);
        }
    }

    private static IllegalArgumentException wrong(String id, String field) {
        return new IllegalArgumentException("client " + id + ", " + field + ": not as the development server needs it"
                + " (docs/development-authorization-server.md)");
    }
}
