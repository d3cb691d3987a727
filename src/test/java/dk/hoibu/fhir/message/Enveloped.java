package dk.hoibu.fhir.message;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An envelope as somebody else reads it, who knows nothing of how it was written. */
public record Enveloped(String xml) {

    private static final Pattern CONTENT =
            Pattern.compile("<(BinaryContent|Data)(?: [^>]*)?>([^<]*)</\\1>", Pattern.DOTALL);

    /** What is in it. */
    public String content() {
        Matcher content = CONTENT.matcher(xml);
        if (!content.find()) {
            throw new IllegalArgumentException("no envelope");
        }
        return new String(Base64.getMimeDecoder().decode(content.group(2)), StandardCharsets.UTF_8);
    }

    /** The value of the first element of that name. */
    public String element(String name) {
        return first("<" + name + "(?: [^>]*)?>([^<]*)</" + name + ">");
    }

    /** The value of a scope of the SBDH. */
    public String scope(String type) {
        return first("<Type>" + type + "</Type><InstanceIdentifier>([^<]*)</InstanceIdentifier>");
    }

    private String first(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(xml);
        if (!matcher.find()) {
            throw new IllegalArgumentException("nothing like " + pattern);
        }
        return matcher.group(1);
    }

    /** Something in an SBDH, as small as that may be. */
    public static String sbdh(String content) {
        return "<?xml version=\"1.0\"?><StandardBusinessDocument xmlns=\"urn:x\"><StandardBusinessDocumentHeader/>"
                + "<BinaryContent mimeType=\"application/fhir+json\">\n"
                + Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))
                + "\n</BinaryContent></StandardBusinessDocument>";
    }
}
