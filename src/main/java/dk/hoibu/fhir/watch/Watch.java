package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.Circumstances;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.Onlooker;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Told;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows every access that was kept to all detectors, in a thread of its own, and raises the alarms that they find. What it cannot take it passes
 * over and counts: no answer waits for it or fails because of it. Safe for use by many threads.
 */
public final class Watch implements Onlooker, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** Accesses that wait to be looked at; a detector takes microseconds, keeping an alarm as long as the trail may take. */
    private static final int WAITING = 10_000;

    private static final int SECONDS_TO_END = 5;

    private final List<Detector> detectors;
    private final Siren siren;
    private final ChildMarks marks;
    private final Clock clock;
    private final Counter overflow;
    private final Counter broken;
    private final ThreadPoolExecutor thread;

    private Watch(List<Detector> detectors, Siren siren, ChildMarks marks, Clock clock, MeterRegistry registry) {
        this.detectors = List.copyOf(detectors);
        this.siren = siren;
        this.marks = marks;
        this.clock = clock;
        this.overflow = failures(registry, "overflow");
        this.broken = failures(registry, "detector");
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
            Thread watching = new Thread(task, "audit-watch");
            watching.setDaemon(true);
            return watching;
        });
    }

    /** With every detector there is. {@code ledger} keeps the alarms. */
    public static Watch of(
            Thresholds thresholds, Areas areas, Ledger ledger, ChildMarks marks, Clock clock, MeterRegistry registry) {
        List<Detector> detectors = List.of(
                new ManyChildren(thresholds, clock),
                new OwnNumber(thresholds),
                new Family(thresholds),
                new RepeatedDenials(thresholds, clock),
                new RefusedTokens(thresholds, clock),
                new OutsideArea(thresholds, areas, clock),
                new UnnotedAnswer());
        return with(detectors, new Siren(ledger, thresholds.quiet(), clock, registry), marks, clock, registry);
    }

    static Watch with(List<Detector> detectors, Siren siren, ChildMarks marks, Clock clock, MeterRegistry registry) {
        return new Watch(detectors, siren, marks, clock, registry);
    }

    static Counter failures(MeterRegistry registry, String reason) {
        return Counter.builder("hoibu.audit.watch.failures")
                .description("Accesses that were not looked at, or alarms that are not in the trail")
                .tag("reason", reason)
                .register(registry);
    }

    @Override
    public void kept(AccessFacts facts, Circumstances circumstances) {
        soon(() -> {
            siren.keepWaiting();
            look(facts, circumstances);
        });
    }

    @Override
    public void tokenRefused(String address, String requestId) {
        soon(() -> look(
                new AccessFacts(
                        clock.instant(),
                        new Asked(Asked.Interaction.TOKEN, "token"),
                        Outcome.not(Outcome.Kind.REFUSED, "token-refused"),
                        Told.nothing(401),
                        Optional.empty(),
                        new Asker(new Asker.Client(Optional.empty(), address), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        requestId,
                        Optional.empty()),
                Circumstances.unknown()));
    }

    private void soon(Runnable task) {
        try {
            thread.execute(() -> guarded(task));
        } catch (RejectedExecutionException tooMany) {
            overflow.increment();
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            failed("none", failure);
        }
    }

    private void failed(String detector, RuntimeException failure) {
        broken.increment();
        LOG.atError()
                .addKeyValue("detector", detector)
                .addKeyValue("error", failure.getClass().getSimpleName())
                .log("an access was not looked at by all");
    }

    private void look(AccessFacts facts, Circumstances circumstances) {
        Optional<String> mark = facts.child()
                .flatMap(child -> child instanceof Child.Numbered numbered
                        ? Optional.of(marks.of(numbered.number()))
                        : Optional.empty());
        Sighting sighting = new Sighting(facts, circumstances, mark);
        for (Detector detector : detectors) {
            try {
                detector.look(sighting).forEach(trip -> siren.raise(detector.alarm(), trip, sighting));
            } catch (RuntimeException failure) {
                failed(detector.alarm().code(), failure);
            }
        }
    }

    /** Looks at what waits, for some seconds at most, and raises no alarm any more. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                siren.end();
            } else {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
