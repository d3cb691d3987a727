package dk.hoibu.fhir.resource;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Metadata;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IServerConformanceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.search.SearchDefinition;
import dk.hoibu.fhir.search.SearchDefinition.Scope;
import dk.hoibu.fhir.search.SearchParam;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestSecurityComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalReadStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ReferenceHandlingPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * The CapabilityStatement, made from the same definitions that the server answers by, so that what it says works and nothing
 * else does.
 */
public final class CapabilityProvider implements IServerConformanceProvider<CapabilityStatement> {

    private static final String R4_SEARCH_PARAMETER = "http://hl7.org/fhir/SearchParameter/";

    /** Says which parameters a search must name (R4 extension). */
    private static final String COMBINATION =
            "http://hl7.org/fhir/StructureDefinition/capabilitystatement-search-parameter-combination";

    /** What the guide requires of a facade; this server says here that it does just that. */
    private static final String REQUIREMENTS = Systems.BASE + "/CapabilityStatement/hoibu-facade";

    /** Parameters that mean less here than in the specification: in a body only, or never without. */
    private static final Map<String, String> NARROWED = Map.of(
            "Patient.identifier", "hoibu-patient-identifier",
            "EpisodeOfCare.patient", "hoibu-case-patient",
            "Appointment.patient", "hoibu-appointment-patient",
            "CareTeam.patient", "hoibu-careteam-patient",
            "AuditEvent.patient", "hoibu-auditevent-patient",
            "AuditEvent.agent", "hoibu-auditevent-agent",
            "AuditEvent.entity", "hoibu-auditevent-entity",
            "AuditEvent.purpose", "hoibu-auditevent-purpose");

    private final String base;
    private final String version;
    private final Date since;
    private final Guide guide;
    private final boolean withTokens;
    private final boolean withMessages;
    private final Map<String, SearchDefinition<?>> definitions;

    /**
     * @param since when this server was started, the date the statement carries
     * @param withTokens whether every request must carry an access token
     * @param withMessages whether messages are received
     */
    public CapabilityProvider(
            String base, String version, Instant since, Guide guide, boolean withTokens, boolean withMessages) {
        this.withTokens = withTokens;
        this.withMessages = withMessages;
        this.base = base;
        this.version = version;
        this.since = Date.from(since);
        this.guide = guide;
        this.definitions = Definitions.with(guide);
    }

    @Override
    public void setRestfulServer(RestfulServer server) {
        // everything comes from the definitions
    }

    /** HAPI binds this before the guide's own reads, so it must find what they would. */
    @Read(typeName = "OperationDefinition")
    @Override
    public IBaseResource readOperationDefinition(@IdParam IIdType id, RequestDetails details) {
        Presentation.only(details);
        return guide.one("OperationDefinition", id.getIdPart()).orElseThrow(Problem::notFound);
    }

    @Metadata
    @Override
    public CapabilityStatement getServerConformance(
            @Nullable HttpServletRequest request, @Nullable RequestDetails details) {
        CapabilityStatement statement = new CapabilityStatement();
        statement.setUrl(Systems.BASE + "/CapabilityStatement/hoibu-server");
        statement.setVersion(version);
        statement.setName("HoibuServer");
        statement.setTitle("HOI BU on FHIR");
        statement.setStatus(PublicationStatus.ACTIVE);
        statement.setExperimental(true);
        statement.setDate(since);
        statement.setPublisher("HOI BU");
        statement.setDescription(
                "Is something going on with this child, and whom do I call? A read-only facade over municipal cases, appointments in child and adolescent psychiatry, and contacts.");
        statement.setKind(CapabilityStatementKind.INSTANCE);
        statement.addInstantiates(REQUIREMENTS);
        statement.addImplementationGuide(Systems.BASE + "/ImplementationGuide/dk.hoibu.fhir");
        statement.getSoftware().setName("hoibu-fhir").setVersion(version);
        statement.getImplementation().setDescription("HOI BU on FHIR").setUrl(base);
        statement.setFhirVersion(FHIRVersion._4_0_1);
        statement.addFormat("application/fhir+json");
        statement.addFormat("application/fhir+xml");
        statement.addFormat("json");
        statement.addFormat("xml");
        rest(statement.addRest());
        if (withMessages) {
            MessageCapability.add(statement, base);
        }
        Narratives.write(statement, List.of(statement.getTitle() + ": " + statement.getDescription()));
        return statement;
    }

    private void rest(CapabilityStatementRestComponent rest) {
        rest.setMode(RestfulCapabilityMode.SERVER);
        rest.setDocumentation(
                "A CPR number is accepted in the body of POST _search only. Unknown parameters, modifiers and values are refused, also with Prefer: handling=lenient. A source that did not answer is an OperationOutcome entry, and then the Bundle has no total.");
        security(rest.getSecurity());
        definitions.values().forEach(definition -> resource(rest.addResource(), definition));
        operation(rest, "launch", "For a record system: a handle for the browser, in place of the child's number.");
        operation(rest, "launch-context", "For an authorization server: what the launch of a handle is about.");
    }

