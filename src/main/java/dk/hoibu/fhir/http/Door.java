package dk.hoibu.fhir.http;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.IServerConformanceProvider;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: {@code /fhir}, {@code /health}, {@code /metrics} and the guide at {@code /ig} on one port. */
public final class Door {

    /** Where FHIR is, below the server's root. */
    public static final String FHIR_PATH = "/fhir";

    /**
     * How the server listens.
     *
     * @param port 0 for any free one
     * @param maxThreads how many requests are worked on at once
     * @param idleTimeout how long a connection may say nothing
     * @param stopTimeout how long running requests may take to end when the server stops
     * @param allowedOrigins origins of browser applications, as regular expressions; empty means none
     * @param tls empty for plain HTTP
     */
    public record Listening(
            String host,
            int port,
            int maxThreads,
            Duration idleTimeout,
            Duration stopTimeout,
            Set<String> allowedOrigins,
            Limits limits,
            Guard guard,
            Optional<Tls> tls) {

        public Listening {
            allowedOrigins = Set.copyOf(allowedOrigins);
        }

        /** The FHIR base URL, when the server is asked at the very address it listens on. */
        public URI url(int openPort) {
            String address = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
            return URI.create((tls.isPresent() ? "https://" : "http://") + address + ":" + openPort + FHIR_PATH);
        }
    }

    private static final long A_YEAR = Duration.ofDays(365).toSeconds();

    /** How long a browser is to remember that there is TLS. */
    static final String STRICT_TRANSPORT = "max-age=" + A_YEAR;

    /** Bodies up to this size are waited for without a thread: every search form. */
    private static final int AWAITED_BYTES = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final Server server;
    private final ServerConnector connector;
    private final Listening listening;
    private final Optional<Certificates> certificates;

