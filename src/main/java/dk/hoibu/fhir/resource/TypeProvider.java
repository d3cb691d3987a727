package dk.hoibu.fhir.resource;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.search.Query;
import dk.hoibu.fhir.search.Request;
import dk.hoibu.fhir.search.SearchDefinition;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/**
 * HAPI's resource provider for one type. Search takes the parameters as they came: the strict reading of {@link Answers} replaces HAPI's,
 * which lets unknown ones pass.
 */
public final class TypeProvider<R extends Resource> implements IResourceProvider {

    private final SearchDefinition<R> definition;
    private final Answers answers;
    private final Reads reads;
    private final Elements elements;

    TypeProvider(SearchDefinition<R> definition, Answers answers, Reads reads, Elements elements) {
        this.definition = definition;
        this.answers = answers;
        this.reads = reads;
        this.elements = elements;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return definition.resource();
    }

    @Read
    public IBaseResource read(@IdParam IdType id, RequestDetails details) {
        Presentation.only(details);
        elements.complete(details);
        return reads.read(definition.type(), id.getIdPart(), Caller.of(details));
    }

    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails details) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        details.getParameters().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        Query<R> query = answers.parse(
                definition,
                new Request(parameters, details.getRequestType() == RequestTypeEnum.POST, holder(details)),
                Caller.of(details));
        hideFromHapi(details, query.countOnly());
        elements.complete(details);
        return answers.search(definition, query, Caller.of(details));
    }

    static String holder(RequestDetails details) {
        return Caller.of(details)
                .requester()
                .identity()
                .map(who -> String.join("\n", who.issuer(), who.subject(), who.clientId()))
                .orElse("");
    }

    /**
     * HAPI would put a total of its own on a Bundle that was asked for with _count, and strip from a count the entry that tells what is
     * missing.
     */
    static void hideFromHapi(RequestDetails details, boolean countOnly) {
        Map<String, String[]> rest = new LinkedHashMap<>(details.getParameters());
        rest.remove("_count");
        rest.remove("_total");
        if (countOnly) {
            rest.remove("_summary");
        }
        details.setParameters(rest);
    }
}
