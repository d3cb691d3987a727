package dk.hoibu.fhir.message.build;

import java.util.Optional;

/** What is known of whoever sends, where their draft does not say it. */
public record Signer(Optional<PersonName> name, Optional<Role> role, Optional<String> phone) {}
