package dk.hoibu.fhir;

import dk.hoibu.fhir.access.Item;
import dk.hoibu.fhir.message.keeping.Keeper;
import dk.hoibu.fhir.source.SourceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the sources did, counted. Names of sources, outcomes and rules only; nothing about anybody. */
final class Metrics {

    /** There from the start, at nought, so that an alarm can be set on them. */
    private static final List<String> BACKSTOP_REASONS =
            List.of("operation", "type", "nobody", "contained", "child", "scope", "role", "protected", "organisation");

    private final MeterRegistry registry;
    private final Map<String, Timer> calls = new ConcurrentHashMap<>();

    @SuppressWarnings("resource") // lives as long as the process
    Metrics(MeterRegistry registry) {
        this.registry = registry;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        BACKSTOP_REASONS.forEach(this::backstop);
    }

    void sourceCalled(SourceId source, Duration took, String outcome) {
        calls.computeIfAbsent(
                        source.key() + " " + outcome,
                        key -> Timer.builder("hoibu.source.calls")
                                .description("Calls to upstream sources")
                                .tag("source", source.key())
                                .tag("outcome", outcome)
                                .register(registry))
                .record(took);
    }

    /** Must stay at nought: each is an alarm. */
    void backstopFired(String reason) {
        backstop(reason).increment();
    }

    /** A message came: {@code ok-new}, {@code ok-repeated}, {@code fatal-error-new}, {@code transient-error} and others. */
    void messageReceived(String verdict) {
        Counter.builder("hoibu.messages.received")
                .description("Messages that came, by what was answered and whether they had come before")
                .tag("verdict", verdict)
                .register(registry)
                .increment();
    }

    /** How messages stand in the store. */
    void messages(Keeper keeper) {
        Gauge.builder("hoibu.messages.unread", keeper, Keeper::unread)
                .description("Messages that their receivers have not marked as read, counted every minute")
                .register(registry);
        String deleted = "Messages deleted because they were kept as long as they are to be";
        FunctionCounter.builder("hoibu.messages.deleted", keeper, it -> it.deleted() - it.deletedUnread())
                .description(deleted)
                .tag("read", "true")
                .register(registry);
        FunctionCounter.builder("hoibu.messages.deleted", keeper, Keeper::deletedUnread)
                .description(deleted)
                .tag("read", "false")
                .register(registry);
    }

    private Counter backstop(String reason) {
        return Counter.builder("hoibu.backstop.fired")
                .description("Answers that were about to go out and must not")
                .tag("reason", reason)
                .register(registry);
    }

    /** Cases have a count of their own; of all else the kind is a label. */
    void hidden(Item.Kind kind, String ruleId) {
        if (kind == Item.Kind.CASE) {
            registry.counter("hoibu.cases.hidden", "rule", ruleId).increment();
        } else {
            registry.counter("hoibu.items.hidden", "item", kind.code(), "rule", ruleId)
                    .increment();
        }
    }
}
