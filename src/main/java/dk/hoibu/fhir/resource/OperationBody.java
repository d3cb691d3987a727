package dk.hoibu.fhir.resource;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;

/** Reads the body of an operation strictly: what is not understood is refused, for nothing in it may be dropped in silence. */
final class OperationBody {

    private OperationBody() {}

    /**
     * The Parameters in {@code bytes}, JSON or XML; empty ones in an empty body.
     *
     * @throws Problem 400 when it is anything else
     */
    static Parameters read(byte[] bytes, FhirContext context) {
        if (bytes.length == 0) {
            return new Parameters();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .strip();
            IParser parser = text.startsWith("<") ? context.newXmlParser() : context.newJsonParser();
            parser.setParserErrorHandler(new StrictErrorHandler());
            Parameters parameters = parser.parseResource(Parameters.class, text);
            if (parameters.hasImplicitRules()) {
                throw unreadable();
            }
            return parameters;
        } catch (DataFormatException
                | CharacterCodingException
                | ClassCastException
                | IllegalArgumentException notParameters) {
            throw unreadable();
        }
    }

    private static Problem unreadable() {
        return Problem.of(400, IssueType.STRUCTURE, Message.BAD_REQUEST);
    }
}
