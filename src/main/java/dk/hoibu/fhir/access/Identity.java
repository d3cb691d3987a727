package dk.hoibu.fhir.access;

import dk.hoibu.fhir.domain.PersonNumber;
import java.util.Optional;

/**
 * Who asks, as an issuer that we trust has vouched for.
 *
 * @param subject the user or system, unique within the issuer
 * @param clientId the application that asks
 * @param name the user's name; empty when the issuer does not tell
 * @param purpose why, as a code of v3-PurposeOfUse; empty when not told
 * @param treatmentRelation whether the issuer states that the user treats the child
 * @param scopes what the application may ask for
 * @param patientContext our opaque id of the one child the application was opened for; empty when it was opened for none
 * @param fhirUser the address of the user as a resource (SMART App Launch 2.2); empty when not told
 * @param launchId the record system's own id of the press of the button that opened the application; empty when not told
 * @param ownNumber the user's own number, to tell when they ask about themselves or their children; never logged, kept or told. Empty when
 *     the issuer does not tell
 */
public record Identity(
        String issuer,
        String subject,
        String clientId,
        Optional<String> name,
        Role role,
        Organisation organisation,
        Optional<String> purpose,
        boolean treatmentRelation,
        Scopes scopes,
        Optional<String> patientContext,
        Optional<String> fhirUser,
        Optional<String> launchId,
        Optional<PersonNumber> ownNumber) {

    public Identity {
        if (issuer.isBlank() || subject.isBlank() || clientId.isBlank()) {
            throw new IllegalArgumentException("an identity has an issuer, a subject and a client");
        }
    }
}
