package dk.hoibu.fhir.log;

import java.util.regex.Pattern;

/**
 * Recognises what may be a CPR number in any text: ten digits whose first six are a date, with or without a separator, not part of a
 * longer number or word. A replacement number counts too. The parts of a UUID and of a SOR id are never as long.
 */
public final class CprPattern {

    private static final String DATE = "(?:0[1-9]|[12][0-9]|3[01]|[67][0-9]|4[0-9]|5[0-9])(?:0[1-9]|1[0-2])[0-9]{2}";
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9A-Za-z])" + DATE + "[-+_. ]?(?:[0-9]{4}|[01567][A-Za-z]{2}[0-9])(?![0-9A-Za-z])");

    private CprPattern() {}

    public static boolean isIn(CharSequence text) {
        return NUMBER.matcher(text).find();
    }
}
