package dk.hoibu.fhir;

import dk.hoibu.fhir.forward.Posting;
import dk.hoibu.fhir.http.OutgoingHttp;
import dk.hoibu.fhir.message.delivery.Collector;
import dk.hoibu.fhir.message.delivery.Deliverer;
import dk.hoibu.fhir.message.delivery.DeliveryTally;
import dk.hoibu.fhir.message.delivery.Packing;
import dk.hoibu.fhir.message.delivery.Unpacking;
import dk.hoibu.fhir.message.delivery.msh.Bearer;
import dk.hoibu.fhir.message.delivery.msh.HttpInbox;
import dk.hoibu.fhir.message.delivery.msh.HttpMsh;
import dk.hoibu.fhir.message.store.DeliveryState;
import dk.hoibu.fhir.message.store.Outbox;
import dk.hoibu.fhir.message.store.Reply.Effect;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** What hands messages to the message service handler and fetches them from it, beside the requests. */
final class Delivery implements AutoCloseable {

    /** Names of metrics. */
    private static final String PREFIX = "hoibu.messages.";

    /** How long after having found nothing to hand over it is looked again. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final Duration COUNT = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final DeliveryTally tally;
    private final Clock clock;
    private final List<Repeating> threads = new ArrayList<>();
    private volatile Outbox.Sum sum = new Outbox.Sum(Map.of(), Optional.empty());

    private Delivery(Outbox outbox, DeliveryTally tally, Clock clock) {
        this.outbox = outbox;
        this.tally = tally;
        this.clock = clock;
    }

    /**
     * Not started yet.
     *
     * @param node the server's name
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    static Delivery of(
            DeliverySettings settings,
            String node,
            Outbox outbox,
            Packing packing,
            Unpacking unpacking,
            DeliveryTally tally,
            Clock clock) {
        Delivery delivery = new Delivery(outbox, tally, clock);
        delivery.threads.add(new Repeating("message-count", delivery::count, COUNT));
        if (settings.url().isEmpty() && settings.inbox().isEmpty()) {
            return delivery;
        }
        OutgoingHttp http;
        try {
            http = new OutgoingHttp(settings.identity(), settings.timeout());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("settings delivery.tls: " + wrong.getMessage(), wrong);
        }
        Posting posting = new Posting(http, settings.timeout());
        Bearer bearer = new Bearer(settings.bearer());
        settings.url().ifPresent(url -> {
            Deliverer deliverer = new Deliverer(
                    node,
                    outbox,
                    packing,
                    new HttpMsh(posting, url, bearer),
                    settings.pace(),
                    tally,
                    clock,
                    new SplittableRandom());
            for (int worker = 0; worker < settings.workers(); worker++) {
                delivery.threads.add(new Repeating("message-delivery-" + worker, deliverer::once, LOOK));
            }
        });
        settings.inbox().ifPresent(inbox -> {
            Collector collector = new Collector(new HttpInbox(posting, inbox.url(), bearer), unpacking, tally, clock);
            delivery.threads.add(new Repeating("message-inbox", collector::once, inbox.interval()));
        });
        return delivery;
    }

    private boolean count() {
        sum = outbox.sum();
        return false;
    }

    /** Has {@code registry} tell how messages travel. */
    void measure(MeterRegistry registry) {
        for (DeliveryState state : DeliveryState.values()) {
            if (state != DeliveryState.DELIVERED) {
                Gauge.builder(PREFIX + "outbox", this, it -> it.sum.counts().getOrDefault(state, 0L))
                        .description("Messages and acknowledgements that are to go out, or did not arrive")
                        .tag("state", state.column())
                        .register(registry);
            }
        }
        TimeGauge.builder(PREFIX + "outbox.age", this, TimeUnit.SECONDS, Delivery::age)
                .description("Age of the oldest that waits to be handed to the message service handler")
                .register(registry);
        for (DeliveryTally.What what : DeliveryTally.What.values()) {
            FunctionCounter.builder(PREFIX + "delivery", tally, it -> it.of(what))
                    .description("What was done with messages on their way, by what came of it")
                    .tag("event", what.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        for (Effect effect : Effect.values()) {
            FunctionCounter.builder(PREFIX + "acknowledgements", tally, it -> it.of(effect))
                    .description("Acknowledgements that came, by what they changed")
                    .tag("effect", effect.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder(PREFIX + "inbox.stuck", tally, DeliveryTally::stuck)
                .description("What the message service handler keeps for us that can be neither read nor answered")
                .register(registry);
    }

    private double age() {
        return sum.oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    void start() {
        threads.forEach(Repeating::start);
    }

    @Override
    public void close() {
        threads.forEach(Repeating::close);
    }
}
