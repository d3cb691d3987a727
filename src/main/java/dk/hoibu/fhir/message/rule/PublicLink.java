package dk.hoibu.fhir.message.rule;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links that a reader may be shown: to a name in the public internet. None is ever followed from here, and no name is looked up: it is judged as
 * it stands, once letters and digits that only look different are the same (NFKC, as names in other letters are read).
 */
final class PublicLink {

    private static final Pattern WEB =
            Pattern.compile("https?://([^/?#]*).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** An address with a scheme, or without one and yet with a host, which takes that of the page. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:https?:)?[/\\\\]{2}([^/?#]*).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Without the name of a user, which is mostly there to look like a host. */
    private static final Pattern AUTHORITY = Pattern.compile("([^:@\\\\\\[\\]\\s%]+)(?::[0-9]{0,5})?");

    private static final String LETTER = "[\\p{L}\\p{M}0-9]";
    private static final Pattern NAME = Pattern.compile("(?:" + LETTER + "(?:[\\p{L}\\p{M}0-9_-]{0,61}" + LETTER
            + ")?\\.)+\\p{L}(?:[\\p{L}\\p{M}0-9-]{0,61}" + LETTER + ")");

    /** Names that mean something only inside a network (RFC 2606, 6761, 6762, 8375), or are used so. */
    private static final Pattern INNER = Pattern.compile(
            "(?:.*\\.)?(?:localhost|localdomain|local|internal|intern|intranet|private|lan|home|corp|test|invalid|arpa)");

    /** Public names whose addresses are inner ones, or whatever the name says. */
    private static final Pattern BY_NAME = Pattern.compile(
            "(?:.*\\.)?(?:nip\\.io|sslip\\.io|xip\\.io|xip\\.name|traefik\\.me"
                    + "|backname\\.io|localtest\\.me|lvh\\.me|vcap\\.me|lacolhost\\.com|localho\\.st|local\\.gd|rbndr\\.us|1u\\.ms)");

    /** An IPv4 address in a name. */
    private static final Pattern EMBEDDED =
            Pattern.compile("(?<![a-z0-9])([0-9]{1,3})[.-]([0-9]{1,3})[.-][0-9]{1,3}[.-][0-9]{1,3}(?![a-z0-9])");

    private static final int LONGEST_NAME = 253;

    private PublicLink() {}

    static boolean isOne(String url) {
        Matcher web = WEB.matcher(url.strip());
        return web.matches() && isPublic(web.group(1));
    }

    /** Whether it leads to a host that is no public name; what names no host does not. */
    static boolean isInner(String url) {
        Matcher elsewhere = ELSEWHERE.matcher(url.strip());
        return elsewhere.matches() && !isPublic(elsewhere.group(1));
    }

    private static boolean isPublic(String authority) {
        Matcher whole = AUTHORITY.matcher(authority);
        return whole.matches() && isPublicName(plain(whole.group(1)));
    }

    private static String plain(String host) {
        String name = Normalizer.normalize(host, Normalizer.Form.NFKC)
                .replace('\u3002', '.')
                .toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isPublicName(String name) {
        return name.length() <= LONGEST_NAME
                && NAME.matcher(name).matches()
                && !INNER.matcher(name).matches()
                && !BY_NAME.matcher(name).matches()
                && !holdsInnerAddress(name);
    }

    private static boolean holdsInnerAddress(String name) {
        Matcher embedded = EMBEDDED.matcher(name);
        while (embedded.find()) {
            if (isInner(Integer.parseInt(embedded.group(1)), Integer.parseInt(embedded.group(2)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether addresses that begin so are no public ones (RFC 6890). */
    private static boolean isInner(int first, int second) {
        return first == 0
                || first == 10
                || first == 127
                || first >= 224
                || first == 100 && second >= 64 && second < 128
                || first == 169 && second == 254
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168;
    }
}
