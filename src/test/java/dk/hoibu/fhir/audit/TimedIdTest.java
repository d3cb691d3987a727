package dk.hoibu.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimedIdTest {

    private static final Instant NOON = Instant.parse("2026-06-10T10:00:00.123Z");

    @Test
    void isAUuidOfTheVersionThatBeginsWithTheTime() {
        UUID id = TimedId.at(NOON);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void sortsByTimeAsTextDoes() {
        assertThat(TimedId.at(NOON).toString())
                .isLessThan(TimedId.at(NOON.plusMillis(1)).toString());
    }

    @Test
    void isNotTheSameTwiceInAMillisecond() {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(TimedId.at(NOON));
        }

        assertThat(ids).hasSize(10_000);
    }
}
