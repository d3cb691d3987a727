package dk.hoibu.fhir.devauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientAuthenticationVerifier;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientCredentialsSelector;
import com.nimbusds.oauth2.sdk.auth.verifier.Context;
import com.nimbusds.oauth2.sdk.auth.verifier.InvalidClientException;
import com.nimbusds.oauth2.sdk.auth.verifier.JWTAudienceCheck;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which application asks (SMART App Launch 2.2, asymmetric client authentication): one with keys signs an assertion that is good
 * once; a public one says its id. Keys at an address are fetched each time. Whatever is wrong is {@code invalid_client}. Safe for use by
 * many threads.
 */
final class ClientAuthenticator {

    /** How far ahead an assertion may expire. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);

    private static final Duration LEEWAY = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(ClientAuthenticator.class);

    private final Clients clients;
    private final ClientAuthenticationVerifier<RegisteredClient> verifier;
    private final Clock clock;
    /** Which assertions were used, for longer than any is good. */
    private final Cache<String, Boolean> used = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(LONGEST.multipliedBy(2))
            .build();

    ClientAuthenticator(Clients clients, URI tokenEndpoint, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        this.verifier = new ClientAuthenticationVerifier<>(
                new RegisteredKeys(), Set.of(new Audience(tokenEndpoint)), JWTAudienceCheck.STRICT);
    }

    /** @throws GeneralException with {@code invalid_client} */
    RegisteredClient client(HTTPRequest request) throws GeneralException {
        try {
            Map<String, List<String>> form = request.getBodyAsFormParameters();
            if (form.containsKey("client_secret") || startsWithBasic(request.getAuthorization())) {
                throw refused("secret");
            }
            ClientAuthentication authentication = ClientAuthentication.parse(request);
            String id = MultivaluedMapUtils.getFirstValue(form, "client_id");
            if (authentication == null) {
                return id == null || form.containsKey("client_assertion") ? nobody() : publicClient(id);
            }
            if (!(authentication instanceof PrivateKeyJWT assertion)) {
                throw refused("method");
            }
            return withKey(assertion, Optional.ofNullable(id));
        } catch (ParseException | IllegalArgumentException malformed) {
            throw refused("form");
        }
    }

    private static boolean startsWithBasic(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, "Basic", 0, 5);
    }

    private static RegisteredClient nobody() throws GeneralException {
        throw refused("nobody");
    }

    private RegisteredClient publicClient(String id) throws GeneralException {
        return clients.find(id).filter(client -> !client.confidential()).orElseThrow(() -> refused("unknown"));
    }

    private RegisteredClient withKey(PrivateKeyJWT assertion, Optional<String> id) throws GeneralException {
        JWTAuthenticationClaimsSet claims = assertion.getJWTAuthenticationClaimsSet();
        String subject = assertion.getClientID().getValue();
        RegisteredClient client =
                clients.find(subject).filter(RegisteredClient::confidential).orElseThrow(() -> refused("unknown"));
        requireForm(assertion.getClientAssertion().getHeader(), client);
        boolean itself = claims.getIssuer().getValue().equals(subject)
                && id.map(subject::equals).orElse(true);
        Instant latest = clock.instant().plus(LONGEST).plus(LEEWAY);
        boolean soon = !claims.getExpirationTime().toInstant().isAfter(latest);
        if (!itself || !soon || claims.getJWTID() == null) {
            throw refused("claims");
        }
        Context<RegisteredClient> context = new Context<>();
        context.set(client);
        try {
            verifier.verify(assertion, null, context);
        } catch (InvalidClientException | JOSEException wrong) {
            throw refused("assertion");
        }
        String once = client.id() + " " + claims.getJWTID().getValue();
        if (used.asMap().putIfAbsent(OneTime.hash(once), true) != null) {
            throw refused("replayed");
        }
        return client;
    }

    private static void requireForm(JWSHeader header, RegisteredClient client) throws GeneralException {
        Optional<URI> registered = client.keys().flatMap(ClientAuthenticator::address);
        URI named = header.getJWKURL();
        boolean known = ALGORITHMS.contains(header.getAlgorithm()) && header.getKeyID() != null;
        if (!known || named != null && !registered.equals(Optional.of(named))) {
            throw refused("header");
        }
    }

    private static Optional<URI> address(RegisteredClient.Keys keys) {
        return keys instanceof RegisteredClient.Elsewhere elsewhere
                ? Optional.of(elsewhere.location().url())
                : Optional.empty();
    }

    /** The log tells what was wrong; the client does not learn it. */
    private static GeneralException refused(String reason) {
        LOG.atInfo().addKeyValue("reason", reason).log("a client was refused");
        return new GeneralException(OAuth2Error.INVALID_CLIENT.getCode(), OAuth2Error.INVALID_CLIENT);
    }

    /** The one key that an assertion's header names. */
    private static final class RegisteredKeys implements ClientCredentialsSelector<RegisteredClient> {

        @Override
        public List<Secret> selectClientSecrets(
                ClientID id, ClientAuthenticationMethod method, Context<RegisteredClient> context) {
            return List.of();
        }

        @Override
        public List<? extends PublicKey> selectPublicKeys(
                ClientID id,
                ClientAuthenticationMethod method,
                JWSHeader header,
                boolean refresh,
                Context<RegisteredClient> context)
                throws InvalidClientException {
            KeyType type = KeyType.forAlgorithm(header.getAlgorithm());
            List<JWK> found = keys(context.get()).getKeys().stream()
                    .filter(key -> header.getKeyID().equals(key.getKeyID()) && type.equals(key.getKeyType()))
                    .filter(key -> !KeyUse.ENCRYPTION.equals(key.getKeyUse()))
                    .toList();
            if (found.size() != 1 || !(found.get(0) instanceof AsymmetricJWK key)) {
                throw InvalidClientException.NO_MATCHING_JWK;
            }
            try {
                return List.of(key.toPublicKey());
            } catch (JOSEException unusable) {
                throw InvalidClientException.NO_MATCHING_JWK;
            }
        }

        private static JWKSet keys(RegisteredClient client) throws InvalidClientException {
            RegisteredClient.Keys keys = client.keys().orElseThrow(() -> InvalidClientException.NO_REGISTERED_JWK_SET);
            if (keys instanceof RegisteredClient.Elsewhere elsewhere) {
                try {
                    return elsewhere.location().load();
                } catch (IOException unreachable) {
                    throw InvalidClientException.NO_REGISTERED_JWK_SET;
                }
            }
            return ((RegisteredClient.AtHand) keys).set();
        }
    }
}
