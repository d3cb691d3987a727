package dk.hoibu.fhir.devauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps what belongs to handles that are good once and for a while: codes, refresh tokens, sign-in attempts. Handles are kept as hashes, so
 * that how long a look-up takes tells nothing. A used one is remembered. Safe for use by many threads.
 */
final class OneTime<T> {

    /** More are not kept at once. */
    private static final int MOST = 20_000;

    private static final int BYTES = 32;

    private record Kept<T>(T value, Instant until, AtomicBoolean used) {}

    /** What belongs to a handle, and whether somebody was there before. */
    record Drawn<T>(T value, boolean again) {}

    private final Cache<String, Kept<T>> kept;
    private final Clock clock;
    private final SecureRandom random;

    /** {@code memory} is how long a used handle is known again. */
    OneTime(Clock clock, SecureRandom random, Duration memory) {
        this.clock = clock;
        this.random = random;
        this.kept =
                Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(memory).build();
    }

    /** A new handle of 256 random bits for {@code value}, good until then. */
    String hand(T value, Instant until) {
        String handle = secret(random);
        kept.put(hash(handle), new Kept<>(value, until, new AtomicBoolean()));
        return handle;
    }

    /** Uses the handle up. Empty when it is unknown, or came too late. */
    Optional<Drawn<T>> draw(String handle) {
        Kept<T> found = kept.getIfPresent(hash(handle));
        return found == null ? Optional.empty() : drawn(found, !found.used().compareAndSet(false, true));
    }

    /** Makes the handle as good as it was before it was drawn: whoever drew it got nothing for it. */
    void giveBack(String handle) {
        Kept<T> found = kept.getIfPresent(hash(handle));
        if (found != null) {
            found.used().set(false);
        }
    }

    /** Looks, and leaves the handle as it is. */
    Optional<Drawn<T>> look(String handle) {
        Kept<T> found = kept.getIfPresent(hash(handle));
        return found == null ? Optional.empty() : drawn(found, found.used().get());
    }

    private Optional<Drawn<T>> drawn(Kept<T> found, boolean again) {
        return again || clock.instant().isBefore(found.until())
                ? Optional.of(new Drawn<>(found.value(), again))
                : Optional.empty();
    }

    /** 256 random bits in letters that need no escaping. */
    static String secret(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
