package dk.hoibu.fhir.smart;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One issuer's public keys, fetched anew when they are old, and for a key not seen before; but never more often than once in half a minute,
 * whatever clients send. While the issuer cannot be reached, keys at hand are good for an hour. Safe for use by many threads.
 */
final class IssuerKeys {

    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration USABLE = Duration.ofHours(1);
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

    private static final int LEAST_RSA_BITS = 2048;
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private record Held(Map<String, JWK> keys, Instant since) {}

    private final KeyLocation location;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Held held = new Held(Map.of(), Instant.MIN);
    private volatile Instant tried = Instant.MIN;

    IssuerKeys(KeyLocation location, Clock clock) {
        this.location = location;
        this.clock = clock;
    }

    /**
     * The public key with that id; empty when the issuer has none such.
     *
     * @throws TokenRefused with KEYS_UNAVAILABLE when the issuer's keys cannot be had
     */
    Optional<JWK> find(String keyId) {
        Instant now = clock.instant();
        boolean stale = held.since().isBefore(now.minus(FRESH));
        if ((stale || !held.keys().containsKey(keyId)) && tried.isBefore(now.minus(BETWEEN_FETCHES))) {
            fetch(now);
        }
        if (held.since().isBefore(now.minus(USABLE))) {
            throw new TokenRefused(TokenRefused.Reason.KEYS_UNAVAILABLE);
        }
        return Optional.ofNullable(held.keys().get(keyId));
    }

    /** One fetches; whoever comes meanwhile waits for it only when there is nothing at hand. */
    private void fetch(Instant now) {
        boolean mine = held.keys().isEmpty() ? lock() : fetching.tryLock();
        if (!mine) {
            return;
        }
        try {
            if (tried.isBefore(now.minus(BETWEEN_FETCHES))) {
                held = new Held(usable(), now);
                tried = now;
            }
        } catch (IOException e) {
            tried = now;
            LOG.atWarn().addKeyValue("error", e.getClass().getName()).log("an issuer's keys cannot be had");
        } finally {
            fetching.unlock();
        }
    }

    private boolean lock() {
        fetching.lock();
        return true;
    }

    /** The public keys for signatures; a key id that two of them have is nobody's. */
    private Map<String, JWK> usable() throws IOException {
        Map<String, JWK> keys = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (JWK key : location.load().getKeys()) {
            JWK open = key.toPublicJWK();
            if (open == null || key.getKeyID() == null || KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
                continue;
            }
            boolean strong = !(open instanceof RSAKey rsa) || rsa.size() >= LEAST_RSA_BITS;
            if (!seen.add(key.getKeyID())) {
                keys.remove(key.getKeyID());
            } else if (strong) {
                keys.put(key.getKeyID(), open);
            }
        }
        return Map.copyOf(keys);
    }
}
