package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.junit.jupiter.api.Test;

/** That the server's own CapabilityStatement and the guide's requirements of a facade say the same: no less, and no more. */
class RequirementsTest {

    private static final String REQUIREMENTS = "https://hoibu.dk/fhir/CapabilityStatement/hoibu-facade";
    private static final String COMBINATION =
            "http://hl7.org/fhir/StructureDefinition/capabilitystatement-search-parameter-combination";
    private static final String EXPECTATION = "http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation";

    private final CapabilityStatement required = required();
    private final CapabilityStatement actual = R4Validator.CONTEXT
            .newJsonParser()
            .parseResource(
                    CapabilityStatement.class,
                    TestServer.shared().get("metadata").body());

    @Test
    void theServerSaysWhichRequirementsItMeets() {
        assertThat(actual.getKind()).isEqualTo(CapabilityStatementKind.INSTANCE);
        assertThat(actual.getInstantiates()).extracting(CanonicalType::getValue).containsExactly(REQUIREMENTS);
        assertThat(required.getKind()).isEqualTo(CapabilityStatementKind.REQUIREMENTS);
        assertThat(required.getUrl()).isEqualTo(REQUIREMENTS);
    }

    @Test
    void everythingRequiredIsExpectedOfEveryServer() {
        assertThat(byType(required).values())
                .allSatisfy(resource -> assertThat(resource.getExtensionsByUrl(EXPECTATION))
                        .extracting(extension -> extension.getValue().primitiveValue())
                        .containsExactly("SHALL"));
    }

    @Test
    void theServerDoesWhatIsRequiredAndNothingElse() {
        Map<String, CapabilityStatementRestResourceComponent> wanted = byType(required);
        Map<String, CapabilityStatementRestResourceComponent> offered = byType(actual);
        assertThat(offered.keySet()).containsExactlyInAnyOrderElementsOf(wanted.keySet());
        wanted.forEach((type, resource) ->
                assertThat(said(offered.get(type))).as(type).containsExactlyInAnyOrderElementsOf(said(resource)));
        assertThat(formats(actual)).isEqualTo(formats(required));
        assertThat(operations(actual)).isEqualTo(operations(required)).isNotEmpty();
    }

    /** The operations of the server as a whole. */
    private static Set<String> operations(CapabilityStatement statement) {
        return statement.getRestFirstRep().getOperation().stream()
                .map(operation -> operation.getName() + ", " + operation.getDefinition())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a statement says of one type, a line for each thing. */
    private static Set<String> said(CapabilityStatementRestResourceComponent resource) {
        Set<String> lines = new TreeSet<>();
        resource.getSupportedProfile().forEach(profile -> lines.add("profile " + profile.getValue()));
        resource.getInteraction()
                .forEach(interaction ->
                        lines.add("interaction " + interaction.getCode().toCode()));
        resource.getSearchInclude().forEach(include -> lines.add("include " + include.getValue()));
        resource.getSearchParam()
                .forEach(param -> lines.add("search by " + param.getName() + ", a "
                        + param.getType().toCode() + ", " + param.getDefinition()));
        resource.getOperation()
                .forEach(operation -> lines.add("operation " + operation.getName() + ", " + operation.getDefinition()));
        resource.getExtensionsByUrl(COMBINATION).stream()
                .map(combination -> combination.getExtensionByUrl("required"))
                .map(Extension::getValue)
                .forEach(value -> lines.add("only with " + value.primitiveValue()));
        return lines;
    }

    private static Map<String, CapabilityStatementRestResourceComponent> byType(CapabilityStatement statement) {
        return statement.getRestFirstRep().getResource().stream()
                .collect(Collectors.toMap(CapabilityStatementRestResourceComponent::getType, Function.identity()));
    }

    private static Set<String> formats(CapabilityStatement statement) {
        Stream<String> formats = statement.getFormat().stream().map(PrimitiveType::getValue);
        return formats.collect(Collectors.toCollection(TreeSet::new));
    }

    private static CapabilityStatement required() {
        String file = "/ig/CapabilityStatement-hoibu-facade.json";
        try (InputStream in = RequirementsTest.class.getResourceAsStream(file)) {
            return R4Validator.CONTEXT.newJsonParser().parseResource(CapabilityStatement.class, in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
