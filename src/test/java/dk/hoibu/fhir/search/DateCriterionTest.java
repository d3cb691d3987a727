package dk.hoibu.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.domain.DanishTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which stretches of time a date parameter finds. Wall times are Danish. */
class DateCriterionTest {

    private static final Instant NOW = Instant.parse("2026-06-10T10:00:00Z");

    /** The search is for all of 10 June 2026; a row tells, per prefix, whether the stretch is found. */
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(nullValues = "-", textBlock = """
            # from,           until,            eq, ne, gt, lt, ge, le, sa, eb
            2026-06-08T00:00, 2026-06-09T00:00, n,  y,  n,  y,  n,  y,  n,  y
            2026-06-08T00:00, 2026-06-10T00:00, n,  y,  n,  y,  n,  y,  n,  y
            2026-06-09T12:00, 2026-06-10T12:00, n,  y,  n,  y,  y,  y,  n,  n
            2026-06-10T00:00, 2026-06-11T00:00, y,  n,  n,  n,  y,  y,  n,  n
            2026-06-10T09:00, 2026-06-10T10:00, y,  n,  n,  n,  y,  y,  n,  n
            2026-06-10T12:00, 2026-06-11T12:00, n,  y,  y,  n,  y,  y,  n,  n
            2026-06-09T12:00, 2026-06-11T12:00, n,  y,  y,  y,  y,  y,  n,  n
            2026-06-11T00:00, 2026-06-12T00:00, n,  y,  y,  n,  y,  n,  y,  n
            2026-06-12T00:00, 2026-06-13T00:00, n,  y,  y,  n,  y,  n,  y,  n
            # open-ended
            -,                2026-06-09T00:00, n,  y,  n,  y,  n,  y,  n,  y
            -,                2026-06-10T12:00, n,  y,  n,  y,  y,  y,  n,  n
            -,                2026-06-12T00:00, n,  y,  y,  y,  y,  y,  n,  n
            2026-06-09T00:00, -,                n,  y,  y,  y,  y,  y,  n,  n
            2026-06-10T12:00, -,                n,  y,  y,  n,  y,  y,  n,  n
            2026-06-12T00:00, -,                n,  y,  y,  n,  y,  n,  y,  n
            -,                -,                n,  y,  y,  y,  y,  y,  n,  n
            """)
    void aPrefixComparesStretches(
            String from,
            String until,
            String eq,
            String ne,
            String gt,
            String lt,
            String ge,
            String le,
            String sa,
            String eb) {
        SearchValue.Span span = new SearchValue.Span(date(from), date(until));

        assertThat(found("2026-06-10", span)).as("no prefix is eq").isEqualTo(eq);
        assertThat(found("eq2026-06-10", span)).as("eq").isEqualTo(eq);
        assertThat(found("ne2026-06-10", span)).as("ne").isEqualTo(ne);
        assertThat(found("gt2026-06-10", span)).as("gt").isEqualTo(gt);
        assertThat(found("lt2026-06-10", span)).as("lt").isEqualTo(lt);
        assertThat(found("ge2026-06-10", span)).as("ge").isEqualTo(ge);
        assertThat(found("le2026-06-10", span)).as("le").isEqualTo(le);
        assertThat(found("sa2026-06-10", span)).as("sa").isEqualTo(sa);
        assertThat(found("eb2026-06-10", span)).as("eb").isEqualTo(eb);
    }

    @Test
    void approximatelyMeansWithinATenthOfTheDistanceFromNow() {
        assertThat(found("ap2026-06-10", "2026-06-10T12:00")).isEqualTo("y");
        assertThat(found("ap2026-05-31", "2026-05-30T12:00"))
                .as("half a day off ten days ago")
                .isEqualTo("y");
        assertThat(found("ap2026-05-31", "2026-05-28T12:00"))
                .as("two and a half")
                .isEqualTo("n");
        assertThat(found("ap2026-06-20", "2026-06-21T12:00"))
                .as("half a day off ten days ahead")
                .isEqualTo("y");
        assertThat(found("ap2026-06-20", "2026-06-23T12:00")).isEqualTo("n");
        assertThat(found("ap2016", "2017-09-01T12:00"))
                .as("a year off ten years ago")
                .isEqualTo("y");
        assertThat(found("ap2016", "2019-09-01T12:00")).isEqualTo("n");
    }

