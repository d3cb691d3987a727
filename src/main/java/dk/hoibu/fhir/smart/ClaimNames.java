package dk.hoibu.fhir.smart;

import java.util.List;

/**
 * What an issuer calls the things we need to know; issuers differ.
 *
 * @param client the application; the first that a token has
 * @param organisation {@code sor:} or {@code cvr:} and the number
 * @param role one of the codes of {@link dk.hoibu.fhir.access.Role}
 * @param ownNumber the user's CPR number
 */
public record ClaimNames(
        List<String> client,
        String scope,
        String patient,
        String name,
        String role,
        String organisation,
        String purpose,
        String treatmentRelation,
        String fhirUser,
        String launch,
        String ownNumber) {

    public ClaimNames {
        client = List.copyOf(client);
        if (client.isEmpty()) {
            throw new IllegalArgumentException("a claim must tell the client");
        }
    }

    /** Those of RFC 9068 and SMART, and of our own where these have none. */
    public static ClaimNames standard() {
        return new ClaimNames(
                List.of("client_id", "azp"),
                "scope",
                "patient",
                "name",
                "role",
                "organisation",
                "purpose_of_use",
                "treatment_relation",
                "fhirUser",
                "launch_correlation",
                "cpr");
    }
}
