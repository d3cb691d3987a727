package dk.hoibu.fhir;

import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.Onlooker;
import dk.hoibu.fhir.devauth.DevelopmentIssuer;
import dk.hoibu.fhir.devauth.DevelopmentServer;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.http.Authentication;
import dk.hoibu.fhir.http.Door;
import dk.hoibu.fhir.http.SmartConfiguration;
import dk.hoibu.fhir.launch.LaunchDesk;
import dk.hoibu.fhir.smart.TokenCheck;
import dk.hoibu.fhir.smart.TokenCheckByForm;
import dk.hoibu.fhir.smart.TokenIntrospection;
import dk.hoibu.fhir.smart.TokenVerifier;
import dk.hoibu.fhir.smart.TrustedIssuer;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** How whoever asks gets in, in each {@link AccessMode}. */
final class Logins {

    private final Settings.Access settings;
    private final URI base;
    private final Clock clock;
    private final Runnable notWrittenDown;

    /** {@code notWrittenDown} is to hear of tokens that were not given because they could not be written down. */
    Logins(Settings.Access settings, URI base, Clock clock, Runnable notWrittenDown) {
        this.settings = settings;
        this.base = base;
        this.clock = clock;
        this.notWrittenDown = notWrittenDown;
    }

    /** {@code folder} is the server's own, with the development server's keys. */
    Door.Login of(AccessMode mode, Path folder, LaunchDesk launches, Ids ids, Ledger ledger, Onlooker onlooker) {
        return switch (mode) {
            case OPEN_SAMPLE -> new Door.Login(Authentication.none(), Optional.empty());
            case DEVELOPMENT -> development(folder, launches, ids, ledger, onlooker);
            case ISSUERS, CLOSED -> new Door.Login(believing(settings.issuers(), jti -> false), settings.endpoints());
        };
    }

    private Door.Login development(Path folder, LaunchDesk launches, Ids ids, Ledger ledger, Onlooker onlooker) {
        DevelopmentIssuer issuer = DevelopmentIssuer.of(base, folder);
        DevelopmentServer server = new DevelopmentServer(
                issuer,
                folder,
                settings.developmentClients(),
                new DevelopmentServer.Surroundings(
                        launches,
                        child -> ids.ofPerson(Ids.Purpose.PATIENT, child),
                        clock,
                        new SecureRandom(),
                        new TokenTrail(ledger, onlooker, issuer.trusted().name(), clock, notWrittenDown)));
        return new Door.Login(
                believing(List.of(issuer.trusted()), server::revoked),
                Optional.of(endpoints(server)),
                server.servlets(),
                server.origins());
    }

    private Authentication believing(List<TrustedIssuer> issuers, Predicate<String> revoked) {
        Set<String> audiences =
                settings.audiences().isEmpty() ? Set.of(base.toString(), base + "/") : settings.audiences();
        TokenVerifier.Demands demands = new TokenVerifier.Demands(audiences, settings.tokenTypes(), settings.claims());
        TokenVerifier verifier = new TokenVerifier(issuers, demands, clock, revoked);
        return Authentication.by(settings.introspection()
                .<TokenCheck>map(endpoint -> asking(verifier, new TokenIntrospection(endpoint, demands, clock)))
                .orElse(verifier));
    }

    /** Without issuers whose keys are known, the authorization server is asked about every token. */
    private TokenCheck asking(TokenVerifier verifier, TokenIntrospection introspection) {
        return settings.issuers().isEmpty()
                ? introspection
                : new TokenCheckByForm(verifier, introspection, settings.introspectsAll());
    }

    /** What is told of the development server. */
    private static SmartConfiguration.Endpoints endpoints(DevelopmentServer server) {
        return new SmartConfiguration.Endpoints(
                server.token().toString(),
                Optional.of(server.authorization().toString()),
                Optional.of(server.introspection().toString()),
                Optional.of(server.revocation().toString()),
                server.grantTypes(),
                Set.of(
                        "launch-ehr",
                        "authorize-post",
                        "client-public",
                        "client-confidential-asymmetric",
                        "sso-openid-connect",
                        "context-banner",
                        "context-style",
                        "context-ehr-patient",
                        "permission-online"),
                Map.of(
                        "issuer", server.issuer().toString(),
                        "jwks_uri", server.jwks().toString(),
                        "response_types_supported", List.of("code"),
                        "scopes_supported", server.scopes(),
                        "token_endpoint_auth_methods_supported", List.of("private_key_jwt"),
                        "token_endpoint_auth_signing_alg_values_supported", server.authAlgorithms()));
    }
}
