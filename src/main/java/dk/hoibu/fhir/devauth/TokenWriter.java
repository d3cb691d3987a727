package dk.hoibu.fhir.devauth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.launch.Launch;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes token responses: the access token, what the application was opened for, and who the user is. What it was opened for is in the
 * access token too, so that introspection tells it.
 */
final class TokenWriter {

    /** How long an application's token is good. */
    static final Duration APPLICATION = Duration.ofHours(1);

    /** How long a backend service's token is good. */
    static final Duration SERVICE = Duration.ofMinutes(5);

    /** Parameters of a token response that a launch gives. */
    static final List<String> LAUNCH_PARAMETERS =
            List.of("patient", "fhirContext", "need_patient_banner", "smart_style_url", "intent", "tenant");

    /** Claim with the record system's own id of the launch, for the audit alone. */
    static final String CORRELATION = "launch_correlation";

    private final DevelopmentIssuer issuer;
    private final URI style;
    private final Function<PersonNumber, String> patientIds;
    private final Clock clock;

    TokenWriter(DevelopmentIssuer issuer, URI style, Function<PersonNumber, String> patientIds, Clock clock) {
        this.issuer = issuer;
        this.style = style;
        this.patientIds = patientIds;
        this.clock = clock;
    }

    /** {@code withIdentity} is whether an identity token goes along, if the scopes have one. */
    HTTPResponse written(Session session, Duration lifetime, boolean withIdentity, Optional<String> refresh) {
        Instant now = clock.instant();
        Map<String, Object> launch = session.launch().map(this::parameters).orElse(Map.of());
        String token = accessToken(session, launch, now, lifetime);
        BearerAccessToken access = new BearerAccessToken(
                token, lifetime.toSeconds(), new Scope(session.scopes().toArray(String[]::new)));
        @Nullable RefreshToken again = refresh.map(RefreshToken::new).orElse(null);
        return withIdentity && session.has("openid")
                ? new OIDCTokenResponse(
                                new OIDCTokens(issuer.identityToken(identity(session, now)), access, again), launch)
                        .toHTTPResponse()
                : new AccessTokenResponse(new Tokens(access, again), launch).toHTTPResponse();
    }

    private String accessToken(Session session, Map<String, Object> launch, Instant now, Duration lifetime) {
        SampleUser user = session.user();
        JWTClaimsSet.Builder claims = issuer.claims(
                        user, session.client().id(), String.join(" ", session.scopes()), now, lifetime)
                .jwtID(session.id() + "." + UUID.randomUUID())
                // who opens the application from a child's record treats the child: the record system vouches for it
                .claim("treatment_relation", session.launch().isPresent() || user.treatmentRelation());
        session.launch()
                .flatMap(Launch::purpose)
                .or(user::purpose)
                .ifPresent(purpose -> claims.claim("purpose_of_use", purpose));
        launch.forEach(claims::claim);
        session.launch().flatMap(Launch::correlation).ifPresent(id -> claims.claim(CORRELATION, id));
        fhirUser(session).ifPresent(url -> claims.claim("fhirUser", url));
        return issuer.accessToken(claims.build());
    }

    private Map<String, Object> parameters(Launch launch) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("patient", patientIds.apply(launch.child()));
        if (!launch.context().isEmpty()) {
            parameters.put(
                    "fhirContext",
                    launch.context().stream()
                            .map(reference -> Map.of("reference", reference))
                            .toList());
        }
        // the application opens in a window of its own, where the record system shows no banner
        parameters.put("need_patient_banner", true);
        parameters.put("smart_style_url", style.toString());
        launch.intent().ifPresent(intent -> parameters.put("intent", intent));
        parameters.put("tenant", SampleUser.written(launch.organisation()));
        return parameters;
    }

    private JWTClaimsSet identity(Session session, Instant now) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer.name())
                .subject(session.user().id())
                .audience(session.client().id())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(APPLICATION)))
                .claim("auth_time", session.began().getEpochSecond());
        session.nonce().ifPresent(nonce -> claims.claim("nonce", nonce));
        fhirUser(session).ifPresent(url -> claims.claim("fhirUser", url));
        return claims.build();
    }

    private Optional<String> fhirUser(Session session) {
        return session.has("openid") && session.has("fhirUser")
                ? session.user().fhirUser(issuer.base())
                : Optional.empty();
    }
}
