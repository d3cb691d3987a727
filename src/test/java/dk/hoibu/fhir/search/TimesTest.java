package dk.hoibu.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The stretches that dates mean are those moments that the matching of resources would find. */
class TimesTest {

    private static final Instant NOW = Instant.parse("2026-06-10T08:00:00Z");
    private static final List<String> PREFIXES = List.of("", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");
    private static final List<String> VALUES = List.of(
            "2026",
            "2026-06",
            "2026-06-10",
            "2026-03-29",
            "2026-06-10T10:00",
            "2026-06-10T10:00:00",
            "2026-06-10T08:00:00Z",
            "2026-06-10T08:00:00.001Z",
            "2026-06-10T08:00:00.0005Z",
            "2026-06-10T08:00:00.123456789+02:00");

    private static Instant moment(Random random) {
        long[] steps = {1, 1_000, 60_000, 3_600_000L, 86_400_000L, 30 * 86_400_000L};
        return NOW.plusMillis((random.nextInt(9) - 4) * steps[random.nextInt(steps.length)] + random.nextInt(5) - 2);
    }

    @Test
    void aDateMeansTheMomentsThatItMatches() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            String text = PREFIXES.get(random.nextInt(PREFIXES.size())) + VALUES.get(random.nextInt(VALUES.size()));
            DateCriterion criterion = DateCriterion.parse(text, NOW).orElseThrow();
            Instant moment = moment(random);
            SearchValue.Span span =
                    new SearchValue.Span(new Date(moment.toEpochMilli()), new Date(moment.toEpochMilli() + 1));

            assertThat(criterion.times().contains(moment))
                    .as("%s at %s", text, moment)
                    .isEqualTo(criterion.matches(span));
        }
    }

    @Test
    void joinedStretchesHoldWhatEitherHoldsAndNeitherOverlapNorTouch() {
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            List<Times> some = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                long from = random.nextInt(20);
                some.add(
                        switch (random.nextInt(4)) {
                            case 0 -> Times.from(from);
                            case 1 -> Times.before(from);
                            default -> Times.between(from, from + random.nextInt(6) - 1);
                        });
            }
            Times or = some.get(0).or(some.get(1)).or(some.get(2));
            Times and = or.and(some.get(3));
            for (int at = -2; at < 28; at++) {
                Instant moment = Instant.ofEpochMilli(at);
                boolean either = some.subList(0, 3).stream().anyMatch(times -> times.contains(moment));
                assertThat(or.contains(moment)).isEqualTo(either);
                assertThat(and.contains(moment)).isEqualTo(either && some.get(3).contains(moment));
            }
            List<Times.Stretch> stretches = and.latestFirst();
            for (int n = 1; n < stretches.size(); n++) {
                assertThat(stretches.get(n).before())
                        .isLessThan(stretches.get(n - 1).from());
            }
        }
    }
}
