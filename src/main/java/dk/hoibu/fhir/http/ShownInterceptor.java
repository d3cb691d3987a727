package dk.hoibu.fhir.http;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import dk.hoibu.fhir.access.Journal;
import dk.hoibu.fhir.fhir.Caller;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Notes what an answer tells, as it stands after all rules: its resources, by reference. The guide's own definitions are nobody's data and
 * are not noted one by one.
 */
@Interceptor
public final class ShownInterceptor {

    /** HAPI knows no {@code resource} when an operation wrote its answer itself: then nobody can tell what it tells. */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = Integer.MAX_VALUE)
    public void outgoing(@Nullable IBaseResource resource, RequestDetails details) {
        if (resource == null) {
            return;
        }
        Journal journal = Caller.of(details).requester().journal();
        journal.answered();
        if (resource instanceof Bundle bundle) {
            bundle.getEntry().forEach(entry -> note(entry.getResource(), journal));
        } else if (resource instanceof Resource single) {
            note(single, journal);
        }
    }

    private static void note(Resource resource, Journal journal) {
        if (resource.hasId() && !(resource instanceof MetadataResource) && !(resource instanceof OperationOutcome)) {
            journal.shown(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        }
    }
}
