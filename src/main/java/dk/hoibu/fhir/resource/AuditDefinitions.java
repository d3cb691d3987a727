package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.search.SearchDefinition;
import dk.hoibu.fhir.search.SearchDefinition.ChildParam;
import dk.hoibu.fhir.search.SearchDefinition.Scope;
import dk.hoibu.fhir.search.SearchParam;
import dk.hoibu.fhir.search.SearchValue.Link;
import dk.hoibu.fhir.search.SearchValue.Token;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Coding;

/** What can be asked about what has been asked. */
final class AuditDefinitions {

    private static final String ACTION = "http://hl7.org/fhir/audit-event-action";
    private static final String OUTCOME = "http://hl7.org/fhir/audit-event-outcome";
    private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    private static final Set<String> PATIENT_ONLY = Set.of("Patient");

    static final SearchDefinition<AuditEvent> EVENT = new SearchDefinition<>(
            "AuditEvent",
            AuditEvent.class,
            Scope.AUDIT,
            List.of(new ChildParam("patient", true, PATIENT_ONLY), new ChildParam("entity", true, PATIENT_ONLY)),
            List.of(
                    Values.id(),
                    SearchParam.date(
                            "date",
                            "When it was written down, all prefixes. The only order there is: newest first",
                            (AuditEvent event) -> List.of(Values.span(event.getRecordedElement()))),
                    SearchParam.reference(
                            "patient",
                            "The child asked about. Also as patient.identifier or patient:identifier with a CPR number, in a POST body only",
                            PATIENT_ONLY,
                            AuditDefinitions::child),
                    SearchParam.reference(
                            "agent",
                            "Who asked, only by identifier: agent:identifier=[issuer]|[subject] is the user, |[client] the client, [SOR or CVR system]|[number] the organisation",
                            Set.of(),
                            (AuditEvent event) -> List.of()),
                    SearchParam.reference(
                            "entity",
                            "The child asked about, or the request: entity:identifier=[X-Request-Id]",
                            PATIENT_ONLY,
                            AuditDefinitions::child),
                    SearchParam.token(
                                    "type",
                                    "Kind of event: rest; 110114 of DICOM is a login, 110113 an alarm",
                                    (AuditEvent event) -> codes(Stream.of(event.getType())))
                            .ofSystems(Systems.AUDIT_EVENT_TYPE, Systems.DICOM),
                    SearchParam.token(
                                    "subtype",
                                    "Kind of request: read, search-type, operation; or of alarm, such as many-children",
                                    (AuditEvent event) -> codes(event.getSubtype().stream()))
                            .ofSystems(Systems.RESTFUL_INTERACTION, Systems.DICOM, Systems.AUDIT_ALARM),
                    SearchParam.token(
                                    "action",
                                    "R a read; E a search or an operation",
                                    (AuditEvent event) -> List.of(
                                            new Token(ACTION, event.getAction().toCode())))
                            .ofSystems(ACTION)
                            .ofCodes("C", "R", "U", "D", "E"),
                    SearchParam.token(
                                    "outcome",
                                    "0 answered, 4 refused as bad input, 8 refused by a rule, 12 failed",
                                    (AuditEvent event) -> List.of(new Token(
                                            OUTCOME, event.getOutcome().toCode())))
                            .ofSystems(OUTCOME)
                            .ofCodes("0", "4", "8", "12"),
                    SearchParam.token(
                                    "purpose",
                                    "Why it was asked, such as TREAT",
                                    (AuditEvent event) -> Values.codes(event.getPurposeOfEvent()))
                            .ofSystems(ACT_REASON)),
            List.of(),
            "-date",
            List.of(
                    Systems.profile("hoibu-auditevent"),
                    Systems.profile("hoibu-auditevent-login"),
                    Systems.profile("hoibu-auditevent-alarm"),
                    Systems.profile("hoibu-accesslog-entry")),
            "Who was shown what about which child, when, for whom and why, or was refused it. For auditors alone; newest first, and not counted.");

    private AuditDefinitions() {}

    private static List<Link> child(AuditEvent event) {
        return Values.links(event.getEntity().stream()
                .filter(entity -> entity.getType().getCode().equals("1"))
                .map(AuditEvent.AuditEventEntityComponent::getWhat));
    }

    private static List<Token> codes(Stream<Coding> codings) {
        return codings.map(coding -> new Token(coding.getSystem(), coding.getCode()))
                .toList();
    }
}
