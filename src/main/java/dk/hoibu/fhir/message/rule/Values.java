package dk.hoibu.fhir.message.rule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats of FHIR R4's primitive types (R4, 2.24.0.1). */
final class Values {

    private static final int LONGEST = 1_048_576;
    private static final String CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)";
    private static final Pattern TIME = Pattern.compile(CLOCK);
    private static final Pattern ZONED =
            Pattern.compile(CLOCK + "(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))");
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]{0,9})");
    private static final Pattern DECIMAL = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern OID = Pattern.compile("[0-2](?:\\.(?:0|[1-9][0-9]*))+");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Values() {}

    /** The name of the rule that a value of that type breaks; null if none. */
    static @Nullable String broken(String type, String value) {
        if (value.isEmpty()) {
            return "fhir-empty";
        }
        return switch (type) {
            case "boolean" -> value.equals("true") || value.equals("false") ? null : "fhir-format";
            case "integer", "unsignedInt", "positiveInt" -> number(type, value) ? null : "fhir-format";
            case "decimal" -> DECIMAL.matcher(value).matches() ? null : "fhir-format";
            case "string", "markdown" -> text(type, value);
            case "code" -> code(value) ? null : "fhir-format";
            case "id" -> id(value) ? null : "fhir-id";
            case "uri", "url", "canonical", "oid", "uuid" -> uri(type, value) ? null : "fhir-format";
            case "date" -> date(value) ? null : "fhir-date";
            case "dateTime" -> dateTime(value) ? null : "fhir-date";
            case "instant" -> value.length() > 10 && dateTime(value) ? null : "fhir-date";
            case "time" -> TIME.matcher(value).matches() ? null : "fhir-date";
            default -> null;
        };
    }

    private static boolean number(String type, String value) {
        if (!INTEGER.matcher(value).matches()) {
            return false;
        }
        long number = Long.parseLong(value);
        long least = type.equals("integer") ? Integer.MIN_VALUE : type.equals("unsignedInt") ? 0 : 1;
        return number >= least && number <= Integer.MAX_VALUE;
    }

    private static @Nullable String text(String type, String value) {
        return type.equals("string") && value.length() > LONGEST ? "fhir-long" : null;
    }

    /** No blanks at its ends, single ones inside, and no other white space. */
    private static boolean code(String value) {
        boolean blank = true;
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            if (one == ' ' ? blank : Character.isWhitespace(one)) {
                return false;
            }
            blank = one == ' ';
        }
        return !blank;
    }

    static boolean space(char one) {
        return one == ' ' || one >= '\t' && one <= '\r';
    }

    static boolean id(String value) {
        if (value.length() > 64) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            boolean letter = one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z';
            if (!letter && !(one >= '0' && one <= '9') && one != '-' && one != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean uri(String type, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (space(value.charAt(i))) {
                return false;
            }
        }
        if (value.startsWith("oid:") || value.startsWith("uuid:")) {
            return false;
        }
        if (value.startsWith("urn:uuid:")) {
            return !type.equals("oid")
                    && UUID.matcher(plain(value.substring(9))).matches();
        }
        if (value.startsWith("urn:oid:")) {
            return !type.equals("uuid") && oid(plain(value.substring(8)));
        }
        return switch (type) {
            case "oid", "uuid" -> false;
            case "canonical" -> value.startsWith("#") || Entries.isAbsolute(value);
            default -> true;
        };
    }

    private static String plain(String value) {
        int hash = value.indexOf('#');
        String plain = hash < 0 ? value : value.substring(0, hash);
        int bar = plain.indexOf('|');
        return bar < 0 ? plain : plain.substring(0, bar);
    }

    private static boolean oid(String value) {
        return OID.matcher(value).matches() && (value.lastIndexOf('.') >= 4 || value.startsWith("1.3"));
    }

    private static boolean dateTime(String value) {
        int time = value.indexOf('T');
        if (time < 0) {
            return date(value);
        }
        return time == 10
                && date(value.substring(0, time))
                && ZONED.matcher(value.substring(time + 1)).matches();
    }

    /** A year, a month or a day that there is. */
    private static boolean date(String value) {
        int length = value.length();
        if (length != 4 && length != 7 && length != 10) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char one = value.charAt(i);
            if (i == 4 || i == 7 ? one != '-' : one < '0' || one > '9') {
                return false;
            }
        }
        return isDay(
                Integer.parseInt(value.substring(0, 4)),
                length < 7 ? 1 : Integer.parseInt(value.substring(5, 7)),
                length < 10 ? 1 : Integer.parseInt(value.substring(8)));
    }

    private static boolean isDay(int year, int month, int day) {
        if (year == 0 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        try {
            return LocalDate.of(year, month, day).getYear() == year;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    /** Groups of four from the alphabet; blanks are allowed between them. */
    static boolean base64(String value) {
        int count = 0;
        int padding = 0;
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            if (space(one)) {
                continue;
            }
            boolean letter = one >= 'A' && one <= 'Z' || one >= 'a' && one <= 'z';
            boolean other = one >= '0' && one <= '9' || one == '+' || one == '/';
            if (one == '=') {
                padding++;
            } else if (padding > 0 || !letter && !other) {
                return false;
            }
            count++;
        }
        return count > 0 && count % 4 == 0 && padding <= 2;
    }

    /** The number of bytes that base64 stands for. */
    static long bytes(String value) {
        long count = 0;
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            if (!space(one) && one != '=') {
                count++;
            }
        }
        return count * 6 / 8;
    }
}
