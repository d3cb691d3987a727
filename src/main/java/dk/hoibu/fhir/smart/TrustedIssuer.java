package dk.hoibu.fhir.smart;

/**
 * An issuer whose tokens count.
 *
 * @param name its {@code iss}, to the letter
 * @param keys where its public keys are, as agreed with it; never as a token says
 */
public record TrustedIssuer(String name, KeyLocation keys) {

    public TrustedIssuer {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an issuer has a name");
        }
    }
}
