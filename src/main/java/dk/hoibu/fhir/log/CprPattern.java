package dk.hoibu.fhir.log;

/**
 * Recognises what may be a CPR number in any text: ten digits whose first six are a date, with or without a separator, not part of a
 * longer number. A replacement number counts too; digits of a UUID do not, however they fall.
 *
 * <p>Looked for in every URL and every log line, so without a regular expression: that took a quarter of a search's time.
 */
public final class CprPattern {

    private static final String SEPARATORS = "-+_. ";
    private static final int DATE_LENGTH = 6;
    private static final int LENGTH = DATE_LENGTH + 4;
    private static final int UUID_LENGTH = 36;

    private CprPattern() {}

    public static boolean isIn(CharSequence text) {
        for (int start = 0; start + LENGTH <= text.length(); start++) {
            if (isUuid(text, start)) {
                start += UUID_LENGTH - 1;
            } else if (!isDigit(text, start - 1) && isDate(text, start) && isRest(text, start + DATE_LENGTH)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUuid(CharSequence text, int start) {
        if (start + UUID_LENGTH > text.length() || text.charAt(start + 8) != '-') {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(start + i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Day, month and year; 40 or 60 may be added to the day. */
    private static boolean isDate(CharSequence text, int start) {
        for (int i = start; i < start + DATE_LENGTH; i++) {
            if (!isDigit(text, i)) {
                return false;
            }
        }
        int day = twoDigits(text, start);
        int month = twoDigits(text, start + 2);
        return (day >= 1 && day <= 31 || day >= 40 && day <= 79) && month >= 1 && month <= 12;
    }

    /** What follows the date: four digits, or a digit, two letters and a digit. */
    private static boolean isRest(CharSequence text, int afterDate) {
        int start = SEPARATORS.indexOf(text.charAt(afterDate)) < 0 ? afterDate : afterDate + 1;
        if (!isDigit(text, start) || !isDigit(text, start + 3) || isDigit(text, start + 4)) {
            return false;
        }
        boolean number = isDigit(text, start + 1) && isDigit(text, start + 2);
        boolean replacement = "01567".indexOf(text.charAt(start)) >= 0
                && isLetter(text, start + 1)
                && isLetter(text, start + 2)
                && !isLetter(text, start + 4);
        return number || replacement;
    }

    private static int twoDigits(CharSequence text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    private static boolean isDigit(CharSequence text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isLetter(CharSequence text, int at) {
        if (at >= text.length()) {
            return false;
        }
        char upper = (char) (text.charAt(at) & ~0x20);
        return upper >= 'A' && upper <= 'Z';
    }
}
