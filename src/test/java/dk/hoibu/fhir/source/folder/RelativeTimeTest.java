package dk.hoibu.fhir.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.source.SettableClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelativeTimeTest {

    private final SettableClock clock = new SettableClock("2026-06-10T12:00:00+02:00");
    private final RelativeTime times = new RelativeTime(clock);

    @ParameterizedTest
    @CsvSource({
        "today, 2026-06-10T00:00:00+02:00",
        "today@10:30, 2026-06-10T10:30:00+02:00",
        "today-P90D, 2026-03-12T00:00:00+01:00",
        "today-P90D@10:30, 2026-03-12T10:30:00+01:00",
        "today+P14D@10:30, 2026-06-24T10:30:00+02:00",
        "today+P2W, 2026-06-24T00:00:00+02:00",
        "today-P1Y2M@08:00:15, 2025-04-10T08:00:15+02:00",
        "2026-02-03T09:15:00+01:00, 2026-02-03T09:15:00+01:00",
        "2026-02-03T08:15:00Z, 2026-02-03T09:15:00+01:00",
        "2026-02-03T09:15:00.250, 2026-02-03T09:15:00.250+01:00",
        "2026-02-03T09:15, 2026-02-03T09:15:00+01:00",
        "2015-05-05, 2015-05-05T00:00:00+02:00"
    })
    void aMomentIsWrittenInAnyOfTheForms(String text, OffsetDateTime moment) {
        assertThat(times.instant(text)).isEqualTo(moment.toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "today, 2026-06-10",
        "today+P1M, 2026-07-10",
        "today@23:59, 2026-06-10",
        "2015-05-05, 2015-05-05",
        "2026-02-03T09:15:00, 2026-02-03",
        "2026-02-03T23:30:00Z, 2026-02-04"
    })
    void aDateIsThatInDenmark(String text, LocalDate date) {
        assertThat(times.date(text)).isEqualTo(date);
    }

    @Test
    void todayTurnsAtMidnightInDenmark() {
        clock.set("2026-06-10T21:59:59Z");
        assertThat(times.date("today")).isEqualTo("2026-06-10");

        clock.set("2026-06-10T22:00:00Z");
        assertThat(times.date("today")).isEqualTo("2026-06-11");
    }

    @ParameterizedTest
    @CsvSource({
        // A right offset is kept, a wrong one gives way to the wall time.
        "2026-02-03T09:15:00+01:00, 2026-02-03T09:15:00+01:00",
        "2026-07-03T09:15:00+01:00, 2026-07-03T09:15:00+02:00",
        "2026-02-03T09:15:00+02:00, 2026-02-03T09:15:00+01:00",
        "2026-02-03T09:15:00Z, 2026-02-03T09:15:00+01:00",
        "2026-07-03T09:15:00, 2026-07-03T09:15:00+02:00",
        // 25 October 2026 has 02:30 twice.
        "2026-10-25T02:30:00+02:00, 2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00, 2026-10-25T02:30:00+01:00",
        "2026-10-25T02:30:00, 2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00Z, 2026-10-25T02:30:00+02:00",
        // 29 March 2026 never has 02:30.
        "2026-03-29T02:30:00, 2026-03-29T03:30:00+02:00",
        "2026-03-29T02:30:00+01:00, 2026-03-29T03:30:00+02:00",
        "2026-03-29T02:30:00+02:00, 2026-03-29T03:30:00+02:00"
    })
    void aWallTimeGetsTheOffsetInForceInDenmark(String text, OffsetDateTime wallTime) {
        assertThat(times.wallTime(text)).isEqualTo(wallTime).hasToString(wallTime.toString());
    }

    @Test
    void aRelativeTimeThatNeverComesMovesOnWithinItsDate() {
        clock.set("2026-03-28T12:00:00+01:00");

        assertThat(times.wallTime("today+P1D@02:30")).isEqualTo(OffsetDateTime.parse("2026-03-29T03:30:00+02:00"));
        assertThat(times.instant("today+P1D@02:30")).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void aRelativeTimeThatComesTwiceIsTheFirst() {
        clock.set("2026-10-24T12:00:00+02:00");

        assertThat(times.wallTime("today+P1D@02:30")).hasToString("2026-10-25T02:30+02:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "today+90D",
                "today P90D",
                "today+PT5H",
                "today+P",
                "today@25:00",
                "today@9:00",
                "2026-02-30",
                "2026-2-3",
                "10:30",
                "0505159995"
            })
    void anythingElseIsNoTimeAndIsNotQuoted(String text) {
        assertThatThrownBy(() -> times.instant(text))
                .isInstanceOf(DateTimeException.class)
                .hasMessage("not a time")
                .hasNoCause();
    }
}
