package dk.hoibu.fhir.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.TestScript;
import org.hl7.fhir.r4.model.TestScript.SetupActionAssertComponent;
import org.hl7.fhir.r4.model.TestScript.SetupActionOperationComponent;
import org.hl7.fhir.r4.model.TestScript.TestActionComponent;
import org.hl7.fhir.r4.model.TestScript.TestScriptTestComponent;
import org.hl7.fhir.r4.model.TestScript.TestScriptVariableComponent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The client journeys of the guide, run as a vendor's test tool runs them: every operation is sent to the server, every assertion must
 * hold. Understands what our TestScripts use of FHIR TestScript, and fails on anything else.
 */
class TestScriptsTest {

    private final Map<String, Resource> responses = new HashMap<>();
    private Answer last = new Answer("nothing asked yet", 0, Map.of(), new byte[0]);

    @ParameterizedTest
    @ValueSource(strings = {"hoibu-journey-gp", "hoibu-journey-hospital", "hoibu-journey-municipality", "hoibu-safety"})
    void theJourneySucceeds(String id) throws IOException {
        TestScript script = load(id);
        int assertions = 0;
        for (TestScriptTestComponent test : script.getTest()) {
            for (TestActionComponent action : test.getAction()) {
                if (action.hasOperation()) {
                    run(script, action.getOperation());
                } else {
                    check(script, test.getName(), action.getAssert());
                    assertions++;
                }
            }
        }
        assertThat(assertions).isGreaterThan(4);
    }

    private void run(TestScript script, SetupActionOperationComponent operation) {
        String params = withVariables(script, operation.getParams());
        last = switch (operation.getMethod()) {
            case POST -> TestServer.shared().post(operation.getResource() + "/_search", params);
            case GET -> TestServer.shared().get(operation.getResource() + params);
            default -> throw new AssertionError("method not understood: " + operation.getMethod());
        };
        responses.put(operation.getResponseId(), (Resource)
                R4Validator.CONTEXT.newJsonParser().parseResource(last.body()));
    }

    private String withVariables(TestScript script, String params) {
        String filled = params;
        for (TestScriptVariableComponent variable : script.getVariable()) {
            Resource source = responses.get(variable.getSourceId());
            if (source != null) {
                List<IBase> values = evaluate(source, variable.getExpression());
                assertThat(values).as("variable " + variable.getName()).hasSize(1);
                String value = ((org.hl7.fhir.r4.model.PrimitiveType<?>) values.get(0)).getValueAsString();
                filled = filled.replace("${" + variable.getName() + "}", value);
            }
        }
        assertThat(filled).doesNotContain("${");
        return filled;
    }

    private void check(TestScript script, String test, SetupActionAssertComponent assertion) {
        String what = test + ": " + assertion.getDescription() + " in " + last;
        if (assertion.hasResponseCode()) {
            assertThat(last.status()).as(what).isEqualTo(Integer.parseInt(assertion.getResponseCode()));
        } else if (assertion.hasExpression()) {
            Resource body = (Resource) R4Validator.CONTEXT.newJsonParser().parseResource(last.body());
            assertThat(evaluate(body, assertion.getExpression()))
                    .as(what)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            BooleanType.class,
                            value -> assertThat(value.asStringValue()).isEqualTo(assertion.getValue()));
        } else {
            String profile = script.getProfile().stream()
                    .filter(reference -> assertion.getValidateProfileId().equals(reference.getId()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("assertion not understood: " + what))
                    .getReference();
            Resource body = (Resource) R4Validator.CONTEXT.newJsonParser().parseResource(last.body());
            R4Validator.plain().requireValid(body, profile);
        }
    }

    private static List<IBase> evaluate(Resource resource, String expression) {
        return R4Validator.CONTEXT.newFhirPath().evaluate(resource, expression, IBase.class);
    }

    private static TestScript load(String id) throws IOException {
        try (InputStream in = TestScriptsTest.class.getResourceAsStream("/ig/TestScript-" + id + ".json")) {
            return R4Validator.CONTEXT.newJsonParser().parseResource(TestScript.class, in);
        }
    }
}
