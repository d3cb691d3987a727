package dk.hoibu.fhir.message.reception;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import dk.hoibu.fhir.message.wire.MessageFormat;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** Writes answers, and writes one that was given once in the other format. Safe for use by many threads. */
public final class AnswerText {

    private final FhirContext context;

    public AnswerText(FhirContext context) {
        this.context = context;
    }

    /** As UTF-8. */
    public byte[] of(Resource answer, MessageFormat format) {
        return parser(format).encodeResourceToString(answer).getBytes(StandardCharsets.UTF_8);
    }

    /** The same message in {@code wanted}; the very bytes if they are. */
    public byte[] in(MessageFormat wanted, byte[] given, String mediaType) {
        if (wanted.mediaType().equals(mediaType)) {
            return given;
        }
        MessageFormat other = wanted == MessageFormat.JSON ? MessageFormat.XML : MessageFormat.JSON;
        Bundle message = parser(other).parseResource(Bundle.class, new String(given, StandardCharsets.UTF_8));
        return of(message, wanted);
    }

    private IParser parser(MessageFormat format) {
        return format == MessageFormat.JSON ? context.newJsonParser() : context.newXmlParser();
    }
}
