package dk.hoibu.fhir.smart;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.smart.TokenRefused.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the authorization server itself about an access token (RFC 7662). What it says is held to the same demands as a JWT's claims, and
 * remembered for half a minute: so long a token may count after it was revoked. Without an answer no token counts. Safe for use by many
 * threads.
 */
public final class TokenIntrospection implements TokenCheck {

    /** How long a token counts after its issuer took it back, at most. */
    public static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** How long a token that is not in force is not asked about again. */
    static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(10);

    /** How long nothing is asked after no answer came. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** Questions under way at once: more tokens than these at a time do not reach the authorization server. */
    static final int QUESTIONS_AT_ONCE = 16;

    /** A longer answer is not read. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int REMEMBERED_AT_ONCE = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(TokenIntrospection.class);
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Whom to ask, and as whom.
     *
     * @param issuer the {@code iss} of its tokens; meant when an answer names none
     */
    public record Endpoint(URI url, String client, ClientSecret secret, String issuer) {
        public Endpoint {
            if (!IssuerCall.isPrivate(url)) {
                throw new IllegalArgumentException("tokens are asked about with https, or with http from this machine");
            }
            if (client.isBlank() || issuer.isBlank()) {
                throw new IllegalArgumentException("a client and an issuer are needed");
            }
        }
    }

    private record Told(Claims claims, Instant until) {}

    private record Refusal(Reason reason, Instant until) {}

    private final Endpoint endpoint;
    private final TokenVerifier.Demands demands;
    private final Clock clock;
    private final IssuerCall call = new IssuerCall(MAX_BYTES);
    private final Semaphore seats = new Semaphore(QUESTIONS_AT_ONCE);
    private final Map<ByteBuffer, CompletableFuture<Claims>> underWay = new ConcurrentHashMap<>();
    private final Cache<ByteBuffer, Told> inForce = cache(REMEMBERED);
    // apart, so that no flood of wrong tokens drives out the right ones
    private final Cache<ByteBuffer, Refusal> refused = cache(REFUSAL_REMEMBERED);
    private volatile Instant silentUntil = Instant.MIN;

    /** @param demands its token types are of no concern here: an opaque token has none */
    public TokenIntrospection(Endpoint endpoint, TokenVerifier.Demands demands, Clock clock) {
        this.endpoint = endpoint;
        this.demands = demands;
        this.clock = clock;
    }

    private static <T> Cache<ByteBuffer, T> cache(Duration kept) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED_AT_ONCE)
                .expireAfterWrite(kept)
                .build();
    }

    @Override
    public Identity identify(String token) {
        return inForce(token).identity(endpoint.issuer(), demands.names());
    }

    /**
     * What its issuer says of {@code token}, which is in force and meant for us.
     *
     * @throws TokenRefused also with INTROSPECTION_UNAVAILABLE, when the issuer does not say
     */
    Claims inForce(String token) {
        if (token.length() > TokenVerifier.MAX_LENGTH) {
            throw new TokenRefused(Reason.TOO_LARGE);
        }
        ByteBuffer name = TokenVerifier.hash(token);
        Told known = inForce.getIfPresent(name);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.claims();
        }
        Refusal refusal = refused.getIfPresent(name);
        if (refusal != null && clock.instant().isBefore(refusal.until())) {
            throw new TokenRefused(refusal.reason());
        }
        return askedOnce(name, token);
    }

    /** Whoever comes with the same token meanwhile gets the same answer. */
    private Claims askedOnce(ByteBuffer name, String token) {
        CompletableFuture<Claims> mine = new CompletableFuture<>();
        CompletableFuture<Claims> others = underWay.putIfAbsent(name, mine);
        if (others != null) {
            return shared(others);
        }
        try {
            Claims claims = checked(name, token);
            mine.complete(claims);
            return claims;
        } catch (RuntimeException refusal) {
            mine.completeExceptionally(refusal);
            throw refusal;
        } finally {
            underWay.remove(name);
        }
    }

    private static Claims shared(CompletableFuture<Claims> coming) {
        try {
            return coming.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof TokenRefused refusal
                    ? new TokenRefused(refusal.reason())
                    : new TokenRefused(Reason.INTROSPECTION_UNAVAILABLE);
        }
    }

    private Claims checked(ByteBuffer name, String token) {
        Claims claims = new Claims(asked(token));
        Instant now = clock.instant();
        try {
            requireInForce(claims, now);
        } catch (TokenRefused refusal) {
            refused.put(name, new Refusal(refusal.reason(), now.plus(REFUSAL_REMEMBERED)));
            throw refusal;
        }
        Instant ends = claims.time("exp").orElse(now);
        Instant forget = now.plus(REMEMBERED);
        inForce.put(name, new Told(claims, ends.isBefore(forget) ? ends : forget));
        return claims;
    }

    private void requireInForce(Claims claims, Instant now) {
        if (!claims.isTrue("active")) {
            throw new TokenRefused(Reason.INACTIVE);
        }
        // a refresh token is active too, and one bound to a key is nobody's who merely bears it
        claims.requireBearer();
        if (claims.text("iss")
                .filter(issuer -> !issuer.equals(endpoint.issuer()))
                .isPresent()) {
            throw new TokenRefused(Reason.ISSUER);
        }
        if (claims.all().containsKey("aud") && claims.audience().stream().noneMatch(demands.audiences()::contains)) {
            throw new TokenRefused(Reason.AUDIENCE);
        }
        claims.ends(now);
    }

    /** The answer, an object with a true or false {@code active}. */
    private Map<String, Object> asked(String token) {
        if (clock.instant().isBefore(silentUntil) || !seat()) {
            throw new TokenRefused(Reason.INTROSPECTION_UNAVAILABLE);
        }
        try {
            Map<String, Object> answer = JSON.readValue(call.send(question(token)), new TypeReference<>() {});
            if (answer != null && answer.get("active") instanceof Boolean) {
                return answer;
            }
            throw new IOException("the answer does not tell whether the token is active");
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            seats.release();
        }
    }

    private HttpRequest question(String token) {
        String form = "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8) + "&token_type_hint=access_token";
        return HttpRequest.newBuilder(endpoint.url())
                .header("Authorization", endpoint.secret().basic(endpoint.client()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form))
                .build();
    }

    private boolean seat() {
        try {
            return seats.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Nothing of the answer is logged: it may be about a person. Only a silence makes a pause, since that no single token can bring about. */
    private TokenRefused unavailable(IOException e) {
        if (e instanceof IssuerCall.NoAnswer) {
            silentUntil = clock.instant().plus(PAUSE);
        }
        boolean ours = e instanceof IssuerCall.NoAnswer || e instanceof IssuerCall.UnwantedStatus;
        LOG.atWarn()
                .addKeyValue("error", ours ? e.getMessage() : e.getClass().getName())
                .log("a token could not be asked about");
        return new TokenRefused(Reason.INTROSPECTION_UNAVAILABLE);
    }
}
