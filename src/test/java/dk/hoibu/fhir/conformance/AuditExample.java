package dk.hoibu.fhir.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An AuditEvent of the shape that the profile asks for. The server makes none yet, so this one is the tests' own. */
final class AuditExample {

    private static final String EVENT = """
            {"resourceType": "AuditEvent", "id": "example",
             "meta": {"profile": ["https://hoibu.dk/fhir/StructureDefinition/hoibu-auditevent"]},
             "text": {"status": "generated", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Opslag</div>"},
             "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-event-type", "code": "rest"},
             "subtype": [{"system": "http://hl7.org/fhir/restful-interaction", "code": "search-type"}],
             "action": "E", "recorded": "2026-06-10T10:00:00.000+02:00", "outcome": "0",
             "agent": [
               {"type": {"coding": [{"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "110153"}]},
                "who": {"identifier": {"system": "urn:ietf:rfc:3986", "value": "urn:example:client"}}, "requestor": false},
               {"type": {"coding": [{"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "110152"}]},
                "who": {"display": "HOI BU on FHIR"}, "requestor": false},
               {"type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "IRCP"}]},
                "who": {"identifier": {"system": "urn:ietf:rfc:3986", "value": "urn:example:user"}}, "requestor": true},
               {"type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleClass", "code": "PROV"}]},
                "who": {"display": "Lægerne i Pandrup"}, "requestor": false}],
             "source": {"observer": {"display": "HOI BU on FHIR"}},
             "entity": [
               {"what": {"reference": "Patient/example"},
                "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-entity-type", "code": "1"},
                "role": {"system": "http://terminology.hl7.org/CodeSystem/object-role", "code": "1"}},
               {"what": {"identifier": {"value": "0a9c"}},
                "type": {"system": "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType", "code": "XrequestId"}},
               {"type": {"system": "http://terminology.hl7.org/CodeSystem/audit-entity-type", "code": "2"},
                "role": {"system": "http://terminology.hl7.org/CodeSystem/object-role", "code": "24"},
                "description": "EpisodeOfCare?patient=[id]", "query": "RXBpc29kZU9mQ2FyZQ=="}]}
            """;

    private AuditExample() {}

    static ObjectNode read() {
        try {
            return (ObjectNode) Profiles.JSON.readTree(EVENT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
