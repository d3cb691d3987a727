package dk.hoibu.fhir.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.net.InetAddresses;
import dk.hoibu.fhir.access.Identity;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Counts requests by address, application and user, and refuses those over the rate of one, while others go on. */
final class Throttle {

    /** The least recently seen of more than these are forgotten, which gives them a full minute's worth again. */
    private static final int REMEMBERED = 50_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Gauge addresses;
    private final Gauge clients;
    private final Gauge users;
    private final Gauge launches;

    Throttle(Rates rates, MeterRegistry registry) {
        this.addresses = new Gauge("address", rates.perAddress(), registry);
        this.clients = new Gauge("client", rates.perClient(), registry);
        this.users = new Gauge("user", rates.perUser(), registry);
        this.launches = new Gauge("launch", rates.launches(), registry);
    }

    /** @throws Problem 429 when the address has sent too many */
    void countAddress(String address) {
        addresses.count(network(address));
    }

    /**
     * @param launch whether a launch is to be prepared
     * @throws Problem 429 when the application or the user has sent too many
     */
    void count(Optional<Identity> identity, boolean launch) {
        if (identity.isPresent()) {
            Identity who = identity.get();
            clients.count(List.of(who.issuer(), who.clientId()));
            if (launch) {
                launches.count(List.of(who.issuer(), who.clientId()));
            }
            if (who.scopes().speakOfAUser()) {
                users.count(List.of(who.issuer(), who.subject()));
            }
        }
    }

    /** An IPv4 address, or the half of an IPv6 address that one customer is given whole. */
    private static String network(String address) {
        byte[] bytes = InetAddresses.isUriInetAddress(address)
                ? InetAddresses.forUriString(address).getAddress()
                : parsed(address);
        return Arrays.toString(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
    }

    private static byte[] parsed(String address) {
        InetAddress parsed = InetAddresses.isInetAddress(address) ? InetAddresses.forString(address) : null;
        return parsed == null ? new byte[0] : parsed.getAddress();
    }

    /** One bucket for each of a kind. */
    private static final class Gauge {

        private final int perMinute;
        private final Cache<Object, Bucket> buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(MINUTE)
                .build();
        private final Counter refused;

        private Gauge(String by, int perMinute, MeterRegistry registry) {
            this.perMinute = perMinute;
            this.refused = Counter.builder("hoibu.requests.throttled")
                    .description("Requests refused because there were too many of one")
                    .tag("by", by)
                    .register(registry);
        }

        private void count(Object one) {
            if (perMinute == 0) {
                return;
            }
            ConsumptionProbe probe = buckets.get(one, key -> bucket()).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                refused.increment();
                long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
                throw Problem.of(429, IssueType.THROTTLED, Message.RATE_EXCEEDED, perMinute, seconds);
            }
        }

        private Bucket bucket() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                    .build();
        }
    }
}
