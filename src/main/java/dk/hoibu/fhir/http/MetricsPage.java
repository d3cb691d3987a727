package dk.hoibu.fhir.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * {@code /metrics} in Prometheus' text format, for those that may read it. To all others, and through any proxy, it is not there.
 */
final class MetricsPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final List<String> FORWARDED = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via");

    private final transient PrometheusMeterRegistry registry;
    private final transient InetAddressSet readers = new InetAddressSet();

    MetricsPage(PrometheusMeterRegistry registry, Set<String> readers) {
        this.registry = registry;
        this.readers.addAll(readers);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean forwarded = FORWARDED.stream().anyMatch(header -> request.getHeader(header) != null);
        if (forwarded || !Proxies.matches(readers, request.getRemoteAddr())) {
            response.sendError(404);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.getOutputStream().write(registry.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
