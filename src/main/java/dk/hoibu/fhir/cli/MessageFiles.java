package dk.hoibu.fhir.cli;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import dk.hoibu.fhir.message.xdis.UnreadableLetter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MessageHeader;

/** Message Bundles as files, in JSON or XML. */
final class MessageFiles {

    private final FhirContext context;
    private final boolean xml;

    /** @param xml whether messages are written as XML; both are read */
    MessageFiles(FhirContext context, boolean xml) {
        this.context = context;
        this.xml = xml;
        // what is not known must not be dropped in silence
        context.setParserErrorHandler(new StrictErrorHandler());
    }

    /** @throws UnreadableLetter when it is no Bundle; says nothing of what is in it */
    Bundle read(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            IParser parser = text.stripLeading().startsWith("{") ? context.newJsonParser() : context.newXmlParser();
            return parser.parseResource(Bundle.class, text);
        } catch (CharacterCodingException | DataFormatException | IllegalArgumentException | ClassCastException e) {
            throw UnreadableLetter.noMessage();
        }
    }

    byte[] write(Bundle message) {
        IParser parser = xml ? context.newXmlParser() : context.newJsonParser();
        String text = parser.setPrettyPrint(true).encodeResourceToString(message);
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static boolean isAcknowledgement(Bundle message) {
        return message.getEntryFirstRep().getResource() instanceof MessageHeader header
                && "acknowledgement-message".equals(header.getEventCoding().getCode());
    }
}
