package dk.hoibu.fhir.log;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Recognises what may be a CPR number in whatever form somebody may write it: with the year in full, with anything between its parts, in
 * other scripts' digits, with a percent sign before each letter. It takes more for a number than {@link CprPattern} does, and more time: it
 * is for texts that are kept.
 */
public final class CprForms {

    private static final String BETWEEN = "[^0-9A-Za-z,|:]{0,3}";
    private static final Pattern UUID = Pattern.compile(
            "(?i)(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])");

    /** With a digit too many at either end, too: whoever slips types the right ones beside it. */
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9])[0-9]?"
            + "(?:0[1-9]|[12][0-9]|3[01]|[4-7][0-9])" + BETWEEN
            + "(?:0[1-9]|1[0-2])" + BETWEEN
            + "(?:[12][0-9])?[0-9]{2}" + BETWEEN
            + "[0-9]" + BETWEEN + "[0-9A-Za-z]" + BETWEEN + "[0-9A-Za-z]" + BETWEEN + "[0-9]"
            + "[0-9]?(?![0-9])");

    /** As often as somebody may have encoded it. */
    private static final int ROUNDS = 3;

    private CprForms() {}

    public static boolean isIn(String text) {
        String plain = text;
        for (int round = 0; round <= ROUNDS; round++) {
            if (CprPattern.isIn(plain) || NUMBER.matcher(comparable(plain)).find()) {
                return true;
            }
            String decoded = decoded(plain);
            if (decoded.equals(plain)) {
                return false;
            }
            plain = decoded;
        }
        return false;
    }

    /** With the digits of every script as ours, and without UUIDs, whose digits mean nothing however they fall. */
    private static String comparable(String text) {
        String normal =
                UUID.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("|");
        StringBuilder digits = new StringBuilder(normal.length());
        normal.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .forEach(c -> digits.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
        return digits.toString();
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