    /** @throws IllegalArgumentException naming the TLS file that is wrong */
    public Door(Listening listening) {
        this.listening = listening;
        this.certificates = listening.tls().map(Certificates::new);
        QueuedThreadPool threads = new QueuedThreadPool(listening.maxThreads());
        threads.setName("http");
        this.server = new Server(threads);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration(listening));
        this.connector = certificates
                .map(tls -> new ServerConnector(server, tls.context(), http))
                .orElseGet(() -> new ServerConnector(server, http));
        connector.setHost(listening.host());
        connector.setPort(listening.port());
        connector.setIdleTimeout(listening.idleTimeout().toMillis());
        // at shutdown, connections that wait for no answer are not waited for
        connector.setShutdownIdleTimeout(200);
        server.addConnector(connector);
        server.setStopTimeout(listening.stopTimeout().toMillis());
    }

    private static HttpConfiguration configuration(Listening listening) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setRequestHeaderSize(listening.limits().headerBytes());
        // thousands of different Authorization headers make the cache a cost
        configuration.setHeaderCacheSize(0);
        if (listening.tls().isPresent()) {
            // which names are ours is said at the threshold
            configuration.addCustomizer(new SecureRequestCustomizer(false, false, A_YEAR, false));
        }
        return configuration;
    }

    /** Opens the port, before the server's own address can be known; requests wait until {@link #start}. */
    public int open() {
        try {
            connector.open();
            return connector.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("cannot listen on port " + listening.port(), e);
        }
    }

    /**
     * Everything HAPI needs.
     *
     * @param backstop what looks at everything that goes out; empty where nobody is asked who they are
     * @param desk what answers requests that HAPI is not asked
     * @param messages tells whether messages can be kept; empty where none are received
     */
    public record Fhir(
            FhirContext context,
            URI base,
            List<Object> providers,
            IServerConformanceProvider<?> capability,
            Set<String> types,
            Optional<Backstop> backstop,
            Desk desk,
            Optional<BooleanSupplier> messages) {

        /** Where HAPI is asked everything. */
        public Fhir(
                FhirContext context,
                URI base,
                List<Object> providers,
                IServerConformanceProvider<?> capability,
                Set<String> types,
                Optional<Backstop> backstop) {
            this(context, base, providers, capability, types, backstop, Desk.none(), Optional.empty());
        }
    }

    /**
     * Who may come in.
     *
     * @param endpoints where a token is to be had; empty when that is not told
     * @param servlets an authorization server of our own, by path
     * @param origins of applications' pages that may ask, beside those of {@link Listening}
     */
    public record Login(
            Authentication authentication,
            Optional<SmartConfiguration.Endpoints> endpoints,
            Map<String, HttpServlet> servlets,
            Set<String> origins) {

        public Login(Authentication authentication, Optional<SmartConfiguration.Endpoints> endpoints) {
            this(authentication, endpoints, Map.of(), Set.of());
        }
    }

    /** {@code sent} is handed the body of every answer in FHIR once it was written, errors aside; it must not take time. */
    public void start(
            Fhir fhir,
            PrometheusMeterRegistry registry,
            Supplier<Map<String, Boolean>> sources,
            Consumer<byte[]> sent,
            GuideSite guide,
            Login login,
            Recorder recorder) {
        FhirContext context = FhirServlet.tuned(fhir.context());
        Outcomes outcomes = new Outcomes(context);
        ServletContextHandler servlets = new ServletContextHandler("/");
        FilterHolder door = new FilterHolder(new DoorFilter(
                new Proxies(listening.guard().trustedProxies()),
                new Throttle(listening.guard().rates(), registry),
                new Admission(listening.limits(), fhir.desk()),
                fhir.desk(),
                login.authentication(),
                outcomes,
                recorder,
                new SecurityLog(registry, recorder.onlooker()),
                new RequestLog(registry, fhir.types()),
                sent));
        servlets.addFilter(door, FHIR_PATH + "/*", EnumSet.of(DispatcherType.REQUEST));
        servlets.addServlet(
                new ServletHolder(new FhirServlet(
                        context, fhir.base().toString(), fhir.providers(), fhir.capability(), fhir.backstop())),
                FHIR_PATH + "/*");
        if (login.authentication().isAsked()) {
            servlets.addServlet(
                    new ServletHolder(new SmartConfiguration(login.endpoints())), FHIR_PATH + SmartConfiguration.PATH);
        }
        login.servlets().forEach((path, servlet) -> servlets.addServlet(new ServletHolder(servlet), path));
        servlets.addServlet(new ServletHolder(new Health(sources, recorder::isReady, fhir.messages())), "/health/*");
        servlets.addServlet(
                new ServletHolder(new MetricsPage(registry, listening.guard().metricsReaders())), "/metrics");
        guide.addTo(servlets, outcomes);
        JettyErrors errors = new JettyErrors(outcomes);
        servlets.setErrorHandler(errors);
        server.setErrorHandler(errors);
        certificates.ifPresent(tls -> tls.demand(fhir.base().getHost()));
        server.setHandler(
                new GracefulHandler(guarded(fhir.base(), compressed(crossOrigin(servlets, login.origins())))));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot start the HTTP server", e);
        }
    }

    private Handler guarded(URI base, Handler inner) {
        Guard guard = listening.guard();
        var eager = new EagerContentHandler(
                inner, new EagerContentHandler.RetainedContentLoaderFactory(AWAITED_BYTES, 0, false));
        SlowClients slow = new SlowClients(
                guard.requestTimeout(), System::nanoTime, new Threshold(base, guard.hostNames(), eager));
        connector.addBean(slow);
        repeat(guard.requestTimeout().dividedBy(10), slow::cut);
        listening.tls().ifPresent(tls -> certificates.ifPresent(files -> repeat(tls.look(), files::look)));
        return slow;
    }

    private void repeat(Duration interval, Runnable task) {
        connector.addBean(new Recurring(connector.getScheduler(), interval, task));
    }

    private static Handler compressed(Handler inner) {
        CompressionHandler compression = new CompressionHandler(inner);
        compression.putCompression(new GzipCompression());
        // answers only: a compressed request is refused by the door, not inflated
        compression.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .defaults()
                        .decompressExcludePath("/*")
                        .build());
        return compression;
    }

    private Handler crossOrigin(Handler inner, Set<String> registered) {
        Set<String> origins = new HashSet<>(listening.allowedOrigins());
        registered.forEach(origin -> origins.add(Pattern.quote(origin)));
        if (origins.isEmpty()) {
            return inner;
        }
        CrossOriginHandler cors = new CrossOriginHandler();
        cors.setAllowedOriginPatterns(origins);
        cors.setAllowedMethods(Set.of("GET", "HEAD", "POST"));
        cors.setAllowedHeaders(Set.of(
                "Accept",
                "Accept-Language",
                "Authorization",
                "Content-Type",
                "If-None-Match",
                "Prefer",
                "X-Request-Id"));
        cors.setExposedHeaders(Set.of("ETag", "Preference-Applied", "Retry-After", "X-Request-Id"));
        cors.setHandler(inner);
        return cors;
    }

    /** Finishes running requests, then stops; those that take longer than the stop timeout are cut off. */
    public void stop() {
        try {
            server.stop();
        } catch (TimeoutException late) {
            LOG.warn("requests were cut off at shutdown");
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the HTTP server", e);
        }
    }

    public void join() throws InterruptedException {
        server.join();
    }
}