    private static void operation(CapabilityStatementRestComponent rest, String name, String documentation) {
        rest.addOperation()
                .setName(name)
                .setDefinition(Systems.BASE + "/OperationDefinition/hoibu-" + name)
                .setDocumentation(documentation);
    }

    private void security(CapabilityStatementRestSecurityComponent security) {
        security.setCors(true);
        if (withTokens) {
            security.addService()
                    .addCoding()
                    .setSystem("http://terminology.hl7.org/CodeSystem/restful-security-service")
                    .setCode("SMART-on-FHIR")
                    .setDisplay("SMART-on-FHIR");
            security.setDescription(
                    "Every request but this one carries an access token (JWT) in its Authorization header; its SMART scopes are held to.");
        } else {
            security.setDescription(
                    "Test data on this machine only: no access control yet, and no requests from elsewhere.");
        }
    }

    private static void resource(CapabilityStatementRestResourceComponent resource, SearchDefinition<?> definition) {
        resource.setType(definition.type());
        definition.profiles().forEach(resource::addSupportedProfile);
        resource.setDocumentation(definition.documentation());
        resource.addInteraction().setCode(TypeRestfulInteraction.READ);
        resource.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
        resource.setVersioning(ResourceVersionPolicy.NOVERSION);
        resource.setConditionalRead(ConditionalReadStatus.NOTMATCH);
        resource.addReferencePolicy(ReferenceHandlingPolicy.LITERAL);
        definition.includes().forEach(include -> resource.addSearchInclude(definition.type() + ":" + include.name()));
        definition.params().forEach(param -> param(resource, definition, param));
        if (definition.scope() == Scope.CHILD) {
            definition
                    .childParams()
                    .forEach(child -> resource.addExtension()
                            .setUrl(COMBINATION)
                            .addExtension(new Extension("required", new StringType(child.name()))));
        }
        definition.childParams().stream()
                .filter(child -> definition.param(child.name()).isEmpty())
                .forEach(child -> resource.addSearchParam()
                        .setName(child.name())
                        .setType(SearchParamType.REFERENCE)
                        .setDefinition(url(definition, child.name()))
                        .setDocumentation("The child, required. Also as " + child.name() + ".identifier or "
                                + child.name() + ":identifier with a CPR number, in a POST body only."));
        if (definition.type().equals("Patient")) {
            resource.addOperation()
                    .setName("everything")
                    .setDefinition(Systems.BASE + "/OperationDefinition/hoibu-everything")
                    .setDocumentation("The whole answer in one call; takes no parameters.");
            resource.addOperation()
                    .setName("access-log")
                    .setDefinition(Systems.BASE + "/OperationDefinition/hoibu-access-log")
                    .setDocumentation(
                            "For auditors: who looked at one child, as the citizen may see it, newest first and in pages.");
        }
    }

    private static void param(
            CapabilityStatementRestResourceComponent resource, SearchDefinition<?> definition, SearchParam<?> param) {
        resource.addSearchParam()
                .setName(param.name())
                .setType(
                        switch (param.kind()) {
                            case TOKEN -> SearchParamType.TOKEN;
                            case REFERENCE -> SearchParamType.REFERENCE;
                            case DATE -> SearchParamType.DATE;
                            case STRING -> SearchParamType.STRING;
                            case URI -> SearchParamType.URI;
                        })
                .setDefinition(url(definition, param.name()))
                .setDocumentation(param.documentation());
    }

    /** The guide's SearchParameter where it narrows, else the specification's; several are shared as clinical- and conformance-. */
    private static String url(SearchDefinition<?> definition, String name) {
        String narrowed = NARROWED.get(definition.type() + "." + name);
        if (narrowed != null) {
            return Systems.BASE + "/SearchParameter/" + narrowed;
        }
        if (name.startsWith("_")) {
            return R4_SEARCH_PARAMETER + "Resource-" + name.substring(1);
        }
        if (definition.scope() == Scope.GUIDE && !definition.type().equals("TestScript")) {
            return R4_SEARCH_PARAMETER + "conformance-" + name;
        }
        boolean shared = List.of("EpisodeOfCare", "CareTeam").contains(definition.type())
                && List.of("patient", "date", "type", "identifier").contains(name)
                && !(definition.type().equals("CareTeam")
                        && List.of("type", "identifier").contains(name));
        return R4_SEARCH_PARAMETER + (shared ? "clinical" : definition.type()) + "-" + name;
    }
}
