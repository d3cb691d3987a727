package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.User;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.Purpose;
import dk.hoibu.fhir.audit.Told;
import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * One access to one child as AuditEvent, in the shape of IHE BALP's PatientRead and PatientQuery. BALP describes success only, so no event
 * claims its profiles; all claim hoibu-auditevent, refusals and failures too.
 */
public final class AuditMapper {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d.M.yyyy 'kl.' HH:mm");

    static final String ROLE_CLASS = "http://terminology.hl7.org/CodeSystem/v3-RoleClass";
    static final String SOURCE_TYPE = "http://terminology.hl7.org/CodeSystem/security-source-type";
    static final String ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String BALP_ENTITY_TYPE = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";
    static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";

    /** What hoibu-audit-no-number takes for a CPR number: digits by themselves, not part of a SOR id or a UUID. */
    private static final Pattern LIKE_A_NUMBER =
            Pattern.compile("(?<![0-9A-Za-z-])[0-3][0-9][01][0-9]{3}-?[0-9]{4}(?![0-9A-Za-z-])");

    private AuditMapper() {}

    /** The event, without an id: that is the store's to give. */
    public static AuditEvent toFhir(AccessFacts facts, Targets targets, Observer observer) {
        AuditEvent event = new AuditEvent();
        Interaction interaction = facts.asked().interaction();
        event.getMeta().addProfile(Systems.profile(profile(interaction)));
        kind(facts.asked(), event);
        event.setAction(AuditEventAction.fromCode(interaction.action()));
        event.setRecordedElement(Elements.instant(facts.when()));
        event.setOutcome(AuditEventOutcome.fromCode(facts.outcome().kind().code()));
        facts.outcome().reason().ifPresent(event::setOutcomeDesc);
        facts.purpose().ifPresent(purpose -> event.addPurposeOfEvent(concept(purpose)));
        agents(facts, observer, event);
        event.getSource().setObserver(who(observer)).addType(new Coding(SOURCE_TYPE, "4", "Application Server"));
        facts.child().ifPresent(child -> event.addEntity(child(child, targets)));
        event.addEntity(transaction(facts));
        event.addEntity(asked(facts.asked()));
        facts.told().shown().stream()
                .filter(resource -> !resource.equals(facts.asked().what()))
                .forEach(resource -> event.addEntity(resource(resource)));
        Narratives.write(event, lines(facts));
        return event;
    }

    private static String profile(Interaction interaction) {
        return switch (interaction) {
            case READ, SEARCH, CREATE, EVERYTHING, OPERATION -> "hoibu-auditevent";
            case TOKEN -> "hoibu-auditevent-login";
            case ALARM -> "hoibu-auditevent-alarm";
        };
    }

    static void kind(Asked asked, AuditEvent event) {
        Interaction interaction = asked.interaction();
        switch (interaction) {
            case READ, SEARCH, CREATE, EVERYTHING, OPERATION -> {
                event.setType(new Coding(Systems.AUDIT_EVENT_TYPE, interaction.type(), "RESTful Operation"));
                event.addSubtype(new Coding(Systems.RESTFUL_INTERACTION, interaction.code(), interaction.code()));
            }
            case TOKEN -> {
                event.setType(new Coding(Systems.DICOM, interaction.type(), "User Authentication"));
                event.addSubtype(new Coding(Systems.DICOM, interaction.code(), "Login"));
            }
            case ALARM -> {
                event.setType(new Coding(Systems.DICOM, interaction.type(), "Security Alert"));
                event.addSubtype(new Coding().setSystem(Systems.AUDIT_ALARM).setCode(asked.subtype()));
            }
        }
    }

    /** BALP has the data flow in these two: of a read the server is the source; of a query the client is, and the query what flows. */
    private static void agents(AccessFacts facts, Observer observer, AuditEvent event) {
        Asker asker = facts.asker();
        CodeableConcept source = Elements.concept(Systems.DICOM, "110153", "Source Role ID");
        CodeableConcept destination = Elements.concept(Systems.DICOM, "110152", "Destination Role ID");
        boolean read = facts.asked().interaction() == Interaction.READ;
        event.addAgent(client(asker.client(), read ? destination : source)
                .setRequestor(asker.user().isEmpty()));
        event.addAgent(server(observer, read ? source : destination));
        asker.user().ifPresent(user -> {
            AuditEventAgentComponent agent = event.addAgent();
            fill(user, agent);
            facts.purpose().ifPresent(purpose -> agent.addPurposeOfUse(concept(purpose)));
        });
        asker.organisation().ifPresent(organisation -> event.addAgent(agent(organisation)));
    }

    private static AuditEventAgentComponent client(Asker.Client client, CodeableConcept type) {
        AuditEventAgentComponent agent = new AuditEventAgentComponent().setType(type);
        // client_id -> who.identifier; without a token nobody has said which system it is
        agent.setWho(client.id()
                .map(id -> new Reference().setIdentifier(new Identifier().setValue(id)))
                .orElseGet(() -> new Reference().setDisplay("Ukendt system")));
        agent.getNetwork().setAddress(client.address()).setType(AuditEventAgentNetworkType._2);
        return agent;
    }

    private static AuditEventAgentComponent server(Observer observer, CodeableConcept type) {
        AuditEventAgentComponent agent = new AuditEventAgentComponent()
                .setType(type)
                .setWho(who(observer))
                .setRequestor(false);
        agent.getNetwork().setAddress(observer.address()).setType(AuditEventAgentNetworkType._5);
        return agent;
    }

