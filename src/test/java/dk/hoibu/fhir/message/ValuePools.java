package dk.hoibu.fhir.message;

import java.util.List;

/** What mutations take values from, by the name of the property. */
final class ValuePools {

    private static final List<String> DATES = List.of(
            "2024",
            "2024-13-01",
            "2024-02-30",
            "2024-05-01",
            "2024-05",
            "2024-05-01T12:00:00",
            "2024-05-01T12:00:00Z",
            "2024-05-01T25:00:00Z",
            "2024-05-01T12:00:00.123+02:00",
            "2024-05-01T12:00+02:00",
            "24-05-01",
            "2024-05-01 12:00:00",
            "0000-01-01",
            "1700-01-01T00:00:00Z",
            "2024-05-01T12:00:00+15:00",
            "2024-05-01T24:00:00Z",
            "2024-05-01T12:00:60Z",
            "2024-5-1",
            " 2024-05-01",
            "20240501");
    private static final List<String> IDENTIFIERS = List.of(
            "urn:uuid:B2EB3D0E-5DE5-4DE9-B2A3-0FF321AD1C3A",
            "b2eb3d0e-5de5-4de9-b2a3-0ff321ad1c3a",
            "urn:uuid:1234",
            "urn:uuid:24d01288-ad36-4af2-96a8-fd1432dadee1",
            "5790001348120",
            "5790001348121",
            "579000134812",
            "57900013481x0",
            "953741000016009",
            "1234567890",
            "12345678901",
            "2509479989",
            "3202479989",
            "2512489996",
            "250947-9989",
            "",
            " ",
            "x",
            "urn:oid:1.2.3",
            "25094799890",
            "0101101AB1",
            "0101100AB1");
    private static final List<String> SYSTEMS = List.of(
            "urn:oid:1.2.208.176.1.2",
            "urn:oid:1.2.208.176.1.1",
            "https://www.gs1.org/gln",
            "http://www.gs1.org/gln",
            "http://cvr.dk",
            "urn:oid:1.2.208.176.1.6.1.1",
            "urn:oid:1.2.208.176.1.6.1.3.181",
            "urn:oid:1.2.208.176.1.6.1.3.185",
            "urn:oid:1.2.208.176.1.4",
            "https://kombit.dk/sts/organisation",
            "https://www.esundhed.dk/Registre/Landspatientregisteret",
            "urn:ietf:rfc:3986",
            "http://ukendt.dk/system",
            "phone",
            "email",
            "mellemrum her",
            "oid:1.2.3",
            "urn:oid:1",
            "urn:uuid:1",
            "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-activityCodes",
            "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-careCommunication-categoryCodes",
            "http://medcomfhir.dk/ig/terminology/CodeSystem/ukendt",
            "http://terminology.hl7.org/CodeSystem/v3-ActCode");
    private static final List<String> CODES = List.of(
            "other",
            "regarding-referral",
            "carecoordination",
            "acute-ambulant",
            "nonsense",
            "new-message",
            "reply-message",
            "forward-message",
            "retract-message",
            "acknowledgement",
            "admit-inpatient",
            "care-communication-message",
            "hospital-notification-message",
            "primary",
            "cc",
            "AMB",
            "IMP",
            "OBSENC",
            "sygeplejerske",
            "laege",
            "unknown",
            "completed",
            "source",
            "revision",
            "derivation",
            "official",
            "usual",
            "Other",
            "other ",
            "generated",
            "empty",
            "additional",
            "message",
            "document",
            "collection",
            "routine",
            "stat",
            "in-progress");
    private static final List<String> TYPES = List.of(
            "application/pdf",
            "image/png",
            "image/jpg",
            "text/plain",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "APPLICATION/PDF",
            "image/tiff",
            "pdf");
    private static final List<String> DEFINITIONS = List.of(
            "http://medcomfhir.dk/ig/carecommunication/medcom-careCommunication-message-definition|4.0.0",
            "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition|4.0",
            "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition",
            "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition|5",
            "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition|5.1",
            "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition|5.123",
            "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComAcknowledgementMessageDefinition|2.0",
            "x");
    private static final List<String> PROFILES = List.of(
            "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-organization",
            "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-patient|3.0.1",
            "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-patient|4.0.0",
            "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-organization",
            "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-provenance",
            "http://hl7.dk/fhir/core/StructureDefinition/dk-core-patient",
            "http://hl7.org/fhir/StructureDefinition/Patient",
            "http://hl7.org/fhir/StructureDefinition/Organization",
            "http://ukendt.dk/profil",
            "x",
            "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-messageHeader|5.0.4");
    private static final List<String> URLS = List.of(
            "https://sor2.sum.dsdn.dk/#id=1",
            "x",
            "http://",
            "urn:uuid:5b1dd3a4-1a3f-4f0c-9f6e-6e0f7f1b5a11",
            "Patient/1",
            "https://a.dk/Patient/1",
            "http://example.org/x",
            "with blank",
            "ftp://x/y",
            "http://hl7.org/fhir/ukendt");
    private static final List<String> TEXTS =
            List.of("", " ", "x", " x ", "Æblegrød\nmed fløde", "<b>fed</b>", "a\tb", "a\u000bb", "\u200f", "1");
    private static final List<String> DIVS = List.of(
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a</p></div>",
            "<div><p>a</p></div>",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"></div>",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a</div>",
            "<p xmlns=\"http://www.w3.org/1999/xhtml\">a</p>",
            "tekst",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><script>x</script></div>",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\" onclick=\"x\">a</div>",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\"javascript:x\">a</a></div>",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\">&nbsp;a&amp;</div>",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\">a & b</div>",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"x\" alt=\"y\"/></div>",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"> </div>",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><form>a</form></div>",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><u>a</u><font>b</font></div>");

    private ValuePools() {}

    /** Some are right there and most are wrong. */
    static List<String> of(String name) {
        return switch (name) {
            case "timestamp",
                    "valueDateTime",
                    "recorded",
                    "occurredDateTime",
                    "creation",
                    "sent",
                    "birthDate",
                    "start",
                    "end",
                    "time" -> DATES;
            case "system" -> SYSTEMS;
            case "value" -> IDENTIFIERS;
            case "code", "status", "role", "use", "type", "priority", "mode", "gender" -> CODES;
            case "contentType" -> TYPES;
            case "definition" -> DEFINITIONS;
            case "profile" -> PROFILES;
            case "endpoint", "fullUrl", "url" -> URLS;
            case "div" -> DIVS;
            case "resourceType" ->
                List.of("Patient", "Organization", "Basic", "Nothing", "Practitioner", "Observation");
            case "data" -> List.of("", "JVBERi0xLjcK", "JVBE RjAx", "JVBERi0xLjc", "****", "JVB=Ri0x", "=");
            case "id" ->
                List.of("x", "x y", "", "A".repeat(65), "æ", "1.2-3", "urn:uuid:24d01288-ad36-4af2-96a8-fd1432dadee1");
            default -> TEXTS;
        };
    }
}
