package dk.hoibu.fhir.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Whether a JSON body says one thing only, and in few enough words: one value, no key twice, text that is text. HAPI's parser takes of two
 * keys one, and needs minutes for an array of some hundred thousand.
 */
final class JsonBody {

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonBody() {}

    /** @throws Problem 400 when it does not */
    static void requirePlain(byte[] body, int most) {
        try (JsonParser parser = STRICT.createParser(body)) {
            int depth = 0;
            int values = 0;
            int tokens = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (++tokens > most) {
                    throw Problem.of(400, IssueType.TOOCOSTLY, Message.BODY_TOO_COSTLY, most);
                }
                if (depth == 0 && ++values > 1) {
                    throw notPlain();
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (text && hasLoneSurrogate(parser.getText())) {
                    throw notPlain();
                }
            }
        } catch (IOException notJson) {
            throw notPlain();
        }
    }

    private static Problem notPlain() {
        return Problem.of(400, IssueType.STRUCTURE, Message.BAD_REQUEST);
    }

    /** Half a character, which can be written in JSON and in nothing else. */
    static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
