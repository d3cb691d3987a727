package dk.hoibu.fhir.message.build;

import dk.hoibu.fhir.fhir.Systems;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPayloadComponent;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;

/** What the resources of a message say for people, in Danish with English beside it; never the bytes of a document. */
final class Narration {

    private Narration() {}

    /** The lines for a resource of any type; its type's name when nothing more is to be said of it. */
    static List<String> of(DomainResource resource) {
        List<String> said = new ArrayList<>();
        if (resource instanceof MessageHeader header) {
            header(header, said);
        } else if (resource instanceof Communication communication) {
            communication(communication, said);
        } else if (resource instanceof Provenance provenance) {
            provenance(provenance, said);
        } else if (resource instanceof Encounter encounter) {
            encounter
                    .getEpisodeOfCare()
                    .forEach(episode -> identifier("Forløb / Episode of care", episode.getIdentifier(), said));
        } else {
            party(resource, said);
        }
        return Assembly.lines(said.isEmpty() ? List.of(resource.fhirType()) : said);
    }

    private static void header(MessageHeader header, List<String> said) {
        said.add("Besked / Message: " + Earlier.idOf(header));
        said.add("Fra / From: " + header.getSource().getEndpoint());
        header.getDestination().forEach(to -> said.add("Til / To: " + to.getEndpoint()));
    }

    private static void communication(Communication communication, List<String> said) {
        said.add("Tråd / Thread: " + communication.getIdentifierFirstRep().getValue());
        said.add("Kategori / Category: "
                + communication.getCategoryFirstRep().getCodingFirstRep().getCode());
        if (communication.hasTopic()) {
            said.add("Emne / Topic: " + communication.getTopic().getText());
        }
        if (communication.hasPriority()) {
            said.add("Prioritet / Priority: " + communication.getPriority().toCode());
        }
        communication.getPayload().forEach(payload -> payload(payload, said));
    }

    private static void payload(CommunicationPayloadComponent payload, List<String> said) {
        List<String> signature = new ArrayList<>();
        for (Extension extension : payload.getExtension()) {
            if (extension.getValue() instanceof DateTimeType time) {
                signature.add(0, time.getValueAsString());
            } else if (extension.getValue() instanceof ContactPoint phone) {
                signature.add("tlf. / phone " + phone.getValue());
            }
        }
        said.add(String.join(", ", signature));
        if (payload.getContent() instanceof Attachment attachment) {
            said.add("Vedhæftet / Attached: " + attachment.getTitle());
        } else if (payload.hasContentStringType()) {
            said.add(payload.getContentStringType().getValue());
        }
    }

    private static void provenance(Provenance provenance, List<String> said) {
        String code = provenance.getActivity().getCodingFirstRep().getCode();
        said.add("Handling / Activity: " + words(code));
        said.add("Tidspunkt / Time: " + provenance.getOccurredDateTimeType().getValueAsString());
        provenance.getTarget().forEach(target -> said.add("Besked / Message: " + target.getReference()));
        provenance
                .getEntity()
                .forEach(entity -> said.add(
                        entity.getWhat().hasReference()
                                ? "Efter / After: " + entity.getWhat().getReference()
                                : entity.getRole().toCode() + ": "
                                        + entity.getWhat().getIdentifier().getValue()));
    }

    private static String words(String code) {
        for (Activity activity : Activity.values()) {
            if (activity.code().equals(code)) {
                return activity.words();
            }
        }
        return code;
    }

    private static void party(DomainResource resource, List<String> said) {
        if (resource instanceof Patient patient) {
            patient.getName().forEach(name -> name("Borger / Citizen", name, said));
            patient.getIdentifier().forEach(one -> identifier(number(one), one, said));
        } else if (resource instanceof Practitioner practitioner) {
            practitioner.getName().forEach(name -> name("Medarbejder / Practitioner", name, said));
        } else if (resource instanceof PractitionerRole role) {
            role.getCode()
                    .forEach(code -> said.add("Stilling / Role: "
                            + (code.hasText()
                                    ? code.getText()
                                    : code.getCodingFirstRep().getCode())));
        } else if (resource instanceof CareTeam team) {
            said.add("Gruppe / Team: " + team.getName());
        } else if (resource instanceof Organization organisation) {
            if (organisation.hasName()) {
                said.add("Organisation / Organisation: " + organisation.getName());
            }
            organisation.getIdentifier().forEach(one -> identifier(number(one), one, said));
        }
    }

    private static void name(String label, HumanName name, List<String> said) {
        String text = name.hasText() ? name.getText() : name.getNameAsSingleString();
        if (text != null && !text.isBlank()) {
            said.add(label + ": " + text);
        }
    }

    private static void identifier(String label, Identifier identifier, List<String> said) {
        if (identifier.hasValue()) {
            said.add(label + ": " + identifier.getValue());
        }
    }

    private static String number(Identifier identifier) {
        return switch (String.valueOf(identifier.getSystem())) {
            case Systems.CPR -> "CPR-nummer / CPR number";
            case Systems.SOR -> "SOR-id / SOR id";
            case Systems.GLN -> "Lokationsnummer / GLN";
            default -> "Nummer / Number";
        };
    }
}
