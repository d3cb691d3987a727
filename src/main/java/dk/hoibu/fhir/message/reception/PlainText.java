package dk.hoibu.fhir.message.reception;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What text may be in a message that has no formatting (CareCommunication 4.0 and later). */
final class PlainText {

    /** What a browser would do something with, in a system that forgot to escape it. A lone sign of less-than is text. */
    private static final Pattern CODE = Pattern.compile(
            "<\\s*/?\\s*(script|iframe|object|embed|svg|img|style|link|meta|form|body|html|base)\\b"
                    + "|\\bjavascript\\s*:|\\bvbscript\\s*:|\\bdata\\s*:\\s*text/html",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PATH = Pattern.compile("\\.\\.[/\\\\]|^[/\\\\]|^[A-Za-z]:[/\\\\]");

    private PlainText() {}

    static boolean isPlain(@Nullable String text) {
        return text == null || !CODE.matcher(text).find();
    }

    /** Whether no character is cut in half. */
    static boolean isWhole(@Nullable String text) {
        return text == null
                || text.codePoints().noneMatch(one -> one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE);
    }

    /** Whether it can be the title of a file without harm. */
    static boolean isTitle(String title) {
        return isPlain(title)
                && !PATH.matcher(title).find()
                && title.chars().noneMatch(one -> Character.isISOControl(one) || isDirection(one));
    }

    /** Signs that turn the direction of writing make {@code gpj.exe} look like {@code exe.jpg}. */
    private static boolean isDirection(int one) {
        return one >= 0x202a && one <= 0x202e || one >= 0x2066 && one <= 0x2069;
    }
}
