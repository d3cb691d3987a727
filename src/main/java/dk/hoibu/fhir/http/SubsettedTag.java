package dk.hoibu.fhir.http;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.ServletRequest;
import java.nio.charset.StandardCharsets;

/**
 * The tag SUBSETTED on parts of resources. HAPI's parsers write it with a text of their own, which is none of the code's names in its code
 * system, so the official validator calls it an error; nothing in HAPI lets it be another.
 */
final class SubsettedTag {

    private static final String IS_THERE = SubsettedTag.class.getName();

    private static final String OF_HAPI = "Resource encoded in summary mode";
    private static final String OF_THE_CODE_SYSTEM = "subsetted";

    private SubsettedTag() {}

    /** Notes that the answer to this request will have the tag. */
    static void willBeThere(RequestDetails details) {
        if (details instanceof ServletRequestDetails servlet) {
            servlet.getServletRequest().setAttribute(IS_THERE, true);
        }
    }

    /** The answer with the code's own name in the tags; as it is when it has none. */
    static byte[] named(byte[] body, ServletRequest request) {
        if (request.getAttribute(IS_THERE) == null) {
            return body;
        }
        return new String(body, StandardCharsets.UTF_8)
                .replace(OF_HAPI, OF_THE_CODE_SYSTEM)
                .getBytes(StandardCharsets.UTF_8);
    }
}
