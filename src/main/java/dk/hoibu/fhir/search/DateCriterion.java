package dk.hoibu.fhir.search;

import dk.hoibu.fhir.domain.DanishTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value of a date parameter (FHIR R4 search, 3.1.1.4.5): a prefix and a stretch of time as long as its precision says. A time
 * without an offset is Danish wall time.
 */
final class DateCriterion {

    /** The prefixes of the specification; all of them. */
    enum Prefix {
        EQ,
        NE,
        GT,
        LT,
        GE,
        LE,
        SA,
        EB,
        AP
    }

    /** The form of a value, for who wrote another. */
    static final String EXPECTED = "[eq|ne|gt|lt|ge|le|sa|eb|ap]yyyy[-mm[-dd[Thh:mm[:ss[.fff]][Z|(+|-)hh:mm]]]]";

    private static final Pattern FORMAT = Pattern.compile(
            "(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:T(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)(Z|[+-]\\d{2}:\\d{2})?)?)?)?");

    private final Prefix prefix;
    private final Instant from;
    private final Instant until;

    private DateCriterion(Prefix prefix, Instant from, Instant until) {
        this.prefix = prefix;
        this.from = from;
        this.until = until;
    }

    /** The criterion {@code text} spells; empty when it spells none. {@code now} widens {@code ap} by a tenth of the distance. */
    static Optional<DateCriterion> parse(String text, Instant now) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Prefix prefix = matcher.group(1) == null
                    ? Prefix.EQ
                    : Prefix.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
            Instant from = from(matcher);
            DateCriterion plain = new DateCriterion(prefix, from, until(matcher, from));
            return Optional.of(prefix == Prefix.AP ? plain.widened(now) : plain);
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static Instant from(Matcher matcher) {
        String year = matcher.group(2);
        String month = or(matcher.group(3), "01");
        String day = or(matcher.group(4), "01");
        LocalDate date = LocalDate.parse(year + "-" + month + "-" + day);
        if (date.getYear() == 0) {
            throw new DateTimeException("year 0");
        }
        if (matcher.group(5) == null) {
            return DanishTime.startOf(date);
        }
        String dateTime = date + "T" + matcher.group(5);
        return matcher.group(6) == null
                ? LocalDateTime.parse(dateTime).atZone(DanishTime.ZONE).toInstant()
                : offset(dateTime, matcher.group(6));
    }

    private static Instant offset(String dateTime, String offset) {
        OffsetDateTime time = OffsetDateTime.parse(dateTime + offset);
        if (Math.abs(time.getOffset().getTotalSeconds()) > 14 * 3600) {
            throw new DateTimeException("offset");
        }
        return time.toInstant();
    }

    private static Instant until(Matcher matcher, Instant from) {
        if (matcher.group(5) != null) {
            String time = matcher.group(5);
            if (time.length() == 5) {
                return from.plus(Duration.ofMinutes(1));
            }
            return from.plus(time.length() == 8 ? Duration.ofSeconds(1) : Duration.ofMillis(1));
        }
        LocalDate date = DanishTime.dateOf(from);
        if (matcher.group(4) != null) {
            return DanishTime.startOf(date.plusDays(1));
        }
        return matcher.group(3) != null
                ? DanishTime.startOf(YearMonth.from(date).plusMonths(1).atDay(1))
                : DanishTime.startOf(Year.from(date).plusYears(1).atDay(1));
    }

    private DateCriterion widened(Instant now) {
        Duration slack = Duration.between(from, now).abs().dividedBy(10);
        return new DateCriterion(prefix, from.minus(slack), until.plus(slack));
    }

    boolean matches(SearchValue.Span span) {
        Instant low = bound(span.from(), Instant.MIN);
        Instant high = bound(span.until(), Instant.MAX);
        return switch (prefix) {
            case EQ -> !low.isBefore(from) && !high.isAfter(until);
            case NE -> low.isBefore(from) || high.isAfter(until);
            case GT -> high.isAfter(until);
            case LT -> low.isBefore(from);
            case GE -> high.isAfter(from);
            case LE -> low.isBefore(until);
            case SA -> !low.isBefore(until);
            case EB -> !high.isAfter(from);
            case AP -> low.isBefore(until) && high.isAfter(from);
        };
    }

    /** The moments that it matches, each a millisecond long. */
    Times times() {
        return switch (prefix) {
            case EQ -> Times.between(ceiling(from), until.toEpochMilli());
            case NE -> Times.before(ceiling(from)).or(Times.from(until.toEpochMilli()));
            case GT -> Times.from(until.toEpochMilli());
            case LT -> Times.before(ceiling(from));
            case GE -> Times.from(from.toEpochMilli());
            case LE -> Times.before(ceiling(until));
            case SA -> Times.from(ceiling(until));
            case EB -> Times.before(from.toEpochMilli());
            case AP -> Times.between(from.toEpochMilli(), ceiling(until));
        };
    }

    private static long ceiling(Instant moment) {
        return moment.plusNanos(999_999).toEpochMilli();
    }

    private static Instant bound(@Nullable Date date, Instant none) {
        return date == null ? none : date.toInstant();
    }

    private static String or(@Nullable String text, String other) {
        return text == null ? other : text;
    }
}
