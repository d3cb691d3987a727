package dk.hoibu.fhir.source.folder;

import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.Faults.Fault;
import dk.hoibu.fhir.source.Faults.Mode;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceException;
import dk.hoibu.fhir.source.SourceId;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The line to a pretended upstream: lets a lookup answer at once, or the way the fault set for the source says. Uses
 * no thread unless an answer is to be late. Futures fail only with a {@link SourceException}, never wrapped.
 */
public final class Line {

    private final SourceId source;
    private final Faults faults;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> failingSince = new AtomicReference<>();

    public Line(SourceId source, Faults faults, Clock clock) {
        this.source = source;
        this.faults = faults;
        this.clock = clock;
    }

    /** What {@code lookup} finds; not even a part of it comes when the source is to answer only in part. */
    public <T> CompletableFuture<T> whole(Function<Wire, T> lookup) {
        Fault fault = currentFault();
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (fault.mode() == Mode.PARTIAL) {
            return deliver(answer, fault, () -> answer.completeExceptionally(unavailable()));
        }
        return deliver(answer, fault, () -> answer.complete(lookup.apply(wire(fault))));
    }

    /**
     * What {@code lookup} finds; the first half of it and a gap for the rest when the source is to answer only in part.
     */
    public <T> CompletableFuture<Findings<T>> findings(Function<Wire, List<T>> lookup) {
        return findings(
                lookup,
                found -> new Findings<>(
                        found.subList(0, found.size() / 2),
                        List.of(new Gap(source, Gap.Reason.UNAVAILABLE, Optional.empty(), since()))));
    }

    /** What {@code lookup} finds; what {@code part} leaves of it when the source is to answer only in part. */
    public <T> CompletableFuture<Findings<T>> findings(
            Function<Wire, List<T>> lookup, Function<List<T>, Findings<T>> part) {
        Fault fault = currentFault();
        CompletableFuture<Findings<T>> answer = new CompletableFuture<>();
        return deliver(answer, fault, () -> {
            List<T> found = lookup.apply(wire(fault));
            answer.complete(fault.mode() == Mode.PARTIAL ? part.apply(found) : Findings.of(found));
        });
    }

    /** Nothing but the gap of a question that the source cannot be asked. */
    public <T> CompletableFuture<Findings<T>> notAskable() {
        Gap gap = new Gap(source, Gap.Reason.NOT_ASKABLE, Optional.empty(), clock.instant());
        return CompletableFuture.completedFuture(new Findings<>(List.of(), List.of(gap)));
    }

    /** A gap for the municipality, say, that is not answering just now. */
    public Gap gapIn(String part) {
        return new Gap(source, Gap.Reason.UNAVAILABLE, Optional.of(part), since());
    }

    /** Completes normally unless the fault set for the source says that it gives no usable answer at all. */
    public CompletableFuture<Void> ping() {
        Fault fault = currentFault();
        CompletableFuture<Void> pong = new CompletableFuture<>();
        return deliver(pong, fault, () -> {
            if (fault.mode() == Mode.GARBAGE) {
                throw new UnreadableRecord("not a pong");
            }
            pong.complete(null);
        });
    }

    private Fault currentFault() {
        Fault fault = faults.get(source);
        if (fault.mode() == Mode.NONE) {
            failingSince.set(null);
        } else {
            failingSince.compareAndSet(null, clock.instant());
        }
        return fault;
    }

    private Instant since() {
        Instant since = failingSince.get();
        return since == null ? clock.instant() : since;
    }

    private static Wire wire(Fault fault) {
        return fault.mode() == Mode.GARBAGE ? Wire.CUT : Wire.SOUND;
    }

    private <T> CompletableFuture<T> deliver(CompletableFuture<T> answer, Fault fault, Runnable fill) {
        Runnable job = () -> settle(answer, fault, fill);
        if (fault.latency().isZero()) {
            job.run();
        } else {
            CompletableFuture.delayedExecutor(fault.latency().toNanos(), TimeUnit.NANOSECONDS)
                    .execute(job);
        }
        return answer;
    }

    private void settle(CompletableFuture<?> answer, Fault fault, Runnable fill) {
        try {
            if (fault.mode() == Mode.ERROR) {
                throw unavailable();
            }
            fill.run();
        } catch (SourceException failure) {
            answer.completeExceptionally(failure);
        } catch (UnreadableRecord unreadable) {
            answer.completeExceptionally(new SourceException.Garbled(source, String.valueOf(unreadable.getMessage())));
        } catch (UncheckedIOException broken) {
            answer.completeExceptionally(new SourceException.Unavailable(source, "its file cannot be read"));
        } catch (RuntimeException unexpected) {
            // Its message may quote what was read, so only its kind is passed on.
            String kind = unexpected.getClass().getSimpleName();
            answer.completeExceptionally(new SourceException.Garbled(source, "not understood: " + kind));
        }
    }

    private SourceException unavailable() {
        return new SourceException.Unavailable(source, "told to fail");
    }
}