    /** A precision reaches from its first instant until just before its last. */
    @ParameterizedTest(name = "{0} is from {1} until {2}")
    @CsvSource({
        "2026,                          2025-12-31T23:00:00Z,     2026-12-31T23:00:00Z",
        "2026-06,                       2026-05-31T22:00:00Z,     2026-06-30T22:00:00Z",
        "2026-12,                       2026-11-30T23:00:00Z,     2026-12-31T23:00:00Z",
        "2024-02,                       2024-01-31T23:00:00Z,     2024-02-29T23:00:00Z",
        "2026-06-10,                    2026-06-09T22:00:00Z,     2026-06-10T22:00:00Z",
        "2026-06-10T12:30,              2026-06-10T10:30:00Z,     2026-06-10T10:31:00Z",
        "2026-06-10T12:30Z,             2026-06-10T12:30:00Z,     2026-06-10T12:31:00Z",
        "2026-06-10T12:30:15,           2026-06-10T10:30:15Z,     2026-06-10T10:30:16Z",
        "2026-06-10T12:30:15+05:30,     2026-06-10T07:00:15Z,     2026-06-10T07:00:16Z",
        "2026-06-10T12:30:15-14:00,     2026-06-11T02:30:15Z,     2026-06-11T02:30:16Z",
        "2026-06-10T12:30:15.123Z,      2026-06-10T12:30:15.123Z, 2026-06-10T12:30:15.124Z",
        "2026-03-29,                    2026-03-28T23:00:00Z,     2026-03-29T22:00:00Z",
        "2026-10-25,                    2026-10-24T22:00:00Z,     2026-10-25T23:00:00Z",
        "2026-03-29T02:30,              2026-03-29T01:30:00Z,     2026-03-29T01:31:00Z",
        "2026-10-25T02:30,              2026-10-25T00:30:00Z,     2026-10-25T00:31:00Z",
        "2026-10-25T02:30+01:00,        2026-10-25T01:30:00Z,     2026-10-25T01:31:00Z",
        "9999,                          9998-12-31T23:00:00Z,     9999-12-31T23:00:00Z",
        "0001-01-01T00:00:00Z,          0001-01-01T00:00:00Z,     0001-01-01T00:00:01Z"
    })
    void aPrecisionIsAStretchOfDanishTime(String text, Instant from, Instant until) {
        assertThat(found(text, at(from))).as("its first millisecond").isEqualTo("y");
        assertThat(found(text, at(until.minusMillis(1))))
                .as("its last millisecond")
                .isEqualTo("y");
        assertThat(found(text, at(from.minusMillis(1)))).as("just before").isEqualTo("n");
        assertThat(found(text, at(until))).as("just after").isEqualTo("n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-13-01",
                "2020-00-01",
                "2020-01-00",
                "2020-01-32",
                "2021-02-29",
                "2021-04-31",
                "0000",
                "0000-01-01",
                "2020-01-01T24:00",
                "2020-01-01T12:60",
                "2020-01-01T12:00:61",
                "2020-01-01T12:00+15:00",
                "2020-01-01T12:00-14:01",
                "2020-01-01T12:00+02",
                "2020-01-01T12",
                "2020-1-1",
                "20200101",
                "202",
                "20201",
                "",
                "eq",
                "xx2020",
                "EQ2020",
                "eqeq2020",
                "2020-01-01 12:00",
                "2020-01-01T12:00z",
                "today",
                " 2020",
                "2020 ",
                "-2020",
                "２０２０"
            })
    void whatIsNoDateIsRefused(String text) {
        assertThat(DateCriterion.parse(text, NOW)).isEmpty();
    }

    private static String found(String text, String wallTime) {
        return found(
                text, at(LocalDateTime.parse(wallTime).atZone(DanishTime.ZONE).toInstant()));
    }

    private static String found(String text, SearchValue.Span span) {
        return DateCriterion.parse(text, NOW).orElseThrow().matches(span) ? "y" : "n";
    }

    private static SearchValue.Span at(Instant instant) {
        return new SearchValue.Span(Date.from(instant), Date.from(instant.plusMillis(1)));
    }

    private static @org.jspecify.annotations.Nullable Date date(@org.jspecify.annotations.Nullable String wallTime) {
        return wallTime == null
                ? null
                : Date.from(
                        LocalDateTime.parse(wallTime).atZone(DanishTime.ZONE).toInstant());
    }
}
