package dk.hoibu.fhir.message.build;

/** URLs of CareCommunication 5.0 and of what it is built on. */
final class Terms {

    static final String CARE =
            "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-";
    static final String CORE = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-";
    static final String MESSAGING = "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-";
    static final String DEFINITION =
            "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition|5.0";

    static final String DATE = CORE + "datetime-extension";
    static final String IDENTIFIER = CORE + "identifier-extension";
    static final String AUTHOR = CORE + "practitioner-extension";
    static final String CONTACT = CORE + "contact-extension";
    static final String SENDER = CORE + "sender-extension";

    private static final String CODES = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-";

    static final String EVENTS = CODES + "messaging-eventCodes";
    static final String USES = CODES + "messaging-destinationUse";
    static final String ACTIVITIES = CODES + "messaging-activityCodes";
    static final String CATEGORIES = CODES + "careCommunication-categoryCodes";
    static final String STAYS = CODES + "core-encounter-act-codes";

    private Terms() {}
}
