package dk.hoibu.fhir.message.xdis;

import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.StringType;

/** Makes messages that have what no letter has: seconds, codes, stacks, long names, attachments with data. */
final class RandomMessages {

    private static final List<String> CATEGORIES =
            List.of("carecoordination", "other", "regarding-referral", "psychiatry-social-disability");

    private final RandomLetters random;

    RandomMessages(long seed) {
        random = new RandomLetters(seed);
    }

    Bundle message() {
        Bundle message = Letters.conversion().toMessage(random.letter()).result();
        message.setId("9b1deb4d-3b7d-4bad-9bdd-" + (100_000_000_000L + random.below(1_000_000)));
        message.setTimestamp(new Date(1_770_000_000_000L + random.below(1_000_000) * 1000L));
        MessageParts parts = new MessageParts(message);
        communication(parts.communication());
        patient(parts.patient());
        organisation(parts.sender());
        organisation(parts.receiver());
        parts.all(Encounter.class).forEach(this::encounter);
        parts.all(PractitionerRole.class).forEach(this::role);
        if (random.flag()) {
            Provenance earlier = parts.all(Provenance.class).get(0).copy();
            earlier.setId("earlier");
            earlier.getTargetFirstRep().setReference("MessageHeader/earlier");
            earlier.setOccurred(new DateTimeType("2026-02-01T12:00:07+01:00"));
            message.addEntry()
                    .setFullUrl("https://hoibu.dk/fhir/Provenance/earlier")
                    .setResource(earlier);
        }
        return message;
    }

    private void communication(Communication communication) {
        communication
                .getCategoryFirstRep()
                .getCodingFirstRep()
                .setCode(CATEGORIES.get(random.below(CATEGORIES.size())));
        communication.setPriority(random.flag() ? Communication.CommunicationPriority.ROUTINE : null);
        if (random.flag()) {
            communication.setSent(null);
        }
        if (random.flag()) {
            communication.setTopic(new CodeableConcept().setText(random.text(200)));
        }
        communication.getPayload().forEach(payload -> {
            if (payload.getContent() instanceof StringType string) {
                String prose = random.prose();
                string.setValue(prose.isBlank() ? "Ord" : prose);
            } else if (payload.getContent() instanceof Attachment attachment && random.flag()) {
                attachment
                        .setData(new byte[1 + random.below(50)])
                        .setContentType("image/png")
                        .setUrl(null);
                attachment.setCreation(new Date(1_770_000_000_000L));
            }
        });
    }

    private void patient(Patient patient) {
        patient.getNameFirstRep().addGiven("Anna Maria");
        if (random.flag()) {
            patient.addIdentifier(
                    new Identifier().setSystem("urn:oid:1.2.208.176.1.6.1.1").setValue("0505201AB6"));
            patient.addTelecom().setValue("99001988");
            patient.getAddressFirstRep().addLine("To").addLine("linjer").setCountry("DK");
        }
    }

    private void organisation(Organization organisation) {
        if (random.flag()) {
            organisation.setName(random.flag() ? null : random.text(180));
            organisation.addTelecom().setValue("99001988");
        }
    }

    private void encounter(Encounter encounter) {
        encounter.setStatus(
                Encounter.EncounterStatus.values()[random.below(Encounter.EncounterStatus.values().length - 1)]);
        encounter.setClass_(new Coding(CareTerms.ACT, random.flag() ? "EMER" : "IMP", null));
        if (random.flag()) {
            encounter
                    .addEpisodeOfCare()
                    .setIdentifier(new Identifier()
                            .setSystem(CareTerms.LPR3)
                            .setValue("urn:uuid:fc60e762-b13b-5773-865e-67f3907bdcc7"));
        }
    }

    private void role(PractitionerRole role) {
        if (random.flag()) {
            role.getCodeFirstRep().setText(null).addCoding(new Coding("urn:x", "sygeplejerske", null));
        }
    }
}
