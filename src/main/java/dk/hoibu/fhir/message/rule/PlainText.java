package dk.hoibu.fhir.message.rule;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What text may be in a message that has no formatting (CareCommunication 4.0 and later): anything but what a browser would run or fetch in a
 * system that forgot to escape it. A lone sign of less-than is text, and so is a tag that begins with a blank.
 */
final class PlainText {

    private static final Pattern ELEMENT = Pattern.compile(
            "</?(?:script|iframe|frame|frameset|object|embed|applet|svg|math|img|image|video|audio|style|link|meta|form|body|html|base)"
                    + "(?=[\\s/>]|$)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern HANDLER =
            Pattern.compile("<[a-z][^<>]*[\\s/\"']on[a-z]{3,30}\\s*=", Pattern.CASE_INSENSITIVE);

    private static final Pattern SCHEME =
            Pattern.compile("\\b(?:java|vb)script:\\S|\\bdata:\\s*text/html", Pattern.CASE_INSENSITIVE);

    private static final Pattern PATH = Pattern.compile("\\.\\.[/\\\\]|^[/\\\\]|^[A-Za-z]:[/\\\\]");

    private PlainText() {}

    static boolean isPlain(String text) {
        boolean tags = text.indexOf('<') < 0
                || !ELEMENT.matcher(text).find() && !HANDLER.matcher(text).find();
        return tags && (text.indexOf(':') < 0 || !SCHEME.matcher(text).find());
    }

    /** Whether no character is cut in half. */
    static boolean isWhole(@Nullable String text) {
        if (text == null) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (Character.isSurrogate(one)) {
                boolean pair = Character.isHighSurrogate(one)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether it can be the name of a file without harm. */
    static boolean isTitle(String title) {
        return !PATH.matcher(title).find()
                && title.chars().noneMatch(one -> Character.isISOControl(one) || isDirection(one));
    }

    /** Signs that turn the direction of writing make {@code gpj.exe} look like {@code exe.jpg}. */
    private static boolean isDirection(int one) {
        return one >= 0x202a && one <= 0x202e || one >= 0x2066 && one <= 0x2069;
    }
}
