package dk.hoibu.fhir.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dk.hoibu.fhir.access.Requester;

/** Who asks and in which language, put on the request by the door. */
public record Caller(Requester requester, Language language) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** The name under which the door leaves the caller on the servlet request. */
    public static String attribute() {
        return ATTRIBUTE;
    }

    /** The caller of a request; a request that came past the door without one is a bug and fails closed. */
    public static Caller of(RequestDetails details) {
        if (details instanceof ServletRequestDetails servlet
                && servlet.getServletRequest().getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("a request without a caller");
    }
}
