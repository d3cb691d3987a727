package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.Register;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.audit.citizen.CitizenLine;
import dk.hoibu.fhir.audit.citizen.CitizenLine.Who;
import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * One access to one child as its citizen may see it, as AuditEvent: the event of {@link AuditMapper} with what is not the citizen's taken out. That is
 * which rules hid or refused what, programs and addresses, the request as it was sent, and the resources one by one.
 */
public final class AccessLogMapper {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d.M.yyyy 'kl.' HH.mm").withZone(DanishTime.ZONE);

    private static final String RESOURCE_TYPES = "http://hl7.org/fhir/resource-types";
    private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    private AccessLogMapper() {}

    /**
     * The access that {@code line} tells.
     *
     * @param facts of the same access, for its kind and outcome
     * @param patient the child, as {@code Patient/id}
     */
    public static AuditEvent toFhir(CitizenLine line, AccessFacts facts, String patient, Observer observer) {
        AuditEvent event = new AuditEvent();
        event.setId("AuditEvent/" + line.id());
        event.setLanguage("da");
        event.getMeta().addProfile(Systems.profile("hoibu-accesslog-entry"));
        Elements.lastUpdated(event, line.when());
        AuditMapper.kind(facts.asked(), event);
        event.setAction(AuditEventAction.fromCode(facts.asked().interaction().action()));
        event.setRecordedElement(Elements.instant(line.when()));
        event.setOutcome(AuditEventOutcome.fromCode(facts.outcome().kind().code()));
        facts.purpose().ifPresent(purpose -> event.addPurposeOfEvent(concept(purpose)));
        event.addAgent(agent(line));
        line.where().organisation().ifPresent(organisation -> event.addAgent(agent(organisation)));
        event.getSource().setObserver(AuditMapper.who(observer));
        entities(line, patient, event);
        labels(line, event);
        List<String> words = new ArrayList<>(List.of(WHEN.format(line.when())));
        words.addAll(line.words());
        Narratives.write(event, words);
        return event;
    }

    private static AuditEventAgentComponent agent(CitizenLine line) {
        AuditEventAgentComponent agent = new AuditEventAgentComponent().setRequestor(true);
        if (line.who() instanceof Who.Machine) {
            return agent.setType(Elements.concept(Systems.DICOM, "110150", "Application"))
                    .setWho(new Reference().setDisplay(line.who().words()));
        }
        agent.setType(Elements.concept(Systems.PARTICIPATION, "IRCP", "information recipient"))
                .addRole(new CodeableConcept().setText(line.role()));
        if (line.who() instanceof Who.Named named) {
            agent.setWho(new Reference().setDisplay(named.name()));
        }
        if (line.who() instanceof Who.Pseudonymous concealed) {
            agent.getWho().setIdentifier(Elements.identifier(Systems.URI, "urn:uuid:" + concealed.pseudonym()));
        }
        return agent;
    }

    private static AuditEventAgentComponent agent(Organisation organisation) {
        String system = organisation.register() == Register.SOR ? Systems.SOR : Systems.CVR;
        return new AuditEventAgentComponent()
                .setType(Elements.concept(AuditMapper.ROLE_CLASS, "PROV", "healthcare provider"))
                .setWho(new Reference()
                        .setType("Organization")
                        .setIdentifier(Elements.identifier(system, organisation.id()))
                        .setDisplay(organisation.name().orElse(null)))
                .setRequestor(false);
    }

    private static void entities(CitizenLine line, String patient, AuditEvent event) {
        event.addEntity()
                .setWhat(Elements.reference(patient))
                .setType(new Coding(AuditMapper.ENTITY_TYPE, "1", "Person"))
                .setRole(new Coding(AuditMapper.OBJECT_ROLE, "1", "Patient"));
        event.addEntity()
                .setType(new Coding(AuditMapper.ENTITY_TYPE, "2", "System Object"))
                .setRole(new Coding(AuditMapper.OBJECT_ROLE, "24", "Query"))
                .setDescription(line.what());
        new TreeMap<>(line.shown()).forEach((type, count) -> event.addEntity(shown(type, count)));
    }

    private static AuditEventEntityComponent shown(String type, long count) {
        AuditEventEntityComponent entity = new AuditEventEntityComponent()
                .setType(new Coding(RESOURCE_TYPES, type, type))
                .setRole(new Coding(AuditMapper.OBJECT_ROLE, "4", "Domain Resource"));
        entity.addDetail().setType("count").setValue(new StringType(Long.toString(count)));
        return entity;
    }

    /** That a pseudonym stands for a name, and that something is left out. */
    private static void labels(CitizenLine line, AuditEvent event) {
        if (line.who() instanceof Who.Pseudonymous) {
            event.getMeta().addSecurity(new Coding(Systems.OBSERVATION_VALUE, "PSEUDED", "pseudonymized"));
        }
        if (line.where().concealed() || line.who() instanceof Who.Nameless nameless && nameless.concealed()) {
            event.getMeta().addSecurity(new Coding(Systems.OBSERVATION_VALUE, "REDACTED", "redacted"));
        }
    }

    private static CodeableConcept concept(Purpose purpose) {
        CodeableConcept concept = new CodeableConcept().setText(purpose.text());
        if (purpose.system().equals(ACT_REASON)) {
            // an issuer's own code would tell whose it is
            concept.addCoding().setSystem(purpose.system()).setCode(purpose.code());
        }
        return concept;
    }
}
