package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.access.Journal;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The answers to one request as they come in: keeps what is missing and who answered. Used by the request's thread, and by the sources'
 * threads only through futures; the two sets are guarded.
 */
final class Gathering {

    private final SourceCalls calls;
    private final Journal journal;
    private final PersonNumber child;
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<SourceId> answered = EnumSet.noneOf(SourceId.class);

    Gathering(SourceCalls calls, Journal journal, PersonNumber child) {
        this.calls = calls;
        this.journal = journal;
        this.child = child;
    }

    /** The source's answer; empty when it gave none, which is then a gap. */
    <T> CompletableFuture<Optional<T>> ask(SourceId source, Supplier<CompletableFuture<T>> question) {
        return calls.ask(source, question).thenApply(result -> {
            journal.lookedUp(
                    child,
                    source.key(),
                    result.gap()
                            .map(gap -> gap.reason().name().toLowerCase(Locale.ROOT))
                            .orElse("ok"));
            synchronized (this) {
                result.gap().ifPresent(this::add);
                result.value().ifPresent(value -> {
                    answered.add(source);
                    if (value instanceof Findings<?> findings) {
                        findings.gaps().forEach(this::add);
                    }
                });
            }
            return result.value();
        });
    }

    /** As {@link #ask}, if the question needs it; when the source cannot be asked it, that is a gap. */
    <T> CompletableFuture<Optional<T>> askIf(
            boolean needed, boolean askable, SourceId source, Supplier<CompletableFuture<T>> question) {
        if (!needed) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (!askable) {
            synchronized (this) {
                add(new Gap(source, Gap.Reason.NOT_ASKABLE, Optional.empty(), Instant.EPOCH));
            }
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return ask(source, question);
    }

    /** Takes it that the source has nothing: whoever asks may see nothing of what it holds, so it is not asked. */
    synchronized void takeAsAnswered(SourceId source) {
        answered.add(source);
    }

    <T> List<T> items(CompletableFuture<Optional<Findings<T>>> asked) {
        return asked.join().map(Findings::items).orElse(List.of());
    }

    /** Drops what was gathered from other sources, because it was about a number no longer in force or must not be told. */
    synchronized void forgetAllBut(SourceId source) {
        gaps.removeIf(gap -> gap.source() != source);
        answered.removeIf(other -> other != source);
    }

    synchronized List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    synchronized Set<SourceId> answered() {
        return Set.copyOf(answered);
    }

    synchronized boolean silent(SourceId source) {
        return gaps.stream().anyMatch(gap -> gap.source() == source);
    }

    /** Two lookups in one silent source are one gap. */
    private void add(Gap gap) {
        boolean there = gaps.stream()
                .anyMatch(g -> g.source() == gap.source() && g.part().equals(gap.part()));
        if (!there) {
            gaps.add(gap);
        }
    }
}
