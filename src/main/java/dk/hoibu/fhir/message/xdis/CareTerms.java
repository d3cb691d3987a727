package dk.hoibu.fhir.message.xdis;

/** URLs of CareCommunication 5.0, of what it is built on, and of this project's numbers that no public register names. */
final class CareTerms {

    static final String CARE =
            "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-";
    static final String CORE = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-";
    static final String MESSAGING = "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-";
    static final String ACKNOWLEDGEMENT = "http://medcomfhir.dk/ig/acknowledgement/StructureDefinition/";
    static final String TERMS = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-";
    static final String EVENTS = TERMS + "messaging-eventCodes";
    static final String ACTIVITIES = TERMS + "messaging-activityCodes";
    static final String CATEGORIES = TERMS + "careCommunication-categoryCodes";
    static final String DESTINATION_USE = TERMS + "messaging-destinationUse";
    static final String ENCOUNTER_CLASS = TERMS + "core-encounter-act-codes";
    static final String ACKNOWLEDGEMENT_ERRORS = TERMS + "acknowledgement-error-codes";
    static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    static final String DEFINITION =
            "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition|5.0";
    static final String LPR3 = "https://www.esundhed.dk/Registre/Landspatientregisteret";
    static final String SOR_ENDPOINT = "https://sor2.sum.dsdn.dk/#id=";
    static final String GLN_ENDPOINT = "https://id.gs1.org/414/";

    static final String DATE_EXTENSION = CORE + "datetime-extension";
    static final String IDENTIFIER_EXTENSION = CORE + "identifier-extension";
    static final String AUTHOR_EXTENSION = CORE + "practitioner-extension";
    static final String CONTACT_EXTENSION = CORE + "contact-extension";

    /** A location number as a letter writes it, whether or not its check digit is right; MedCom's mapping calls it so. */
    static final String LOCATION_NUMBER = "urn:oid:1.3.88";

    private CareTerms() {}
}
