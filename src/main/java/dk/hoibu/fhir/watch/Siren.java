package dk.hoibu.fhir.watch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Alarm;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.Ledger.Event;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises alarms: a count, a line in the log, and an event in the trail, once about the same one for a while. For one thread at a time.
 */
final class Siren {

    /** Where an operator has what concerns security. */
    private static final Logger LOG = LoggerFactory.getLogger("dk.hoibu.fhir.security");

    private static final int REMEMBERED = 10_000;

    /** Of one kind in an hour, so that whoever can provoke alarms cannot fill the trail; more are counted. */
    private static final int WRITTEN = 100;

    /** As many as wait to be kept while the trail cannot be written. */
    private static final int WAITING = 1_000;

    private final Ledger ledger;
    private final Clock clock;
    private final Cache<String, Instant> raised;
    private final Map<Alarm, Counter> counters = new EnumMap<>(Alarm.class);
    private final Map<Alarm, Deque<Instant>> written = new EnumMap<>(Alarm.class);
    private final Deque<Event> waiting = new ArrayDeque<>();
    private final Counter unkept;

    Siren(Ledger ledger, Duration quiet, Clock clock, MeterRegistry registry) {
        this.ledger = ledger;
        this.clock = clock;
        this.raised = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(quiet)
                .ticker(() -> clock.millis() * 1_000_000L)
                .executor(Runnable::run)
                .build();
        for (Alarm alarm : Alarm.values()) {
            counters.put(
                    alarm,
                    Counter.builder("hoibu.audit.alarms")
                            .description("Accesses that somebody should look into")
                            .tag("detector", alarm.code())
                            .register(registry));
            written.put(alarm, new ArrayDeque<>());
        }
        this.unkept = Watch.failures(registry, "unkept");
    }

    void raise(Alarm alarm, Trip trip, Sighting sighting) {
        String key = alarm.code() + " " + trip.who();
        if (raised.getIfPresent(key) != null) {
            return;
        }
        raised.put(key, clock.instant());
        counter(alarm).increment();
        if (isTooMany(alarm)) {
            return;
        }
        Event event = Event.of(facts(alarm, trip, sighting));
        LOG.atWarn()
                .addKeyValue("detector", alarm.code())
                .addKeyValue("seen", trip.seen())
                .addKeyValue("request", event.facts().requestId())
                .addKeyValue("event", event.id())
                .addKeyValue("address", trip.asker().client().address())
                .log("an alarm was raised");
        if (waiting.size() == WAITING) {
            waiting.remove();
            unkept.increment();
        }
        waiting.add(event);
        keepWaiting();
    }

    private Counter counter(Alarm alarm) {
        return Optional.ofNullable(counters.get(alarm)).orElseThrow();
    }

    private boolean isTooMany(Alarm alarm) {
        Deque<Instant> times = Optional.ofNullable(written.get(alarm)).orElseThrow();
        Instant now = clock.instant();
        while (!times.isEmpty() && !times.element().isAfter(now.minus(Duration.ofHours(1)))) {
            times.remove();
        }
        if (times.size() == WRITTEN) {
            return true;
        }
        times.add(now);
        return false;
    }

    private AccessFacts facts(Alarm alarm, Trip trip, Sighting sighting) {
        AccessFacts seen = sighting.facts();
        return new AccessFacts(
                clock.instant(),
                Asked.alarm(alarm, trip.seen()),
                Outcome.shown(),
                Told.nothing(seen.told().status()),
                trip.aboutChild() ? seen.child() : Optional.empty(),
                trip.asker(),
                Optional.empty(),
                seen.requestId(),
                seen.launchId());
    }

    /** Keeps what could not be kept when it was raised, as far as that is possible now. */
    void keepWaiting() {
        try {
            while (!waiting.isEmpty()) {
                keep(waiting.element());
                waiting.remove();
            }
        } catch (AuditUnavailable later) {
            LOG.atWarn()
                    .addKeyValue("reason", later.getMessage())
                    .addKeyValue("count", waiting.size())
                    .log("an alarm is not in the audit trail yet");
        }
    }

    /** What can never be kept is not in the way of others. */
    private void keep(Event event) {
        try {
            ledger.keep(List.of(event));
        } catch (IllegalArgumentException never) {
            unkept.increment();
            LOG.atError().addKeyValue("event", event.id()).log("an alarm cannot be kept");
        }
    }

    /** Gives up what could not be kept. */
    void end() {
        keepWaiting();
        unkept.increment(waiting.size());
        waiting.clear();
    }
}
