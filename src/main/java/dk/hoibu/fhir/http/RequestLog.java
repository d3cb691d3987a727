package dk.hoibu.fhir.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line and one measurement per request: what kind of request, how it went, how long it took. No URL, since URLs hold ids. */
final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("access");

    private final MeterRegistry registry;
    private final Set<String> types;
    private final Map<List<String>, Timer> timers = new ConcurrentHashMap<>();

    /** {@code types} are the resource types there are; others are counted together. */
    RequestLog(MeterRegistry registry, Set<String> types) {
        this.registry = registry;
        this.types = Set.copyOf(types);
    }

    void request(HttpServletRequest request, int status, int bytes, long nanos) {
        String route = route(request);
        timer(request.getMethod(), route, status).record(Duration.ofNanos(nanos));
        LOG.atInfo()
                .addKeyValue("method", method(request.getMethod()))
                .addKeyValue("route", route)
                .addKeyValue("status", status)
                .addKeyValue("bytes", bytes)
                .addKeyValue("ms", nanos / 1_000_000)
                .log("request");
    }

    private Timer timer(String method, String route, int status) {
        return timers.computeIfAbsent(
                List.of(method(method), route, Integer.toString(status)),
                key -> Timer.builder("http.server.requests")
                        .description("Requests to the FHIR endpoint")
                        .tag("method", key.get(0))
                        .tag("route", key.get(1))
                        .tag("status", key.get(2))
                        .serviceLevelObjectives(
                                Duration.ofMillis(5),
                                Duration.ofMillis(25),
                                Duration.ofMillis(100),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(2))
                        .register(registry));
    }

    private static String method(String method) {
        return Set.of("GET", "HEAD", "POST", "OPTIONS").contains(method) ? method : "other";
    }

    /** Type and interaction, from a small closed set whatever the client sends. */
    private String route(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        String[] parts = path.split("/");
        String type = parts.length > 1 ? parts[1] : "";
        if (type.equals("metadata") || type.equals("api-docs") || type.equals("swagger-ui")) {
            return type;
        }
        if (!types.contains(type)) {
            return "other";
        }
        if (path.endsWith("/$everything")) {
            return type + " everything";
        }
        boolean search = parts.length == 2 || parts[2].equals("_search");
        return type + (search ? " search" : " read");
    }
}
