package dk.hoibu.fhir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.source.Faults.Fault;
import dk.hoibu.fhir.source.Faults.Mode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every source must do, whatever it is asked. */
public interface SourceContract<S extends Source> {

    /** Today, in all contract tests. */
    Clock CLOCK = new SettableClock("2026-06-10T12:00:00+02:00");

    String LARS = "0505159995";
    String GITTE = "0505109990";
    String PIA = "0505059996";
    String BO = "0212159995";

    /** The source, filled with what the port's contract asks for. */
    S source(Clock clock, Faults faults);

    /** Every kind of question the port takes, each with an answer. */
    List<CompletableFuture<?>> askAll(S source);

    default S source() {
        return source(CLOCK, new Faults());
    }

    default S sourceThat(Mode mode) {
        Faults faults = new Faults();
        S source = source(CLOCK, faults);
        faults.set(source.id(), new Fault(mode, Duration.ZERO));
        return source;
    }

    @Test
    default void answersAtOnceWhenNothingIsWrong() {
        assertThat(askAll(source()))
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer).isCompleted());
        assertThat(source().ping()).isCompleted();
    }

    @Test
    default void failsAsUnavailableWhenItDoesNotAnswer() {
        S source = sourceThat(Mode.ERROR);

        assertThat(askAll(source))
                .allSatisfy(answer ->
                        assertThatThrownBy(answer::get).cause().isInstanceOf(SourceException.Unavailable.class));
        assertThatThrownBy(source.ping()::get).cause().isInstanceOf(SourceException.Unavailable.class);
    }

    @Test
    default void failsAsGarbledWhenTheAnswerIsGarbage() {
        S source = sourceThat(Mode.GARBAGE);

        assertThat(askAll(source))
                .allSatisfy(
                        answer -> assertThatThrownBy(answer::get).cause().isInstanceOf(SourceException.Garbled.class));
        assertThatThrownBy(source.ping()::get).cause().isInstanceOf(SourceException.Garbled.class);
    }

    @Test
    default void namesItselfAndNobodyWhenItFails() {
        S source = sourceThat(Mode.GARBAGE);

        assertThat(askAll(source))
                .allSatisfy(answer -> assertThatThrownBy(answer::get)
                        .cause()
                        .isInstanceOfSatisfying(
                                SourceException.class,
                                failure -> assertThat(failure.source()).isEqualTo(source.id()))
                        .hasMessageStartingWith(source.id().key())
                        .hasMessageNotContainingAny(LARS, GITTE, PIA, BO));
    }

    @Test
    default void handsOutItsFailuresUnwrapped() {
        assertThat(askAll(sourceThat(Mode.ERROR)))
                .allSatisfy(
                        answer -> assertThat(answer.handle((nothing, failure) -> failure instanceof SourceException))
                                .isCompletedWithValue(true));
    }

    @Test
    default void keepsNobodyWaitingWhileItsAnswersAreLate() throws Exception {
        Faults faults = new Faults();
        S source = source(CLOCK, faults);
        faults.set(source.id(), new Fault(Mode.NONE, Duration.ofMillis(500)));

        long asked = System.nanoTime();
        List<CompletableFuture<?>> answers = askAll(source);
        CompletableFuture<Void> pong = source.ping();

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isNotDone());
        assertThat(pong).isNotDone();
        for (CompletableFuture<?> answer : answers) {
            answer.get(30, TimeUnit.SECONDS);
        }
        pong.get(30, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    default void failsLateWhenToldToBeLateAndFail() {
        Faults faults = new Faults();
        S source = source(CLOCK, faults);
        faults.set(source.id(), new Fault(Mode.ERROR, Duration.ofMillis(200)));

        List<CompletableFuture<?>> answers = askAll(source);

        assertThat(answers).allSatisfy(answer -> {
            ThrowingCallable waiting = () -> answer.get(30, TimeUnit.SECONDS);
            assertThatThrownBy(waiting)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(SourceException.Unavailable.class);
        });
    }

    @Test
    default void doesNotMindTheFaultsOfOthers() {
        Faults faults = new Faults();
        S source = source(CLOCK, faults);
        for (SourceId other : SourceId.values()) {
            if (other != source.id()) {
                faults.set(other, new Fault(Mode.ERROR, Duration.ZERO));
            }
        }

        assertThat(askAll(source)).allSatisfy(answer -> assertThat(answer).isCompleted());
        assertThat(source.ping()).isCompleted();
    }

    @Test
    default void isWellAgainOnceTheFaultIsGone() {
        Faults faults = new Faults();
        S source = source(CLOCK, faults);
        faults.set(source.id(), new Fault(Mode.ERROR, Duration.ZERO));
        askAll(source);
        faults.clear();

        assertThat(askAll(source)).allSatisfy(answer -> assertThat(answer).isCompleted());
    }
}
