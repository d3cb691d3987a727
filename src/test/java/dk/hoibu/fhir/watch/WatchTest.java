package dk.hoibu.fhir.watch;

import static dk.hoibu.fhir.watch.Sightings.NOON;
import static dk.hoibu.fhir.watch.Sightings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.audit.Alarm;
import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.FactsCodec;
import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.source.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an access to the alarm in the trail. The watch is closed before it is looked at, so that all has been seen. */
class WatchTest {

    /** Keeps what it is given, unless it is down. */
    private static final class Kept implements AuditTrail {

        private final List<AuditEntry> entries = new ArrayList<>();
        private int failures;

        @Override
        public synchronized void keep(List<AuditEntry> more) {
            if (failures > 0) {
                failures--;
                throw new AuditUnavailable("down");
            }
            entries.addAll(more);
        }

        @Override
        public Optional<KeptEntry> find(UUID id) {
            throw new AssertionError("nobody reads");
        }

        @Override
        public List<KeptEntry> page(AuditQuery query) {
            throw new AssertionError("nobody reads");
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void close() {
            // nothing is open
        }

        synchronized List<String> subtypes() {
            return entries.stream().map(entry -> entry.marks().subtype()).toList();
        }
    }

    /** Sees each access, of whoever it is. */
    private record Everything(Runnable before) implements Detector {

        @Override
        public Alarm alarm() {
            return Alarm.FAMILY;
        }

        @Override
        public List<Trip> look(Sighting sighting) {
            before.run();
            return List.of(
                    new Trip(sighting.who().orElse("nobody"), sighting.facts().asker(), true, "outcome=0"));
        }
    }

    private final SettableClock clock = new SettableClock(NOON.toString());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Kept kept = new Kept();
    private final ChildMarks marks;
    private final Ledger ledger;

    WatchTest(@TempDir Path folder) {
        marks = ChildMarks.loadOrCreate(folder.resolve("audit.key"));
        ledger = new Ledger(kept, marks, new FactsCodec(number -> "an-id"));
    }

    private Watch watch(Detector... detectors) {
        return Watch.with(
                List.of(detectors), new Siren(ledger, Duration.ofHours(24), clock, registry), marks, clock, registry);
    }

    private void hears(Watch watch, Sightings... accesses) {
        for (Sightings access : accesses) {
            watch.kept(access.facts(), access.circumstances());
        }
    }

    private double count(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).counter().count();
    }

    private double failures(String reason) {
        return count("hoibu.audit.watch.failures", "reason", reason);
    }

    @Test
    void anAlarmIsCountedAndKeptWithWhomItIsAbout() {
        try (Watch watch = watch(new Everything(() -> {}))) {
            hears(watch, reading("a"));
        }

        assertThat(count("hoibu.audit.alarms", "detector", "family")).isEqualTo(1);
        assertThat(kept.entries).singleElement().satisfies(entry -> {
            assertThat(entry.marks().type()).isEqualTo("110113");
            assertThat(entry.marks().subtype()).isEqualTo("family");
            assertThat(entry.marks().user()).hasValue("https://issuer.example|doctor-1");
            assertThat(entry.marks().requestId()).isEqualTo("request-1");
            assertThat(FactsCodec.read(entry.payload()).asked().what()).isEqualTo("family?outcome=0");
            assertThat(FactsCodec.read(entry.payload()).child()).isPresent();
        });
    }

    @Test
    void theSameOneIsNotRaisedAgainForAWhile() {
        try (Watch watch = watch(new Everything(() -> {}))) {
            hears(watch, reading("a"), reading("b"), reading("c").by("doctor-2"));
        }
        assertThat(kept.entries)
                .extracting(entry -> entry.marks().user().orElse(""))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void afterAWhileItIsRaisedAgain() {
        Siren siren = new Siren(ledger, Duration.ofHours(24), clock, registry);
        Trip trip = new Trip("user", reading("a").facts().asker(), false, "children=3");

        siren.raise(Alarm.FAMILY, trip, reading("a").seen());
        clock.set("2026-06-11T11:59:59Z");
        siren.raise(Alarm.FAMILY, trip, reading("a").seen());
        siren.raise(Alarm.OWN_NUMBER, trip, reading("a").seen());
        assertThat(kept.subtypes()).containsExactly("family", "own-number");
        clock.set("2026-06-11T12:00:00Z");
        siren.raise(Alarm.FAMILY, trip, reading("a").seen());

        assertThat(kept.subtypes()).containsExactly("family", "own-number", "family");
    }

    @Test
    void whoeverProvokesAlarmsDoesNotFillTheTrail() {
        Siren siren = new Siren(ledger, Duration.ofHours(24), clock, registry);
        for (int i = 0; i < 250; i++) {
            Trip trip = new Trip("address " + i, reading("a").facts().asker(), false, "tokens=3");
            siren.raise(Alarm.REFUSED_TOKENS, trip, reading("a").seen());
        }

        assertThat(kept.entries).hasSize(100);
        assertThat(count("hoibu.audit.alarms", "detector", "refused-tokens")).isEqualTo(250);
    }

    @Test
    void aDetectorThatFailsIsCountedAndStopsNoOther() {
        Detector broken = new Everything(() -> {
            throw new IllegalStateException("broken");
        });
        try (Watch watch = watch(broken, new Everything(() -> {}))) {
            hears(watch, reading("a"), reading("b").by("doctor-2"));
        }

        assertThat(kept.entries).hasSize(2);
        assertThat(failures("detector")).isEqualTo(2);
    }

    @Test
    void whatCannotBeKeptIsKeptLater() {
        kept.failures = 1;
        try (Watch watch = watch(new Everything(() -> {}))) {
            hears(watch, reading("a"), reading("b"));
        }

        assertThat(kept.subtypes()).containsExactly("family");
        assertThat(failures("unkept")).isZero();
    }

    @Test
    void whatCouldNeverBeKeptIsCounted() {
        kept.failures = 1_000;
        try (Watch watch = watch(new Everything(() -> {}))) {
            hears(watch, reading("a"));
        }

        assertThat(failures("unkept")).isEqualTo(1);
        assertThat(count("hoibu.audit.alarms", "detector", "family")).isEqualTo(1);
    }

    @Test
    void whoIsToldOfMoreThanItCanTakeHoldsNobodyUp() {
        CountDownLatch held = new CountDownLatch(1);
        Watch watch = watch(new Everything(() -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        for (int i = 0; i < 10_500; i++) {
            // returns at once, every time
            hears(watch, reading("a"));
        }
        held.countDown();
        watch.close();

        // one was being looked at, 10,000 waited
        assertThat(failures("overflow")).isEqualTo(499);
        assertThat(kept.entries).hasSize(1);
    }

    @Test
    void tokensThatAreNotBelievedAreLookedAtToo() {
        try (Watch watch = watch(new RefusedTokens(Sightings.thresholds(), clock))) {
            for (int i = 0; i < 3; i++) {
                watch.tokenRefused("192.0.2.99", "request-" + i);
            }
        }

        assertThat(kept.subtypes()).containsExactly("refused-tokens");
        assertThat(FactsCodec.read(kept.entries.get(0).payload())
                        .asker()
                        .client()
                        .address())
                .isEqualTo("192.0.2.99");
    }

    @Test
    void everyAlarmIsCountedFromTheStart() {
        Watch.of(Sightings.thresholds(), any -> Optional.empty(), ledger, marks, clock, registry)
                .close();

        for (Alarm alarm : Alarm.values()) {
            assertThat(count("hoibu.audit.alarms", "detector", alarm.code())).isZero();
        }
    }
}
