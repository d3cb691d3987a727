package dk.hoibu.fhir;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.forward.Destination;
import dk.hoibu.fhir.forward.Forwarder;
import dk.hoibu.fhir.forward.Posting;
import dk.hoibu.fhir.forward.atna.AtnaFeed;
import dk.hoibu.fhir.forward.minlog.MappingFile;
import dk.hoibu.fhir.forward.minlog.MinLogRegistry;
import dk.hoibu.fhir.http.OutgoingHttp;
import dk.hoibu.fhir.mapping.AuditEvents;
import dk.hoibu.fhir.mapping.Targets;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What gives the audit trail to the other systems that the settings name, beside the requests. */
record AuditForwarding(List<Forwarder> forwarders) implements AutoCloseable {

    /** Names of metrics. */
    private static final String PREFIX = "hoibu.audit.forward.";

    AuditForwarding {
        forwarders = List.copyOf(forwarders);
    }

    /**
     * Not started yet.
     *
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    static AuditForwarding of(
            Settings.Audit settings, SqlAuditTrail trail, Ids ids, String base, FhirContext context, Clock clock) {
        ForwardSettings forward = settings.forward();
        List<Forwarder> forwarders = new ArrayList<>();
        for (String log : forward.logs()) {
            for (Destination destination : destinations(forward, ids, Observer.at(base), context)) {
                forwarders.add(new Forwarder(
                        destination,
                        log,
                        trail.ordered(),
                        trail.outbox(),
                        forward.pace(),
                        () -> !log.equals(settings.node()) || trail.holdsLog(),
                        clock));
            }
        }
        return new AuditForwarding(forwarders);
    }

    private static List<Destination> destinations(
            ForwardSettings settings, Ids ids, Observer observer, FhirContext context) {
        List<Destination> destinations = new ArrayList<>();
        if (settings.atna().isEmpty() && settings.minlog().isEmpty()) {
            return destinations;
        }
        OutgoingHttp http = of("audit.forward.tls", () -> new OutgoingHttp(settings.identity(), settings.timeout()));
        Posting posting = new Posting(http, settings.timeout());
        settings.atna()
                .ifPresent(atna -> destinations.add(of(
                        "audit.forward.atna",
                        () -> new AtnaFeed(
                                posting,
                                atna.url(),
                                atna.batch(),
                                atna.leaveOut(),
                                new AuditEvents(new Targets(ids), observer),
                                context))));
        settings.minlog()
                .ifPresent(minlog -> destinations.add(of(
                        "audit.forward.minlog",
                        () -> new MinLogRegistry(
                                posting,
                                new MinLogRegistry.Service(
                                        minlog.url(),
                                        minlog.mappingFile()
                                                .map(MappingFile::in)
                                                .orElseGet(MappingFile::builtIn),
                                        minlog.headerFile().orElse(null)),
                                minlog.leaveOut(),
                                ids,
                                observer))));
        return destinations;
    }

    private static <T> T of(String settings, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("settings " + settings + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Has {@code registry} tell how far each destination is. */
    void measure(MeterRegistry registry, Clock clock) {
        for (Forwarder forwarder : forwarders) {
            Tags tags = Tags.of(
                    "destination",
                    forwarder.route().destination(),
                    "log",
                    forwarder.route().log());
            gauges(forwarder, tags, registry, clock);
            count(
                    "delivered",
                    "Entries that the destination took",
                    forwarder,
                    tags,
                    it -> it.tally().delivered(),
                    registry);
            count(
                    "retried",
                    "Times that a refused entry was given again",
                    forwarder,
                    tags,
                    it -> it.tally().retried(),
                    registry);
            count(
                    "failures",
                    "Times that the destination was found down",
                    forwarder,
                    tags,
                    it -> it.tally().failed(),
                    registry);
            String passed = "Entries passed over: no business of the destination's, or erased before";
            Tags unwanted = tags.and("reason", "unwanted");
            count("passed", passed, forwarder, unwanted, it -> it.tally().unwanted(), registry);
            count(
                    "passed",
                    passed,
                    forwarder,
                    tags.and("reason", "erased"),
                    it -> it.tally().erased(),
                    registry);
        }
    }

    private static void gauges(Forwarder forwarder, Tags tags, MeterRegistry registry, Clock clock) {
        Gauge.builder(PREFIX + "backlog", forwarder, it -> it.standing().backlog())
                .description("Entries that the destination was not given yet")
                .tags(tags)
                .register(registry);
        Gauge.builder(PREFIX + "held", forwarder, it -> it.standing().held())
                .description("Entries of these that were refused, or wait for one that was")
                .tags(tags)
                .register(registry);
        Gauge.builder(PREFIX + "dead", forwarder, it -> it.standing().dead())
                .description("Entries that were refused too often and are not tried any longer")
                .tags(tags)
                .register(registry);
        TimeGauge.builder(
                        PREFIX + "age",
                        forwarder,
                        TimeUnit.SECONDS,
                        it -> it.standing().age(clock.instant()).toMillis() / 1000.0)
                .description(
                        "Age of the oldest entry that the destination was not given; without any, of that knowledge")
                .tags(tags)
                .register(registry);
    }

    private static void count(
            String name,
            String description,
            Forwarder forwarder,
            Tags tags,
            ToDoubleFunction<Forwarder> value,
            MeterRegistry registry) {
        FunctionCounter.builder(PREFIX + name, forwarder, value)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    void start() {
        forwarders.forEach(Forwarder::start);
    }

    @Override
    public void close() {
        forwarders.forEach(Forwarder::close);
    }
}
