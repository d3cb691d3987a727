package dk.hoibu.fhir.message.build;

/**
 * Who wrote what a message adds, as it is signed.
 *
 * @param phone where they are called: digits, with {@code +} before a country code
 */
public record Author(PersonName name, Role role, String phone) {}
