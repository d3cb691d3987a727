package dk.hoibu.fhir.message.rule;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The extensions that are known in a message, by their URL. */
final class Extensions {

    static final String USE =
            "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-destinationUseExtension";
    static final String DATE = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-datetime-extension";
    static final String IDENTIFIER =
            "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-identifier-extension";
    static final String AUTHOR = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-practitioner-extension";
    static final String CONTACT = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-contact-extension";
    static final String SENDER = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-sender-extension";
    static final String HL7 = "http://hl7.org/fhir/StructureDefinition/";

    private static final Map<String, String> PROFILES = Map.of(
            USE, "use-extension",
            DATE, "date-extension",
            IDENTIFIER, "identifier-extension",
            AUTHOR, "author-extension",
            CONTACT, "contact-extension",
            SENDER, "sender-extension");

    /** dk-core's, which are of addresses. */
    private static final Set<String> OF_ADDRESSES = Set.of(
            "http://hl7.dk/fhir/core/StructureDefinition/dk-core-municipalityCodes",
            "http://hl7.dk/fhir/core/StructureDefinition/dk-core-RegionalSubDivisionCodes");

    private Extensions() {}

    /** What rules one of that URL has to keep; null if there are none. */
    static @Nullable String profile(String url) {
        return PROFILES.get(url);
    }

    static boolean ofAddress(String url) {
        return OF_ADDRESSES.contains(url);
    }
}
