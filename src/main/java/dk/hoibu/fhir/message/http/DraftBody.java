package dk.hoibu.fhir.message.http;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.http.PlainBody;
import dk.hoibu.fhir.message.wire.MessageFormat;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/** Reads drafts strictly, and messages that were accepted. */
final class DraftBody {

    /** What one draft may have: what is longer is handed in as a whole message. */
    static final int LONGEST = 16 << 20;

    private final FhirContext context;

    DraftBody(FhirContext context) {
        this.context = context;
    }

    /** The bytes of the request's body. */
    byte[] bytes(HttpServletRequest request) throws IOException {
        String type = request.getContentType() == null ? "" : request.getContentType();
        MessageFormat format = Wanted.of(type).orElseThrow(Handing::unsupported);
        Handing.requireUtf8(type);
        if (request.getContentLengthLong() > LONGEST) {
            throw tooLong();
        }
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(LONGEST + 1);
        } catch (IOException broken) {
            // who stops in the middle has sent nothing
            throw unreadable();
        }
        if (body.length > LONGEST) {
            throw tooLong();
        }
        PlainBody.require(body, format == MessageFormat.XML);
        return body;
    }

    static Problem tooLong() {
        return Problem.of(413, IssueType.TOOLONG, Message.BODY_TOO_LARGE, LONGEST);
    }

    /** @throws Problem 400 when it is no Communication, or has what FHIR does not know */
    Communication draft(byte[] body, String contentType) {
        MessageFormat format = Wanted.of(contentType).orElseThrow(Handing::unsupported);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            IParser parser = parser(format);
            parser.setParserErrorHandler(new StrictErrorHandler());
            Resource resource = (Resource) parser.parseResource(text);
            if (resource instanceof Communication communication) {
                return communication;
            }
        } catch (DataFormatException | CharacterCodingException | IllegalArgumentException | ClassCastException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    /** A message as it is kept. */
    Bundle message(byte[] text, MessageFormat format) {
        return parser(format)
                .setOverrideResourceIdWithBundleEntryFullUrl(false)
                .parseResource(Bundle.class, new String(text, StandardCharsets.UTF_8));
    }

    private IParser parser(MessageFormat format) {
        return format == MessageFormat.JSON ? context.newJsonParser() : context.newXmlParser();
    }

    private static Problem unreadable() {
        return Problem.of(400, IssueType.STRUCTURE, Message.BAD_REQUEST);
    }
}
