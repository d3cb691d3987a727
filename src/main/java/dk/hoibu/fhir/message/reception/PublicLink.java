package dk.hoibu.fhir.message.reception;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Links that a reader may be shown: to a name in the public internet. None is ever followed from here. */
final class PublicLink {

    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]*[a-z0-9])");
    private static final Pattern INNER =
            Pattern.compile("(.*\\.)?(localhost|local|internal|intern|lan|home|corp|test|invalid|arpa)");

    private PublicLink() {}

    static boolean isOne(String url) {
        try {
            URI link = new URI(url.strip());
            String scheme = link.getScheme() == null ? "" : link.getScheme().toLowerCase(Locale.ROOT);
            String host = link.getHost() == null ? "" : link.getHost().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && link.getRawUserInfo() == null
                    && NAME.matcher(host).matches()
                    && !INNER.matcher(host).matches();
        } catch (URISyntaxException noLink) {
            return false;
        }
    }
}
