package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.search.SearchDefinition;
import dk.hoibu.fhir.search.SearchDefinition.Scope;
import dk.hoibu.fhir.search.SearchParam;
import dk.hoibu.fhir.search.SearchValue.Token;
import dk.hoibu.fhir.search.SearchValue.Uri;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.MessageDefinition;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.NamingSystem;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.TestScript;
import org.hl7.fhir.r4.model.ValueSet;

/** What can be asked of the implementation guide itself: its profiles, codes and requirements. */
final class GuideDefinitions {

    /** All types a guide can have, in the order the CapabilityStatement lists them. */
    static final List<SearchDefinition<?>> ALL = List.of(
            canonical(StructureDefinition.class, "A profile or extension of the guide, with snapshot."),
            canonical(ValueSet.class, "The codes that an element may have."),
            canonical(CodeSystem.class, "Codes of the guide, and what they are called."),
            canonical(ConceptMap.class, "Which area a KLE number is shown as."),
            // R4's NamingSystem has no url and no version
            definition(NamingSystem.class, "An identifier system, and who is responsible for it.", Stream.of()),
            canonical(OperationDefinition.class, "An operation of the guide."),
            canonical(SearchParameter.class, "A search parameter of the guide."),
            canonical(CapabilityStatement.class, "What a server, or a kind of client, must be able to do."),
            canonical(MessageDefinition.class, "A message of the guide."),
            canonical(ImplementationGuide.class, "The guide: its version, what it depends on, what is in it."),
            canonical(TestScript.class, "A client's journey, for test tools to run."));

    private GuideDefinitions() {}

    private static <R extends MetadataResource> SearchDefinition<R> canonical(Class<R> type, String documentation) {
        return definition(
                type,
                documentation,
                Stream.of(
                        SearchParam.uri(
                                "url",
                                "The canonical URL, the whole of it",
                                (R resource) -> resource.hasUrl() ? List.of(new Uri(resource.getUrl())) : List.of()),
                        SearchParam.token(
                                "version",
                                "The version of the guide it belongs to",
                                (R resource) -> resource.hasVersion()
                                        ? List.of(new Token(null, resource.getVersion()))
                                        : List.of())));
    }

    private static <R extends MetadataResource> SearchDefinition<R> definition(
            Class<R> type, String documentation, Stream<SearchParam<R>> own) {
        Stream<SearchParam<R>> common = Stream.of(
                Values.id(),
                SearchParam.string("name", "The name for programs", (R resource) -> Values.words(resource.getName())),
                SearchParam.token(
                                "status",
                                "draft, active, retired or unknown",
                                (R resource) -> List.of(new Token(
                                        "http://hl7.org/fhir/publication-status",
                                        resource.getStatus().toCode())))
                        .ofCodes("draft", "active", "retired", "unknown"));
        return new SearchDefinition<>(
                type.getSimpleName(),
                type,
                Scope.GUIDE,
                List.of(),
                Stream.concat(common, own).toList(),
                List.of(),
                "name",
                List.of(),
                documentation);
    }
}
