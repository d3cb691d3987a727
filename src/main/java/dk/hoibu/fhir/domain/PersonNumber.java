package dk.hoibu.fhir.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number a person is known by in Danish registers: a CPR number, or the national replacement number (X-eCPR) given to somebody
 * who has none.
 *
 * <p>Formats follow dk-core's {@code dk-core-cpr-identifier} and {@code dk-core-x-ecpr-identifier}; modulus 11 is not checked, since
 * numbers given out from 2007 on need not pass it. {@link #toString()} never shows the number.
 */
public record PersonNumber(String value, Kind kind) {

    /** Which register the number comes from. */
    public enum Kind {
        /** Det Centrale Personregister. */
        CPR,
        /** National replacement number, known to the health sector only. */
        REPLACEMENT
    }

    private static final String DATE =
            "(?:(?:0[1-9]|[12][0-9]|3[01])(?:01|03|05|07|08|10|12)|(?:0[1-9]|[12][0-9]|30)(?:04|06|09|11)|(?:0[1-9]|[12][0-9])02)";
    private static final Pattern CPR = Pattern.compile(DATE + "[0-9]{6}");
    private static final Pattern REPLACEMENT = Pattern.compile(DATE + "[0-9]{2}[17][A-Z]{2}[0-9]");

    public PersonNumber {
        Pattern format = kind == Kind.CPR ? CPR : REPLACEMENT;
        if (!format.matcher(value).matches()) {
            throw new IllegalArgumentException("not a person number of kind " + kind);
        }
    }

    /** The number in {@code text}, with or without the hyphen or space before its last four characters; empty if it is none. */
    public static Optional<PersonNumber> parse(String text) {
        String plain = withoutSeparator(text.strip()).toUpperCase(Locale.ROOT);
        if (CPR.matcher(plain).matches()) {
            return Optional.of(new PersonNumber(plain, Kind.CPR));
        }
        if (REPLACEMENT.matcher(plain).matches()) {
            return Optional.of(new PersonNumber(plain, Kind.REPLACEMENT));
        }
        return Optional.empty();
    }

    private static String withoutSeparator(String text) {
        boolean separated = text.length() == 11 && (text.charAt(6) == '-' || text.charAt(6) == ' ');
        return separated ? text.substring(0, 6) + text.substring(7) : text;
    }

    /** The number as an integer below 36^10, for compact indexes and opaque ids. */
    public long asLong() {
        return Long.parseLong(value, 36);
    }

    /** The inverse of {@link #asLong()}; empty when {@code packed} is no person number. */
    public static Optional<PersonNumber> fromLong(long packed) {
        if (packed < 0) {
            return Optional.empty();
        }
        String text = Long.toString(packed, 36).toUpperCase(Locale.ROOT);
        return text.length() > 10 ? Optional.empty() : parse("0".repeat(10 - text.length()) + text);
    }

    @Override
    public String toString() {
        return kind + ":**********";
    }
}
