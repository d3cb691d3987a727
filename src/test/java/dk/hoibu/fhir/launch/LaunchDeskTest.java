package dk.hoibu.fhir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.access.Register;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.SettableClock;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A handle is good for one attempt of one minute by those it was made for. */
class LaunchDeskTest {

    private static final Organisation CLINIC = new Organisation(Register.SOR, "9901911000016008");
    private static final Opener.User DOCTOR = new Opener.User(Optional.empty(), "gp-pandrup");
    private static final Opener OPENER = new Opener("sample-klinik", DOCTOR, CLINIC);

    private final SettableClock clock = new SettableClock("2026-11-21T10:00:00Z");
    private final LaunchDesk desk = new LaunchDesk(clock, new SecureRandom());
    private final Launch launch = new Launch(
            PersonNumber.parse("0601159802").orElseThrow(),
            OPENER,
            Optional.of("TREAT"),
            Optional.empty(),
            List.of(),
            Optional.empty());

    @Test
    void theLaunchIsGivenToWhomItIsFor() {
        assertThat(desk.redeem(desk.handOut(launch), OPENER)).contains(launch);
    }

    @Test
    void theApplicationMayTakeItBeforeTheUserSignsIn() {
        assertThat(desk.redeem(desk.handOut(launch), "sample-klinik")).contains(launch);
    }

    @Test
    void aHandleWorksOnce() {
        String handle = desk.handOut(launch);
        assertThat(desk.redeem(handle, OPENER)).isPresent();
        assertThat(desk.redeem(handle, OPENER)).isEmpty();
    }

    @Test
    void aHandleIsGoodForAMinute() {
        String inTime = desk.handOut(launch);
        String late = desk.handOut(launch);
        clock.set("2026-11-21T10:00:59.999Z");
        assertThat(desk.redeem(inTime, OPENER)).isPresent();
        clock.set("2026-11-21T10:01:00Z");
        assertThat(desk.redeem(late, OPENER)).isEmpty();
    }

    @Test
    void nobodyElseGetsItAndTheAttemptUsesItUp() {
        Organisation other = new Organisation(Register.SOR, "9900811000016001");
        List<Opener> strangers = List.of(
                new Opener("sample-epj", DOCTOR, CLINIC),
                new Opener("sample-klinik", new Opener.User(Optional.empty(), "withdrawn"), CLINIC),
                new Opener("sample-klinik", new Opener.User(Optional.of("urn:other"), "gp-pandrup"), CLINIC),
                new Opener("sample-klinik", DOCTOR, other));
        for (Opener stranger : strangers) {
            String handle = desk.handOut(launch);
            assertThat(desk.redeem(handle, stranger)).isEmpty();
            assertThat(desk.redeem(handle, OPENER)).isEmpty();
        }
    }

    @Test
    void anotherApplicationUsesItUpToo() {
        String handle = desk.handOut(launch);
        assertThat(desk.redeem(handle, "sample-epj")).isEmpty();
        assertThat(desk.redeem(handle, "sample-klinik")).isEmpty();
    }

    @Test
    void aGuessOpensNothingAndDisturbsNobody() {
        String handle = desk.handOut(launch);
        for (String guess : List.of("", "a", "A".repeat(43), handle.toLowerCase(java.util.Locale.ROOT), handle + "A")) {
            assertThat(desk.redeem(guess, OPENER)).isEmpty();
        }
        assertThat(desk.redeem(handle, OPENER)).contains(launch);
    }

    @Test
    void handlesDifferAndTellNothing() {
        Set<String> handles = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            handles.add(desk.handOut(launch));
        }
        assertThat(handles)
                .hasSize(1000)
                .allMatch(handle -> handle.matches("[A-Za-z0-9_-]{43}"))
                .noneMatch(handle -> handle.contains(launch.child().value()));
    }

    @Test
    void ofManyWhoComeAtOnceOneGetsIt() throws Exception {
        int crowd = 8;
        ExecutorService threads = Executors.newFixedThreadPool(crowd);
        try {
            for (int round = 0; round < 200; round++) {
                String handle = desk.handOut(launch);
                CyclicBarrier together = new CyclicBarrier(crowd);
                List<Callable<Boolean>> attempts = new ArrayList<>();
                for (int i = 0; i < crowd; i++) {
                    attempts.add(() -> {
                        together.await();
                        return desk.redeem(handle, OPENER).isPresent();
                    });
                }
                int winners = 0;
                for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                    winners += attempt.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFloodOfLaunchesIsNotKept() {
        Set<String> handles = new HashSet<>();
        for (int i = 0; i < 2 * LaunchDesk.MOST; i++) {
            handles.add(desk.handOut(launch));
        }
        desk.settle();
        long kept = handles.stream()
                .filter(handle -> desk.redeem(handle, OPENER).isPresent())
                .count();
        assertThat(kept).isLessThanOrEqualTo(LaunchDesk.MOST);
    }

    @Test
    void neitherChildNorUserGetsIntoTexts() {
        assertThat(launch.toString()).doesNotContain("0601159802").doesNotContain("gp-pandrup");
    }
}
