package dk.hoibu.fhir.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A valid value of each FHIR type, and of each element that is not of a type of its own, to put where nothing is allowed. */
final class Values {

    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("uri", "\"https://hoibu.dk/fhir/rules\""),
            Map.entry("string", "\"text\""),
            Map.entry("markdown", "\"text\""),
            Map.entry("boolean", "true"),
            Map.entry("unsignedInt", "1"),
            Map.entry("positiveInt", "1"),
            Map.entry("decimal", "1"),
            Map.entry("base64Binary", "\"dGVzdA==\""),
            Map.entry("date", "\"1980-01-01\""),
            Map.entry("Identifier", "{\"system\": \"urn:ietf:rfc:3986\", \"value\": \"urn:example:1\"}"),
            Map.entry("CodeableConcept", "{\"text\": \"text\"}"),
            Map.entry(
                    "Coding",
                    "{\"system\": \"http://terminology.hl7.org/CodeSystem/v3-RoleCode\", \"code\": \"SCHOOL\"}"),
            Map.entry("Reference", "{\"display\": \"text\"}"),
            Map.entry("Period", "{\"start\": \"2026-01-01\"}"),
            Map.entry("ContactPoint", "{\"system\": \"phone\", \"value\": \"11111111\", \"use\": \"work\"}"),
            Map.entry("Address", "{\"text\": \"text\"}"),
            Map.entry("Annotation", "{\"text\": \"text\"}"),
            Map.entry("Attachment", "{\"title\": \"text\"}"),
            Map.entry(
                    "Signature",
                    "{\"type\": [{\"code\": \"1\"}], \"when\": \"2026-06-10T10:00:00Z\", \"who\": {\"display\": \"x\"}}"),
            Map.entry("Extension", "{\"url\": \"https://hoibu.dk/fhir/extension\", \"valueBoolean\": true}"),
            Map.entry("Resource", "{\"resourceType\": \"Basic\", \"id\": \"inside\", \"code\": {\"text\": \"text\"}}"));

    private static final Map<String, String> BY_PATH = Map.ofEntries(
            Map.entry("Appointment.participant.required", "\"required\""),
            Map.entry("Practitioner.gender", "\"female\""),
            Map.entry("Location.mode", "\"instance\""),
            Map.entry("Bundle.entry.request", "{\"method\": \"GET\", \"url\": \"Patient\"}"),
            Map.entry("Bundle.entry.response", "{\"status\": \"200\"}"),
            Map.entry("Bundle.entry.search", "{\"mode\": \"match\"}"),
            Map.entry("AuditEvent.agent.network", "{\"address\": \"localhost\", \"type\": \"1\"}"),
            Map.entry(
                    "EpisodeOfCare.statusHistory", "{\"status\": \"active\", \"period\": {\"start\": \"2026-01-01\"}}"),
            Map.entry("EpisodeOfCare.diagnosis", "{\"condition\": {\"display\": \"text\"}}"),
            Map.entry("Patient.contact", "{\"name\": {\"text\": \"text\"}}"),
            Map.entry("Patient.communication", "{\"language\": {\"text\": \"dansk\"}}"),
            Map.entry("Patient.multipleBirth[x]", "true"),
            Map.entry("Organization.contact", "{\"name\": {\"text\": \"text\"}}"),
            Map.entry("HealthcareService.eligibility", "{\"comment\": \"text\"}"),
            Map.entry("HealthcareService.availableTime", "{\"allDay\": true}"),
            Map.entry("HealthcareService.notAvailable", "{\"description\": \"text\"}"),
            Map.entry("PractitionerRole.availableTime", "{\"allDay\": true}"),
            Map.entry("PractitionerRole.notAvailable", "{\"description\": \"text\"}"),
            Map.entry("Location.position", "{\"longitude\": 9.9, \"latitude\": 57.0}"),
            Map.entry("Location.hoursOfOperation", "{\"allDay\": true}"),
            Map.entry("Practitioner.qualification", "{\"code\": {\"text\": \"text\"}}"),
            Map.entry("Patient.link.other.reference", "\"Patient/other\""),
            // an identifier of the slice that is not allowed
            Map.entry(
                    "Patient.identifier:d-ecpr",
                    "{\"use\": \"temp\", \"system\": \"urn:oid:1.2.208.176.1.6.1.3.177\", \"value\": \"X0505159\"}"),
            Map.entry(
                    "Organization.identifier:KOMBIT-ORG-ID",
                    "{\"use\": \"official\", \"system\": \"https://kombit.dk/sts/organisation\", \"value\": \"urn:uuid:32287606-d188-4737-aa88-0a3271141bde\"}"),
            Map.entry(
                    "Organization.identifier:Ydernummer",
                    "{\"system\": \"urn:oid:1.2.208.176.1.4\", \"value\": \"000001\"}"),
            Map.entry(
                    "Organization.identifier:Kommunekode",
                    "{\"system\": \"http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes\", \"value\": \"0851\"}"),
            Map.entry(
                    "Organization.identifier:Regionskode",
                    "{\"system\": \"http://hl7.dk/fhir/core/CodeSystem/dk-core-regional-subdivision-codes\", \"value\": \"DK-81\"}"),
            Map.entry(
                    "Organization.identifier:ProducentID",
                    "{\"use\": \"official\", \"system\": \"http://medcomfhir.dk/ig/terminology/CodeSystem/MedComProducentID\", \"value\": \"test\"}"));

    private Values() {}

    /** A value for the element with that id and type. */
    static JsonNode of(String id, String type) {
        String path = id.replaceAll("\\.(agent|participant):\\w+", ".$1");
        String json = BY_PATH.getOrDefault(path, BY_TYPE.get(type));
        if (json == null) {
            throw new AssertionError("no value for " + id + ", a " + type);
        }
        try {
            return Profiles.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
