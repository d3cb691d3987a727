package dk.hoibu.fhir.http;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Takes away the random id and the time that HAPI puts on every Bundle: nothing can be read at that id, and the same answer must have the
 * same ETag.
 */
@Interceptor
public final class PlainBundleInterceptor {

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void outgoing(IBaseResource resource) {
        if (resource instanceof Bundle bundle) {
            bundle.setIdElement(null);
            bundle.setMeta(null);
        }
    }
}
