package dk.hoibu.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.validation.Finding.Level;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which answers are looked at, how that is counted, and that nothing waits for it. */
@Timeout(60)
class SamplingValidatorTest {

    private static final Verdict GOOD = new Verdict(List.of());
    private static final Verdict BAD =
            new Verdict(List.of(new Finding(Level.ERROR, "Patient.gender", 1, 1, "rule", "the value 'secret'")));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Semaphore done = new Semaphore(0);

    @Test
    void countsByTypeHowItWent() throws InterruptedException {
        try (SamplingValidator sampling = of(1, text -> text.contains("bad") ? BAD : GOOD)) {
            offer(sampling, "{\"resourceType\":\"Patient\",\"id\":\"bad\"}");
            offer(sampling, "{\n  \"resourceType\": \"Patient\"}");
            offer(sampling, "<?xml version=\"1.0\"?><Bundle xmlns=\"http://hl7.org/fhir\"/>");
            offer(sampling, "");
            done.acquire(4);
        }
        awaitCount("Patient", "invalid", 1);
        awaitCount("Patient", "valid", 1);
        awaitCount("Bundle", "valid", 1);
        awaitCount("unknown", "valid", 1);
    }

    @Test
    void theGeneratorDecidesWhich() throws InterruptedException {
        SplittableRandom same = new SplittableRandom(7);
        long chosen = java.util.stream.IntStream.range(0, 10)
                .filter(i -> same.nextDouble() < 0.5)
                .count();
        assertThat(chosen).isBetween(1L, 9L);

        try (SamplingValidator sampling = of(0.5, text -> GOOD)) {
            for (int i = 0; i < 10; i++) {
                offer(sampling, "{\"resourceType\":\"Patient\"}");
            }
            done.acquire((int) chosen);
        }
        awaitCount("Patient", "valid", chosen);
    }

    @Test
    void whatDoesNotFitIsDroppedAndCountedAndNobodyWaits() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        try (SamplingValidator sampling = of(1, text -> {
            started.countDown();
            await(held);
            return GOOD;
        })) {
            offer(sampling, "{\"resourceType\":\"Patient\"}");
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 20; i++) {
                offer(sampling, "{\"resourceType\":\"Patient\"}");
            }
            assertThat(count("Patient", "dropped")).isEqualTo(4);
            held.countDown();
            done.acquire(17);
        }
        awaitCount("Patient", "valid", 17);
    }

    @Test
    void theValidatorIsMadeOnceAndOnlyWhenWanted() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        try (SamplingValidator sampling = new SamplingValidator(1, new SplittableRandom(7), registry, () -> {
            made.incrementAndGet();
            return text -> {
                done.release();
                return GOOD;
            };
        })) {
            assertThat(made).hasValue(0);
            offer(sampling, "{}");
            offer(sampling, "{}");
            done.acquire(2);
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void aFailureOfTheValidatorIsNotTheServers() throws InterruptedException {
        try (SamplingValidator sampling = of(1, text -> {
            throw new IllegalStateException("quoting the body");
        })) {
            offer(sampling, "{\"resourceType\":\"Patient\"}");
            done.acquire();
        }
        awaitCount("Patient", "dropped", 1);
    }

    private SamplingValidator of(double share, Function<String, Verdict> validator) {
        return new SamplingValidator(share, new SplittableRandom(7), registry, () -> text -> {
            try {
                return validator.apply(text);
            } finally {
                done.release();
            }
        });
    }

    private static void offer(SamplingValidator sampling, String body) {
        sampling.offer(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The count comes a moment after the verdict. */
    private void awaitCount(String type, String outcome, double expected) {
        while (count(type, outcome) < expected) {
            Thread.onSpinWait();
        }
        assertThat(count(type, outcome)).isEqualTo(expected);
    }

    private double count(String type, String outcome) {
        return registry.counter("hoibu.validation", "type", type, "outcome", outcome)
                .count();
    }
}
