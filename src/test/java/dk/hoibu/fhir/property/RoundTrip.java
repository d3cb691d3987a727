package dk.hoibu.fhir.property;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.IParser;
import dk.hoibu.fhir.conformance.R4Validator;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;

/** That a resource comes out of JSON and XML as it went in. */
final class RoundTrip {

    private static final Pattern DIV = Pattern.compile("<div ([^>]*)>");

    private RoundTrip() {}

    static void survives(Resource resource) {
        for (IParser parser : List.of(R4Validator.CONTEXT.newJsonParser(), R4Validator.CONTEXT.newXmlParser())) {
            String written = parser.encodeResourceToString(resource);
            Resource read = parser.parseResource(resource.getClass(), written);
            assertThat(inOrder(parser.encodeResourceToString(read))).isEqualTo(inOrder(written));
        }
    }

    /** The attributes of a narrative's div have no order. */
    private static String inOrder(String text) {
        return text.replaceFirst("<div [^>]*>", "<div>");
    }

    static String json(Resource resource) {
        return R4Validator.CONTEXT.newJsonParser().encodeResourceToString(resource);
    }
}
