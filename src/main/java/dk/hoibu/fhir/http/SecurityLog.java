package dk.hoibu.fhir.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dk.hoibu.fhir.audit.Onlooker;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs requests that were refused before anybody knew who asks. They are in no child's audit: whoever has no token could fill it. For the
 * same reason no more than some are logged, of one address and in all; all are counted. Safe for use by many threads.
 */
final class SecurityLog {

    /** Named by what it is, so that an operator can send it elsewhere. */
    private static final Logger LOG = LoggerFactory.getLogger("dk.hoibu.fhir.security");

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int OF_ONE = 20;
    private static final int IN_ALL = 600;
    private static final int REMEMBERED = 10_000;

    private final Cache<String, Bucket> addresses = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(MINUTE)
            .build();
    private final Bucket all = bucket(IN_ALL);
    private final MeterRegistry registry;
    private final Onlooker onlooker;

    /** {@code onlooker} hears of tokens that were not believed. */
    SecurityLog(MeterRegistry registry, Onlooker onlooker) {
        this.registry = registry;
        this.onlooker = onlooker;
    }

    /** {@code address} sent something that was refused so. */
    void refused(String address, String requestId, Problem problem) {
        if (problem.text() == Message.TOKEN_REFUSED) {
            onlooker.tokenRefused(address, requestId);
        }
        String reason = problem.text().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Counter.builder("hoibu.security.refused")
                .description("Requests refused before anybody knew who asks")
                .tag("reason", reason)
                .register(registry)
                .increment();
        if (addresses.get(address, key -> bucket(OF_ONE)).tryConsume(1) && all.tryConsume(1)) {
            LOG.atWarn()
                    .addKeyValue("address", address)
                    .addKeyValue("status", problem.status())
                    .addKeyValue("reason", reason)
                    .log("a request was refused before anybody knew who asks");
        }
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
    }
}