    private static void fill(User user, AuditEventAgentComponent agent) {
        agent.setType(Elements.concept(Systems.PARTICIPATION, "IRCP", "information recipient"));
        // iss, sub -> who.identifier
        agent.getWho().setIdentifier(Elements.identifier(user.issuer(), user.subject()));
        user.name().ifPresent(agent.getWho()::setDisplay);
        user.role().ifPresent(role -> agent.addRole(new CodeableConcept().setText(role)));
        agent.setRequestor(true);
    }

    private static AuditEventAgentComponent agent(Organisation organisation) {
        String system = switch (organisation.register()) {
            case SOR -> Systems.SOR;
            case CVR -> Systems.CVR;
        };
        return new AuditEventAgentComponent()
                .setType(Elements.concept(ROLE_CLASS, "PROV", "healthcare provider"))
                .setWho(new Reference()
                        .setType("Organization")
                        .setIdentifier(Elements.identifier(system, organisation.id()))
                        .setDisplay(organisation.name().orElse(null)))
                .setRequestor(false);
    }

    static Reference who(Observer observer) {
        return new Reference()
                .setIdentifier(Elements.identifier(Systems.URI, observer.address()))
                .setDisplay(observer.name());
    }

    private static AuditEventEntityComponent child(Child child, Targets targets) {
        String patient = child instanceof Child.Numbered numbered
                ? targets.patient(numbered.number())
                : "Patient/" + ((Child.Opaque) child).patientId();
        return new AuditEventEntityComponent()
                .setWhat(Elements.reference(patient))
                .setType(new Coding(ENTITY_TYPE, "1", "Person"))
                .setRole(new Coding(OBJECT_ROLE, "1", "Patient"));
    }

    private static AuditEventEntityComponent transaction(AccessFacts facts) {
        AuditEventEntityComponent entity = new AuditEventEntityComponent()
                .setWhat(new Reference().setIdentifier(new Identifier().setValue(facts.requestId())))
                .setType(new Coding().setSystem(BALP_ENTITY_TYPE).setCode("XrequestId"));
        // BALP has no place for the launch
        facts.launchId().ifPresent(id -> detail(entity, "launch", id));
        Told told = facts.told();
        detail(entity, "status", Integer.toString(told.status()));
        told.hidden()
                .forEach(
                        hidden -> detail(entity, "hidden", hidden.kind() + " " + hidden.rule() + " " + hidden.count()));
        told.lookups().forEach(lookup -> detail(entity, "source", lookup.source() + " " + lookup.outcome()));
        return entity;
    }

    /** BALP records no results; this server's audit must stand alone, so it tells which resources went out. */
    private static AuditEventEntityComponent resource(String reference) {
        return new AuditEventEntityComponent()
                .setWhat(Elements.reference(reference))
                .setType(new Coding(ENTITY_TYPE, "2", "System Object"))
                .setRole(new Coding(OBJECT_ROLE, "4", "Domain Resource"));
    }

    private static void detail(AuditEventEntityComponent entity, String type, String value) {
        entity.addDetail().setType(type).setValue(new StringType(value));
    }

    private static AuditEventEntityComponent asked(Asked asked) {
        AuditEventEntityComponent entity =
                new AuditEventEntityComponent().setType(new Coding(ENTITY_TYPE, "2", "System Object"));
        return switch (asked.interaction()) {
            case READ ->
                entity.setRole(new Coding(OBJECT_ROLE, "4", "Domain Resource"))
                        .setWhat(Elements.reference(asked.what()));
            case SEARCH, CREATE, EVERYTHING, OPERATION, TOKEN ->
                entity.setRole(new Coding(OBJECT_ROLE, "24", "Query"))
                        .setDescription(LIKE_A_NUMBER.matcher(asked.what()).replaceAll("[...]"))
                        .setQuery(asked.what().getBytes(StandardCharsets.UTF_8));
            case ALARM -> {
                entity.setRole(new Coding(OBJECT_ROLE, "13", "Security Resource"));
                detail(entity, "Alert Description", asked.what());
                yield entity;
            }
        };
    }

    private static CodeableConcept concept(Purpose purpose) {
        CodeableConcept concept = new CodeableConcept().setText(purpose.text());
        concept.addCoding().setSystem(purpose.system()).setCode(purpose.code());
        return concept;
    }

    private static List<String> lines(AccessFacts facts) {
        List<String> lines = new ArrayList<>();
        String what = switch (facts.asked().interaction()) {
            case READ -> "Opslag";
            case SEARCH -> "Søgning";
            case EVERYTHING -> "Opslag af alt";
            case CREATE -> "Modtagelse";
            case OPERATION -> "Handling";
            case TOKEN -> "Login";
            case ALARM -> "Alarm " + facts.asked().subtype();
        };
        lines.add(what
                + (facts.child().isPresent() ? " om et barn " : " ")
                + WHEN.format(facts.when().atZone(DanishTime.ZONE)));
        lines.add(switch (facts.outcome().kind()) {
                    case SHOWN -> facts.asked().interaction() == Interaction.ALARM ? "Nogen bør se på det" : "Besvaret";
                    case BAD_INPUT -> "Afvist som forkert";
                    case REFUSED -> "Afvist af en regel";
                    case FAILED -> "Fejlet";
                }
                + facts.outcome().reason().map(reason -> ": " + reason).orElse(""));
        facts.asker().user().ifPresent(user -> {
            lines.add(user.name().orElse("Navn vises ikke"));
            user.role().ifPresent(lines::add);
        });
        facts.asker().organisation().flatMap(Organisation::name).ifPresent(lines::add);
        facts.purpose().ifPresent(purpose -> lines.add("Formål: " + purpose.text()));
        return lines;
    }
}
