package dk.hoibu.fhir.message.delivery.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dk.hoibu.fhir.message.xdis.ConversionReport;
import java.util.Locale;

/** A conversion's report as JSON, which names elements and never what is in them. */
final class ReportText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReportText() {}

    static String of(ConversionReport report) {
        ArrayNode findings = MAPPER.createArrayNode();
        report.findings()
                .forEach(finding -> findings.addObject()
                        .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                        .put("element", finding.element())
                        .put("why", finding.why()));
        try {
            return MAPPER.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text can be written", e);
        }
    }
}
