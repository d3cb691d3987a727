package dk.hoibu.fhir.devauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * Tokens that count no more before they expire. A token's {@code jti} begins with its session and a dot, so that a session's tokens can be
 * revoked together. Forgotten when the server stops.
 */
final class Revocations {

    /** Longer than any token lives. */
    private static final Duration MEMORY = Session.LIFETIME.plusHours(2);

    private static final int MOST = 100_000;

    private final Cache<String, Boolean> revoked =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY).build();

    /** Revokes the token of that {@code jti}, or all tokens of the session of that id. */
    void revoke(String id) {
        revoked.put(id, true);
    }

    /** Whether the token of that {@code jti}, or all of its session, were revoked. */
    boolean contains(String id) {
        int dot = id.indexOf('.');
        return revoked.getIfPresent(id) != null || dot > 0 && revoked.getIfPresent(id.substring(0, dot)) != null;
    }
}
