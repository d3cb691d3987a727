package dk.hoibu.fhir.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.source.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Counting different things in a moving window, held against counting all that ever happened. */
class TallyTest {

    private static final long SEED = Long.getLong("hoibu.seed", 20_261_121L);
    private static final int RUNS = Integer.getInteger("hoibu.records", 300);

    private record Deed(String who, String what, Instant when) {}

    @Test
    void saysWhatSomebodyWhoForgetsNothingSays() {
        int yes = 0;
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            yes += compared(seed);
        }
        assertThat(yes).as("it must have been enough many times").isGreaterThan(RUNS);
    }

    /** How often it was enough. */
    private static int compared(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int enough = random.nextInt(1, 8);
        Duration window = Duration.ofMinutes(random.nextInt(1, 120));
        SettableClock clock = new SettableClock("2026-06-10T12:00:00Z");
        Tally tally = new Tally(enough, window, clock);
        List<Deed> all = new ArrayList<>();
        int yes = 0;
        for (int i = 0; i < 200; i++) {
            // often not at all, sometimes exactly a window, sometimes longer than one
            Duration step = random.nextInt(20) == 0 ? window : Duration.ofSeconds(random.nextInt(600));
            Instant now = clock.instant().plus(random.nextInt(4) == 0 ? Duration.ZERO : step);
            clock.set(now.toString());
            Deed deed = new Deed("user-" + random.nextInt(3), "child-" + random.nextInt(10), now);
            all.add(deed);
            boolean expected = all.stream()
                            .filter(it ->
                                    it.who().equals(deed.who()) && it.when().isAfter(now.minus(window)))
                            .map(Deed::what)
                            .distinct()
                            .count()
                    >= enough;
            assertThat(tally.isEnough(deed.who(), deed.what(), now))
                    .as("seed %d, deed %d", seed, i)
                    .isEqualTo(expected);
            yes += expected ? 1 : 0;
        }
        return yes;
    }

    @Test
    void noneIsEnoughWhereThresholdIsNought() {
        Tally tally = new Tally(0, Duration.ofHours(1), new SettableClock("2026-06-10T12:00:00Z"));

        assertThat(tally.isEnough("user", "child", Sightings.NOON)).isFalse();
    }
}
