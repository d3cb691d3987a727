package dk.hoibu.fhir.source.folder;

import dk.hoibu.fhir.domain.DanishTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times of the data folder: ISO 8601, or {@code today} in Denmark with a period and a wall time, as in {@code
 * today-P90D@10:30}.
 *
 * <p>A wall time that comes twice (the night the clocks go back) is the first of the two; one that never comes (the
 * night they go forward) is as much later as the clocks are moved, which is the same date. All methods throw {@link
 * DateTimeException} for anything else than a time, with a message that does not quote it.
 */
public final class RelativeTime {

    private static final Pattern RELATIVE = Pattern.compile(
            "today(?:(?<sign>[+-])(?<period>P[0-9YMWD]+))?(?:@(?<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?");
    private static final int DATE_LENGTH = "2015-05-05".length();

    private final Clock clock;

    public RelativeTime(Clock clock) {
        this.clock = clock;
    }

    /** This moment. */
    public Instant now() {
        return clock.instant();
    }

    /** Today in Denmark. */
    public LocalDate today() {
        return DanishTime.dateOf(clock.instant());
    }

    /** The moment itself: a given offset counts as it stands. */
    public Instant instant(String text) {
        TemporalAccessor parsed = parse(text);
        return parsed instanceof OffsetDateTime exact
                ? exact.toInstant()
                : inDenmark((LocalDateTime) parsed).toInstant();
    }

    /** The date in Denmark. */
    public LocalDate date(String text) {
        TemporalAccessor parsed = parse(text);
        return parsed instanceof OffsetDateTime exact
                ? DanishTime.dateOf(exact.toInstant())
                : ((LocalDateTime) parsed).toLocalDate();
    }

    /**
     * The wall time people go by, with the offset in force in Denmark then. A given offset only tells the two hours
     * of the autumn night apart; where it is not one Denmark had at that wall time (summer's offset in winter, say)
     * the wall time counts and not the offset.
     */
    public OffsetDateTime wallTime(String text) {
        TemporalAccessor parsed = parse(text);
        if (parsed instanceof OffsetDateTime given) {
            boolean possible = DanishTime.ZONE.getRules().isValidOffset(given.toLocalDateTime(), given.getOffset());
            return possible ? given : inDenmark(given.toLocalDateTime());
        }
        return inDenmark((LocalDateTime) parsed);
    }

    private static OffsetDateTime inDenmark(LocalDateTime wall) {
        return ZonedDateTime.of(wall, DanishTime.ZONE).toOffsetDateTime();
    }

    /** An {@link OffsetDateTime} where an offset is given, else a {@link LocalDateTime}. */
    private TemporalAccessor parse(String text) {
        try {
            if (text.startsWith("today")) {
                return relative(text);
            }
            return text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay()
                    : DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeException quotesTheText) {
            throw new DateTimeException("not a time");
        }
    }

    private LocalDateTime relative(String text) {
        Matcher parts = RELATIVE.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException("not a time");
        }
        LocalTime time = parts.group("time") == null ? LocalTime.MIDNIGHT : LocalTime.parse(parts.group("time"));
        if (parts.group("period") == null) {
            return today().atTime(time);
        }
        Period period = Period.parse(parts.group("period"));
        LocalDate date = parts.group("sign").equals("-") ? today().minus(period) : today().plus(period);
        return date.atTime(time);
    }
}
