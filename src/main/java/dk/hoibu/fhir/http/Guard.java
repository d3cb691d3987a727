package dk.hoibu.fhir.http;

import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Whom the door lets how near.
 *
 * @param requestTimeout how long a request's headers, and then its body, may take to arrive
 * @param hostNames names that Host may say, beside that of the base URL and the address listened on
 * @param trustedProxies addresses and ranges whose X-Forwarded-For is believed
 * @param metricsReaders addresses and ranges that may read the metrics
 */
public record Guard(
        Rates rates,
        Duration requestTimeout,
        Set<String> hostNames,
        Set<String> trustedProxies,
        Set<String> metricsReaders) {

    public Guard {
        hostNames = Set.copyOf(hostNames);
        trustedProxies = Set.copyOf(trustedProxies);
        metricsReaders = Set.copyOf(metricsReaders);
        addresses("server.trusted-proxies", trustedProxies);
        addresses("server.metrics-readers", metricsReaders);
    }

    private static void addresses(String setting, Set<String> texts) {
        try {
            new InetAddressSet().addAll(texts);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "setting " + setting + " must hold addresses and ranges such as 10.0.0.0/8");
        }
    }
}
