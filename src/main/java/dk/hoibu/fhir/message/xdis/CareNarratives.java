package dk.hoibu.fhir.message.xdis;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Provenance;

/** What messages say for people, in Danish with English beside it. */
final class CareNarratives {

    private CareNarratives() {}

    static List<String> said(MessageHeader header) {
        List<String> said = new ArrayList<>();
        said.add("Hændelse / event: " + header.getEventCoding().getCode());
        said.add("Fra / from: " + header.getSource().getEndpoint());
        header.getDestination().forEach(to -> said.add("Til / to: " + to.getEndpoint()));
        if (header.hasResponse()) {
            said.add("Svar på / response to: " + header.getResponse().getIdentifier() + ", "
                    + header.getResponse().getCode().toCode());
        }
        return said;
    }

    static List<String> said(Communication communication) {
        List<String> said = new ArrayList<>();
        said.add("Tråd / thread: " + communication.getIdentifierFirstRep().getValue());
        String category =
                communication.getCategoryFirstRep().getCodingFirstRep().getCode();
        said.add("Kategori / category: "
                + Category.of(category).map(Category::danish).orElse("") + " (" + category + ")");
        if (communication.hasTopic()) {
            said.add("Emne / topic: " + communication.getTopic().getText());
        }
        if (communication.hasPriority()) {
            said.add("Prioritet / priority: " + communication.getPriority().toCode());
        }
        said.add("Sendt / sent: " + communication.getSentElement().getValueAsString());
        communication.getPayload().forEach(payload -> said.add(said(payload)));
        return said;
    }

    private static String said(CommunicationPayloadComponent payload) {
        return payload.getContent() instanceof Attachment attachment
                ? "Vedhæftet / attached: " + attachment.getTitle()
                : payload.getContentStringType().getValue();
    }

    static List<String> said(Provenance provenance) {
        List<String> said = new ArrayList<>();
        said.add("Aktivitet / activity: "
                + provenance.getActivity().getCodingFirstRep().getCode()
                + (provenance.getActivity().hasText()
                        ? " (" + provenance.getActivity().getText() + ")"
                        : ""));
        said.add("Tid / time: " + provenance.getOccurredDateTimeType().getValueAsString());
        provenance
                .getEntity()
                .forEach(entity -> said.add(entity.getRole().toCode() + ": "
                        + (entity.getWhat().hasReference()
                                ? entity.getWhat().getReference()
                                : entity.getWhat().getIdentifier().getValue())));
        return said;
    }

    static List<String> said(OperationOutcome outcome) {
        return outcome.getIssue().stream()
                .map(issue ->
                        issue.getSeverity().toCode() + ": " + issue.getDetails().getText())
                .toList();
    }
}
