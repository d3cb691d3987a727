package dk.hoibu.fhir.message.view;

import dk.hoibu.fhir.fhir.Systems;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;

/**
 * An organisation that has a part in a thread.
 *
 * @param sor its SOR id; empty when that is not told
 * @param name as the message has it
 */
record Party(String sor, Optional<String> name) {

    static final Party UNKNOWN = new Party("", Optional.empty());

    static Party of(Organization organization) {
        String sor = organization.getIdentifier().stream()
                .filter(one -> Systems.SOR.equals(one.getSystem()) && one.hasValue())
                .map(Identifier::getValue)
                .findFirst()
                .orElse("");
        return new Party(sor, organization.hasName() ? Optional.of(organization.getName()) : Optional.empty());
    }
}
