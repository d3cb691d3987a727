package dk.hoibu.fhir.smart;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.smart.TokenRefused.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides whether an access token (JWT, RFC 9068) is genuine, meant for this server and in force, and tells whom it identifies. Nothing is
 * fetched from where a token says: keys come from the issuers' agreed places alone. Safe for use by many threads.
 */
public final class TokenVerifier implements TokenCheck {

    /** Larger tokens are not looked at. */
    public static final int MAX_LENGTH = 8192;

    /** How far clocks may differ. */
    public static final Duration SKEW = Duration.ofSeconds(60);

    /** How long a verified token is taken at its word, at most: after that, a key withdrawn by its issuer no longer counts. */
    static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final int REMEMBERED_AT_ONCE = 10_000;
    private static final int MAX_KEY_ID = 256;

    /** Signatures with a public key; an HMAC would need a shared secret, and {@code none} is no signature. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /**
     * What is asked of every token.
     *
     * @param audiences who we are: a token must name one of them
     * @param types the {@code typ} accepted, as {@code at+jwt}
     */
    public record Demands(Set<String> audiences, Set<String> types, ClaimNames names) {
        public Demands {
            audiences = Set.copyOf(audiences);
            types = types.stream().map(type -> type.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
            if (audiences.isEmpty() || types.isEmpty()) {
                throw new IllegalArgumentException("an audience and a token type are needed");
            }
        }
    }

    private record Verified(Identity identity, Instant until, Optional<String> id) {}

    private final Map<String, IssuerKeys> issuers;
    private final Demands demands;
    private final Clock clock;
    private final Predicate<String> revoked;
    private final Cache<ByteBuffer, Verified> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_AT_ONCE)
            .expireAfterWrite(REMEMBERED)
            .build();

    public TokenVerifier(Collection<TrustedIssuer> issuers, Demands demands, Clock clock) {
        this(issuers, demands, clock, id -> false);
    }

    /** {@code revoked} tells of a token's {@code jti} whether it counts no more; it is asked each time. */
    public TokenVerifier(Collection<TrustedIssuer> issuers, Demands demands, Clock clock, Predicate<String> revoked) {
        Map<String, IssuerKeys> keys = new HashMap<>();
        for (TrustedIssuer issuer : issuers) {
            if (keys.put(issuer.name(), new IssuerKeys(issuer.keys(), clock)) != null) {
                throw new IllegalArgumentException("an issuer is named twice");
            }
        }
        this.issuers = Map.copyOf(keys);
        this.demands = demands;
        this.clock = clock;
        this.revoked = revoked;
    }

    @Override
    public Identity identify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw new TokenRefused(Reason.TOO_LARGE);
        }
        ByteBuffer name = hash(token);
        Verified known = verified.getIfPresent(name);
        if (known == null || !clock.instant().isBefore(known.until())) {
            known = verify(token);
            verified.put(name, known);
        }
        if (known.id().filter(revoked).isPresent()) {
            throw new TokenRefused(Reason.REVOKED);
        }
        return known.identity();
    }

    private Verified verify(String token) {
        JWSObject jws = parsed(token);
        JWSHeader header = jws.getHeader();
        requireForm(header);
        Claims claims = new Claims(payload(jws));
        // not yet to be believed: it only says whose key to try
        String issuer = claims.required("iss");
        IssuerKeys keys = Optional.ofNullable(issuers.get(issuer)).orElseThrow(() -> new TokenRefused(Reason.ISSUER));
        JWK key = keys.find(header.getKeyID()).orElseThrow(() -> new TokenRefused(Reason.KEY));
        requireSignature(jws, key);
        if (claims.audience().stream().noneMatch(demands.audiences()::contains)) {
            throw new TokenRefused(Reason.AUDIENCE);
        }
        claims.requireBearer();
        Instant expires = claims.ends(clock.instant());
        Instant forget = clock.instant().plus(REMEMBERED);
        return new Verified(
                claims.identity(issuer, demands.names()),
                expires.isBefore(forget) ? expires : forget,
                claims.text("jti"));
    }

    private static JWSObject parsed(String token) {
        try {
            return JWSObject.parse(token);
        } catch (ParseException | IllegalArgumentException notJws) {
            throw new TokenRefused(Reason.MALFORMED);
        }
    }

    private void requireForm(JWSHeader header) {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw new TokenRefused(Reason.ALGORITHM);
        }
        String type = header.getType() == null ? "" : header.getType().getType().toLowerCase(Locale.ROOT);
        String plain = type.startsWith("application/") ? type.substring("application/".length()) : type;
        if (!demands.types().contains(plain)) {
            throw new TokenRefused(Reason.TYPE);
        }
        // what must be understood is not, and an unencoded payload is another thing than it looks
        if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
            throw new TokenRefused(Reason.MALFORMED);
        }
        if (header.getKeyID() == null || header.getKeyID().length() > MAX_KEY_ID) {
            throw new TokenRefused(Reason.KEY);
        }
    }

    private static Map<String, Object> payload(JWSObject jws) {
        Map<String, Object> claims = jws.getPayload().toJSONObject();
        if (claims == null) {
            throw new TokenRefused(Reason.MALFORMED);
        }
        return claims;
    }

    private static void requireSignature(JWSObject jws, JWK key) {
        boolean forAnother = key.getAlgorithm() != null
                && !key.getAlgorithm()
                        .getName()
                        .equals(jws.getHeader().getAlgorithm().getName());
        boolean genuine;
        try {
            genuine = !forAnother && signedBy(jws, key);
        } catch (JOSEException otherKind) {
            genuine = false;
        }
        if (!genuine) {
            throw new TokenRefused(Reason.SIGNATURE);
        }
    }

    private static boolean signedBy(JWSObject jws, JWK key) throws JOSEException {
        boolean elliptic = JWSAlgorithm.Family.EC.contains(jws.getHeader().getAlgorithm());
        if (key instanceof RSAKey rsa && !elliptic) {
            return jws.verify(new RSASSAVerifier(rsa));
        }
        return key instanceof ECKey ec && elliptic && jws.verify(new ECDSAVerifier(ec));
    }

    /** A name for {@code token} that tells nothing of it. */
    static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
