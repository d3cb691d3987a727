package dk.hoibu.fhir.forward.minlog;

import dk.hoibu.fhir.forward.Fate;
import dk.hoibu.fhir.forward.Posting.Reply;
import dk.hoibu.fhir.forward.minlog.MappingFile.Meaning;
import dk.hoibu.fhir.log.CprPattern;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What a SOAP service answered. Of a fault, nothing is kept but its code: the rest may repeat what was sent.
 *
 * @param fault the texts in the fault, in order; null when there is none
 */
record SoapReply(@Nullable List<String> fault) {

    private static final Set<String> SOAP = Set.of(EnvelopeTemplate.SOAP_11, EnvelopeTemplate.SOAP_12);

    /** Of the one who asks; all other codes are the service's. */
    private static final Set<String> ASKER = Set.of("Client", "Sender");

    /** What came of registering one entry, by the answer to it. */
    static Fate fate(Reply reply, MappingFile mapping) {
        Optional<SoapReply> soap = parse(reply.body());
        if (soap.isPresent()) {
            return soap.get().read(reply, mapping);
        }
        Fate byStatus = reply.fate();
        boolean oneWay = reply.body().length == 0 && (reply.status() == 202 || reply.status() == 204);
        return byStatus instanceof Fate.Taken && !oneWay
                ? new Fate.Unreached("no SOAP in the answer, HTTP " + reply.status())
                : byStatus;
    }

    private Fate read(Reply reply, MappingFile mapping) {
        if (fault == null) {
            return reply.fate();
        }
        String code = code();
        String reason = "SOAP fault " + code;
        Meaning meaning = fault.stream()
                .flatMap(text -> mapping.meaning(text).stream())
                .findFirst()
                .or(() -> ASKER.contains(code) ? Optional.of(Meaning.REFUSED) : Optional.empty())
                .orElse(null);
        if (meaning == null) {
            // the service says that it was its own, and may well say so of an entry that it cannot digest
            return new Fate.Unreached(reason, true, reply.pause());
        }
        return switch (meaning) {
            case TAKEN -> new Fate.Taken();
            case REFUSED -> new Fate.Refused(reason);
            case DOWN -> new Fate.Unreached(reason, false, reply.pause());
        };
    }

    /** The code, the first text of a fault in both versions, without its prefix. */
    private String code() {
        String first = fault == null || fault.isEmpty() ? "" : fault.get(0);
        String code = first.substring(first.indexOf(':') + 1);
        return code.matches("[A-Za-z0-9._-]{1,40}") && !CprPattern.isIn(code) ? code : "without a code";
    }

    /** Empty when it is no SOAP. */
    static Optional<SoapReply> parse(byte[] body) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
            return read(xml);
        } catch (XMLStreamException notXml) {
            return Optional.empty();
        }
    }

    private static Optional<SoapReply> read(XMLStreamReader xml) throws XMLStreamException {
        List<String> fault = new ArrayList<>();
        int depth = 0;
        boolean inFault = false;
        boolean hasFault = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                return Optional.empty();
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                boolean soap = SOAP.contains(String.valueOf(xml.getNamespaceURI()));
                if (depth == 1 && !(soap && xml.getLocalName().equals("Envelope"))) {
                    return Optional.empty();
                }
                inFault |= depth == 3 && soap && xml.getLocalName().equals("Fault");
                hasFault |= inFault;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inFault &= depth != 3;
                depth--;
            } else if (inFault && event == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()) {
                fault.add(xml.getText().strip());
            }
        }
        return Optional.of(new SoapReply(hasFault ? List.copyOf(fault) : null));
    }
}
