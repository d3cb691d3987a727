package dk.hoibu.fhir.fhir;

/** Identifier and code systems. Danish ones as dk-core and MedCom write them; those under hoibu.dk are this project's own. */
public final class Systems {

    /** This project's canonical base. */
    public static final String BASE = "https://hoibu.dk/fhir";

    public static final String CPR = "urn:oid:1.2.208.176.1.2";
    public static final String X_ECPR = "urn:oid:1.2.208.176.1.6.1.1";
    public static final String SOR = "urn:oid:1.2.208.176.1.1";
    public static final String PROVIDER_NUMBER = "urn:oid:1.2.208.176.1.4";
    public static final String CVR = "http://cvr.dk";
    /** The form of the CVR system that dk-core 3.4's organisation invariant looks for. */
    public static final String CVR_OID = "urn:oid:2.16.840.1.113883.2.24.1.1";

    public static final String GLN = "https://www.gs1.org/gln";
    public static final String KOMBIT_ORGANISATION = "https://kombit.dk/sts/organisation";
    public static final String MUNICIPALITY_CODE = "http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes";
    public static final String REGION_CODE = "http://hl7.dk/fhir/core/CodeSystem/dk-core-regional-subdivision-codes";
    public static final String INSTITUTION = "https://viden.stil.dk/display/OFFINSTREG/Institutionsregisteret";
    public static final String APPOINTMENT = "urn:oid:1.2.208.184";
    /** An appointment's document whose id is not a UUID. */
    public static final String APPOINTMENT_DOCUMENT = BASE + "/sid/appointment-document";

    public static final String APPOINTMENT_TYPE = "urn:oid:1.2.208.184.100.1";
    public static final String URI = "urn:ietf:rfc:3986";
    public static final String KLE = "https://data.gov.dk/id/classification/KLE";
    public static final String SNOMED = "http://snomed.info/sct";
    public static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    public static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    public static final String DATA_ABSENT_REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    public static final String OBSERVATION_VALUE = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";

    public static final String CASE_AREA = BASE + "/CodeSystem/hoibu-case-area";
    public static final String ORGANISATION_KIND = BASE + "/CodeSystem/hoibu-organization-kind";
    public static final String NETWORK_ROLE = BASE + "/CodeSystem/hoibu-network-role";
    public static final String ANSWER_DETAIL = BASE + "/CodeSystem/hoibu-answer-detail";
    public static final String GUIDED_TIME = BASE + "/StructureDefinition/hoibu-guided-time";
    public static final String MESSAGE_RECEIVER = BASE + "/StructureDefinition/hoibu-message-receiver";
    public static final String SERIES = BASE + "/StructureDefinition/hoibu-appointment-series";
    public static final String SOURCE = BASE + "/CodeSystem/hoibu-source";
    public static final String AUDIT_ALARM = BASE + "/CodeSystem/hoibu-audit-alarm";
    public static final String AUDIT_EVENT_TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    public static final String RESTFUL_INTERACTION = "http://hl7.org/fhir/restful-interaction";
    public static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";

    /** What every OperationOutcome claims. */
    public static final String OUTCOME_PROFILE = BASE + "/StructureDefinition/hoibu-outcome";

    /** What every searchset Bundle claims. */
    public static final String ANSWER_PROFILE = BASE + "/StructureDefinition/hoibu-answer";

    private Systems() {}

    /** The profile of this project with that name, as {@code meta.profile} claims it. */
    public static String profile(String name) {
        return BASE + "/StructureDefinition/" + name;
    }
}
