package dk.hoibu.fhir.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.overview.SourceCalls.Result;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SettableClock;
import dk.hoibu.fhir.source.SourceException;
import dk.hoibu.fhir.source.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of a question to a source. */
class SourceCallsTest {

    private static final SourceId SOURCE = SourceId.CASE_INDEX;

    private final SettableClock clock = new SettableClock("2026-06-10T12:00:00+02:00");
    private final List<String> observed = new ArrayList<>();
    private final SourceCalls calls = new SourceCalls(
            Map.of(SOURCE, Duration.ofMillis(50)),
            clock,
            (source, took, outcome) -> observed.add(source.key() + " " + outcome));

    @Test
    void anAnswerIsHandedOut() {
        Result<String> result = ask(CompletableFuture.completedFuture("answer"));

        assertThat(result.value()).contains("answer");
        assertThat(result.gap()).isEmpty();
        assertThat(observed).containsExactly("case-index ok");
        assertThat(calls.silentSince(SOURCE)).isEmpty();
    }

    @Test
    void aLateAnswerIsHandedOutWhenItComes() {
        SourceCalls patient =
                new SourceCalls(Map.of(SOURCE, Duration.ofMinutes(5)), clock, (s, t, o) -> observed.add(o));
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<Result<String>> asked = patient.ask(SOURCE, () -> source);
        assertThat(asked).isNotDone();

        source.complete("late");

        assertThat(asked.join().value()).contains("late");
        assertThat(observed).containsExactly("ok");
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsAGapAndTheQuestionIsCalledOff() {
        CompletableFuture<String> never = new CompletableFuture<>();

        Result<String> result = calls.ask(SOURCE, () -> never).join();

        assertThat(result.value()).isEmpty();
        assertThat(result.gap()).contains(gap(Gap.Reason.TIMEOUT, clock.instant()));
        assertThat(observed).containsExactly("case-index timeout");
        assertThat(never).isCancelled();
    }

    @Test
    void everyKindOfFailureIsAGapOfItsKind() {
        assertThat(reason(new SourceException.Unavailable(SOURCE, "x"))).contains(Gap.Reason.UNAVAILABLE);
        assertThat(reason(new SourceException.TimedOut(SOURCE, "x"))).contains(Gap.Reason.TIMEOUT);
        assertThat(reason(new SourceException.Refused(SOURCE, "x"))).contains(Gap.Reason.REFUSED);
        assertThat(reason(new SourceException.Garbled(SOURCE, "x"))).contains(Gap.Reason.GARBLED);
        assertThat(reason(new IllegalStateException("a bug"))).contains(Gap.Reason.UNAVAILABLE);
        assertThat(observed)
                .containsExactly(
                        "case-index unavailable",
                        "case-index timeout",
                        "case-index refused",
                        "case-index garbled",
                        "case-index unavailable");
    }

    @Test
    void aFailureThatComesLateIsAGapOfItsKind() {
        CompletableFuture<String> source = new CompletableFuture<>();
        SourceCalls patient =
                new SourceCalls(Map.of(SOURCE, Duration.ofMinutes(5)), clock, (s, t, o) -> observed.add(o));
        CompletableFuture<Result<String>> asked = patient.ask(SOURCE, () -> source);

        source.completeExceptionally(new SourceException.Garbled(SOURCE, "x"));

        assertThat(asked.join().gap().map(Gap::reason)).contains(Gap.Reason.GARBLED);
    }

    @Test
    void aSourceThatThrowsAtOnceIsAGapToo() {
        Result<String> result = calls.<String>ask(SOURCE, () -> {
                    throw new SourceException.Refused(SOURCE, "x");
                })
                .join();

        assertThat(result.gap()).contains(gap(Gap.Reason.REFUSED, clock.instant()));
    }

    @Test
    void theSilenceIsCountedFromTheFirstFailureUntilAnAnswer() {
        Instant first = clock.instant();
        reason(new SourceException.Unavailable(SOURCE, "x"));
        clock.set("2026-06-10T12:05:00+02:00");

        assertThat(ask(CompletableFuture.failedFuture(new SourceException.Refused(SOURCE, "x")))
                        .gap())
                .contains(gap(Gap.Reason.REFUSED, first));
        assertThat(calls.silentSince(SOURCE)).contains(first);
        assertThat(calls.silentSince(SourceId.SCHOOLS)).isEmpty();

        ask(CompletableFuture.completedFuture("well again"));

        assertThat(calls.silentSince(SOURCE)).isEmpty();
        assertThat(ask(CompletableFuture.failedFuture(new SourceException.Refused(SOURCE, "x")))
                        .gap())
                .contains(gap(Gap.Reason.REFUSED, clock.instant()));
    }

    private Result<String> ask(CompletableFuture<String> answer) {
        return calls.ask(SOURCE, () -> answer).join();
    }

    private Optional<Gap.Reason> reason(Throwable failure) {
        return ask(CompletableFuture.failedFuture(failure)).gap().map(Gap::reason);
    }

    private static Gap gap(Gap.Reason reason, Instant since) {
        return new Gap(SOURCE, reason, Optional.empty(), since);
    }
}
