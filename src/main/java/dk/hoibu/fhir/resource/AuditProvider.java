package dk.hoibu.fhir.resource;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.search.AuditSearch;
import dk.hoibu.fhir.search.Request;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;

/** HAPI's resource provider for what has been asked of this server. */
public final class AuditProvider implements IResourceProvider {

    private final AuditReading reading;
    private final Elements elements;

    AuditProvider(AuditReading reading, Elements elements) {
        this.reading = reading;
        this.elements = elements;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return AuditEvent.class;
    }

    @Read
    public IBaseResource read(@IdParam IdType id, RequestDetails details) {
        Presentation.only(details);
        elements.complete(details);
        return reading.read(id.getIdPart(), Caller.of(details));
    }

    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails details) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        details.getParameters().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        boolean fromBody = details.getRequestType() == RequestTypeEnum.POST;
        Caller caller = Caller.of(details);
        AuditSearch search = reading.parse(new Request(parameters, fromBody, TypeProvider.holder(details)), caller);
        TypeProvider.hideFromHapi(details, false);
        elements.complete(details);
        return reading.search(search, caller);
    }
}
