package dk.hoibu.fhir.http;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.ETagSupportEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.IServerConformanceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;
import java.util.Optional;

/** HAPI's plain server, with the address of this one and none of what it does unasked. */
final class FhirServlet extends RestfulServer {

    private static final long serialVersionUID = 1L;

    FhirServlet(
            FhirContext context,
            String base,
            List<Object> providers,
            IServerConformanceProvider<?> capability,
            Optional<Backstop> backstop) {
        super(context);
        setServerAddressStrategy(new HardcodedServerAddressStrategy(base));
        setServerConformanceProvider(capability);
        setDefaultResponseEncoding(EncodingEnum.JSON);
        setETagSupport(ETagSupportEnum.DISABLED);
        setUncompressIncomingContents(false);
        setIgnoreServerParsedRequestParameters(false);
        registerInterceptor(new ClaimsInterceptor());
        registerInterceptor(new ShownInterceptor());
        registerProviders(providers);
        backstop.ifPresent(this::registerInterceptor);
        registerInterceptor(new OutcomeInterceptor());
        registerInterceptor(new ApiDescription());
    }

    @Override
    protected String createPoweredByHeader() {
        return "";
    }

    /** FHIR parsers as this server uses them: its resources contain nothing, and looking for it costs a third of the encoding. */
    static FhirContext tuned(FhirContext context) {
        context.getParserOptions().setAutoContainReferenceTargetsWithNoId(false);
        return context;
    }
}
