package dk.hoibu.fhir.http;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import dk.hoibu.fhir.fhir.Systems;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Resource;

/**
 * Makes what goes out claim what it is. A Bundle claims the profile of answers, and loses the random id and the time that HAPI puts on it:
 * nothing can be read at that id, and the same answer must have the same ETag. A resource of which only a part was asked for claims
 * no profile, since what the profile requires may be the part left out; HAPI tags it SUBSETTED.
 */
@Interceptor
public final class ClaimsInterceptor {

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void outgoing(IBaseResource resource, RequestDetails details) {
        boolean partial = isPartial(details);
        if (partial) {
            SubsettedTag.willBeThere(details);
        }
        if (resource instanceof Bundle bundle) {
            bundle.setIdElement(null);
            bundle.setMeta(null);
            bundle.getMeta().addProfile(Systems.ANSWER_PROFILE);
            if (partial) {
                // copies, since the guide's own resources are kept
                bundle.getEntry()
                        .forEach(entry ->
                                entry.setResource(part(entry.getResource().copy())));
            }
        } else if (partial && resource instanceof Resource single) {
            part(single);
        }
    }

    private static boolean isPartial(RequestDetails details) {
        String[] summary = details.getParameters().get("_summary");
        boolean summarised = summary != null && summary.length == 1 && !summary[0].equals("false");
        return summarised || details.getParameters().containsKey("_elements");
    }

    private static Resource part(Resource resource) {
        resource.getMeta().setProfile(null);
        if (resource instanceof CodeSystem codes) {
            // a count of concepts that may not be there
            codes.setCountElement(null);
        }
        return resource;
    }
}
