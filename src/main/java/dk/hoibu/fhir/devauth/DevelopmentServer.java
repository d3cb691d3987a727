package dk.hoibu.fhir.devauth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionErrorResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dk.hoibu.fhir.devauth.Endpoint.Readers;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.launch.LaunchDesk;
import jakarta.servlet.http.HttpServlet;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The complete authorization server for development, at {@code /auth} beside the FHIR base. Everybody who reaches it can be any of the
 * sample's users, so it is not made for anything but this machine.
 */
public final class DevelopmentServer {

    /** What it needs of the server around it. */
    public record Surroundings(
            LaunchDesk launches,
            Function<PersonNumber, String> patientIds,
            Clock clock,
            SecureRandom random,
            TokenWitness witness) {}

    private static final List<String> SCOPES = List.of(
            "launch",
            "launch/patient",
            "openid",
            "fhirUser",
            "online_access",
            "patient/*.rs",
            "user/*.rs",
            TokenInspection.SCOPE);

    private final URI issuer;
    private final Clients clients;
    private final Revocations revocations = new Revocations();
    private final Map<String, HttpServlet> servlets = new LinkedHashMap<>();

    /**
     * @param folder the server's own, with its keys
     * @param more registrations beside the sample's (setting access.development-clients)
     * @throws IllegalArgumentException when the FHIR base URL is not of this machine, or {@code more} cannot be understood
     */
    public DevelopmentServer(DevelopmentIssuer signer, Path folder, Optional<Path> more, Surroundings around) {
        requireLoopback(signer.base());
        this.issuer = URI.create(signer.name());
        this.clients = Clients.of(folder, more);
        String style = SignInPage.resource("style.json");
        URI styleAt = at("/style-" + OneTime.hash(style).substring(0, 16) + ".json");
        OneTime<Code> codes = new OneTime<>(around.clock(), around.random(), TokenWriter.APPLICATION);
        OneTime<Session> refreshTokens = new OneTime<>(around.clock(), around.random(), Session.LIFETIME);
        ClientAuthenticator authenticator = new ClientAuthenticator(clients, token(), around.clock());
        SignInPage page = new SignInPage(issuer, SampleUser.all());
        AuthorizationDesk desk =
                new AuthorizationDesk(signer, clients, around.launches(), codes, page, around.clock(), around.random());
        TokenWriter writer = new TokenWriter(signer, styleAt, around.patientIds(), around.clock());
        TokenDesk tokens = new TokenDesk(
                authenticator, codes, refreshTokens, revocations, writer, around.clock(), around.witness());
        TokenInspection inspection = new TokenInspection(
                signer, authenticator, refreshTokens, revocations, around.clock(), around.witness());

        mount(authorization(), Set.of("GET", "POST"), Readers.NONE, desk::ask, page::failed);
        mount(at("/signin"), Set.of("POST"), Readers.NONE, desk::signIn, page::failed);
        mount(token(), Set.of("POST"), Readers.REGISTERED, tokens::token, DevelopmentServer::failed);
        mount(
                introspection(),
                Set.of("POST"),
                Readers.REGISTERED,
                inspection::introspect,
                error -> new TokenIntrospectionErrorResponse(error).toHTTPResponse());
        mount(revocation(), Set.of("POST"), Readers.REGISTERED, inspection::revoke, DevelopmentServer::failed);
        document(jwks(), signer.publicKeys().toString());
        document(at("/.well-known/openid-configuration"), metadata());
        document(styleAt, style);
    }

    private static void requireLoopback(URI base) {
        try {
            if (base.getHost() == null || !InetAddress.getByName(base.getHost()).isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        "the development authorization server is for this machine alone: setting server.base-url names another; set up access.issuers, or access.development-server=false");
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("setting server.base-url names a host that there is not");
        }
    }

    private void mount(
            URI address, Set<String> methods, Readers readers, Endpoint.Answering answering, Endpoint.Failing failing) {
        servlets.put(address.getPath(), new Endpoint(address, methods, readers, answering, failing));
    }

    private void document(URI address, String json) {
        mount(
                address,
                Set.of("GET"),
                Readers.ALL,
                request -> {
                    HTTPResponse response = new HTTPResponse(200);
                    response.setHeader("Content-Type", "application/json");
                    response.setBody(json);
                    return response;
                },
                DevelopmentServer::failed);
    }

    private static HTTPResponse failed(ErrorObject error) {
        return new TokenErrorResponse(error).toHTTPResponse();
    }

    /** OpenID Connect Discovery. */
    private String metadata() {
        OIDCProviderMetadata metadata =
                new OIDCProviderMetadata(new Issuer(issuer), List.of(SubjectType.PUBLIC), jwks());
        metadata.setAuthorizationEndpointURI(authorization());
        metadata.setTokenEndpointURI(token());
        metadata.setIntrospectionEndpointURI(introspection());
        metadata.setRevocationEndpointURI(revocation());
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setGrantTypes(grantTypes().stream().map(GrantType::new).toList());
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        metadata.setScopes(new Scope(scopes().toArray(String[]::new)));
        metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
        metadata.setTokenEndpointAuthMethods(
                List.of(ClientAuthenticationMethod.NONE, ClientAuthenticationMethod.PRIVATE_KEY_JWT));
        metadata.setTokenEndpointJWSAlgs(
                authAlgorithms().stream().map(JWSAlgorithm::new).toList());
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        metadata.setSupportsRequestURIParam(false);
        return metadata.toJSONObject().toString();
    }

    private URI at(String path) {
        return URI.create(issuer + path);
    }

    public URI issuer() {
        return issuer;
    }

    public URI authorization() {
        return at("/authorize");
    }

    public URI token() {
        return at("/token");
    }

    public URI introspection() {
        return at("/introspect");
    }

    public URI revocation() {
        return at("/revoke");
    }

    public URI jwks() {
        return at("/jwks");
    }

    /** In exchange for what it gives tokens. */
    public List<String> grantTypes() {
        return List.of("authorization_code", "refresh_token", "client_credentials");
    }

    /** Every scope somebody can get, in the widest form. */
    public List<String> scopes() {
        return Stream.concat(SCOPES.stream(), clients.scopes().stream())
                .distinct()
                .toList();
    }

    /** How a client may sign its assertion. */
    public List<String> authAlgorithms() {
        return ClientAuthenticator.ALGORITHMS.stream()
                .map(JWSAlgorithm::getName)
                .sorted()
                .toList();
    }

    /** Of pages of registered applications. */
    public Set<String> origins() {
        return clients.origins();
    }

    /** What it answers with, by path. */
    public Map<String, HttpServlet> servlets() {
        return Map.copyOf(servlets);
    }

    /** Whether the token of that {@code jti} was revoked. */
    public boolean revoked(String jti) {
        return revocations.contains(jti);
    }
}
