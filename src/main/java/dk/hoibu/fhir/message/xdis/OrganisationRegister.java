package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.XdisLetter.Party;
import java.util.Optional;

/** Port to a register that knows the SOR id of those a letter names by location number or another number. */
@FunctionalInterface
public interface OrganisationRegister {

    /** The organisation that {@code party} is; empty when the register does not know it, or more than one that it may be. */
    Optional<Registered> find(Party party);

    /** One that knows nobody. */
    static OrganisationRegister empty() {
        return party -> Optional.empty();
    }

    /**
     * An organisation of the register.
     *
     * @param sor SOR id, digits
     * @param gln location number, thirteen digits with their check digit
     * @param name as the register has it
     * @param telephone as the register has it
     */
    record Registered(String sor, Optional<String> gln, Optional<String> name, Optional<String> telephone) {}
}
