package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceException;
import dk.hoibu.fhir.source.SourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks sources with a deadline each, and turns what goes wrong into a {@link Gap}. Remembers, per source, since when it has not answered.
 * Safe for use by many threads.
 */
public final class SourceCalls {

    private static final Logger LOG = LoggerFactory.getLogger(SourceCalls.class);

    /** What one call gave: a value or a gap. */
    public record Result<T>(Optional<T> value, Optional<Gap> gap) {

        static <T> Result<T> of(T value) {
            return new Result<>(Optional.of(value), Optional.empty());
        }

        static <T> Result<T> missing(Gap gap) {
            return new Result<>(Optional.empty(), Optional.of(gap));
        }
    }

    /** Is told of every call, for metrics. */
    @FunctionalInterface
    public interface Observer {

        /** {@code outcome} is {@code ok} or a {@link Gap.Reason} in lower case. */
        void called(SourceId source, Duration took, String outcome);
    }

    private final Map<SourceId, Duration> deadlines;
    private final Clock clock;
    private final Observer observer;
    private final Map<SourceId, AtomicReference<@Nullable Instant>> silentSince = new EnumMap<>(SourceId.class);

    public SourceCalls(Map<SourceId, Duration> deadlines, Clock clock, Observer observer) {
        this.deadlines = Map.copyOf(deadlines);
        this.clock = clock;
        this.observer = observer;
        for (SourceId source : SourceId.values()) {
            silentSince.put(source, new AtomicReference<>());
        }
    }

    /** The answer to {@code question}; the future never fails but for bugs. */
    public <T> CompletableFuture<Result<T>> ask(SourceId source, Supplier<CompletableFuture<T>> question) {
        long began = System.nanoTime();
        CompletableFuture<T> answer;
        try {
            answer = question.get();
        } catch (SourceException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        if (answer.isDone()) {
            return CompletableFuture.completedFuture(result(source, answer, began));
        }
        CompletableFuture<T> asked = answer;
        return asked.copy()
                .orTimeout(deadline(source).toMillis(), TimeUnit.MILLISECONDS)
                .handle((value, failure) ->
                        failure == null ? ok(source, value, began) : this.<T>failed(source, failure, began))
                .whenComplete((result, bug) -> asked.cancel(true));
    }

    /** Since when the source has not answered; empty when it answered last time, or was never asked. */
    public Optional<Instant> silentSince(SourceId source) {
        return Optional.ofNullable(since(source).get());
    }

    private <T> Result<T> result(SourceId source, CompletableFuture<T> done, long began) {
        try {
            return ok(source, done.join(), began);
        } catch (CompletionException | java.util.concurrent.CancellationException e) {
            return failed(source, e, began);
        }
    }

    private <T> Result<T> ok(SourceId source, T value, long began) {
        if (since(source).get() != null) {
            since(source).set(null);
        }
        observer.called(source, Duration.ofNanos(System.nanoTime() - began), "ok");
        return Result.of(value);
    }

    private <T> Result<T> failed(SourceId source, Throwable failure, long began) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Gap.Reason reason = reason(cause);
        since(source).compareAndSet(null, clock.instant());
        observer.called(
                source,
                Duration.ofNanos(System.nanoTime() - began),
                reason.name().toLowerCase(java.util.Locale.ROOT));
        LOG.atWarn()
                .addKeyValue("source", source.key())
                .addKeyValue("reason", reason)
                .addKeyValue("error", cause.getClass().getSimpleName())
                .log("source did not answer");
        return Result.missing(
                new Gap(source, reason, Optional.empty(), silentSince(source).orElseGet(clock::instant)));
    }

    private static Gap.Reason reason(Throwable cause) {
        if (cause instanceof TimeoutException || cause instanceof SourceException.TimedOut) {
            return Gap.Reason.TIMEOUT;
        }
        if (cause instanceof SourceException.Refused) {
            return Gap.Reason.REFUSED;
        }
        if (cause instanceof SourceException.Garbled) {
            return Gap.Reason.GARBLED;
        }
        return Gap.Reason.UNAVAILABLE;
    }

    private Duration deadline(SourceId source) {
        return deadlines.getOrDefault(source, Duration.ofSeconds(2));
    }

    private AtomicReference<@Nullable Instant> since(SourceId source) {
        AtomicReference<@Nullable Instant> reference = silentSince.get(source);
        if (reference == null) {
            throw new IllegalStateException("unknown source");
        }
        return reference;
    }
}
