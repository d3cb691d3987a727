package dk.hoibu.fhir.message.build;

import dk.hoibu.fhir.message.rule.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What a client's draft says.
 *
 * @param message empty when something is wrong with it
 * @param receiver the organisation it is for; empty when the draft does not say
 * @param sender the organisation it is from; empty when the draft does not say
 * @param subject whom it is about; empty when the draft does not say
 * @param key the client's own identifier of the draft; empty when it has none
 * @param faults what is wrong, with where in the draft
 */
public record ReadDraft(
        Optional<DraftMessage> message,
        Optional<Organisation> receiver,
        Optional<Organisation> sender,
        Optional<Citizen> subject,
        Optional<String> key,
        List<Finding> faults) {

    public ReadDraft {
        faults = List.copyOf(faults);
    }

    /**
     * An organisation as a client names it: one of both is there.
     *
     * @param sor its SOR id
     * @param id what it is called as a resource here
     */
    public record Organisation(Optional<String> sor, Optional<String> id) {}

    /**
     * A person as a client names them.
     *
     * @param id what they are called as a resource here; empty when named by numbers
     * @param name empty when the draft does not say
     */
    public record Citizen(Optional<String> id, List<Subject.Numbered> numbers, Optional<PersonName> name) {

        public Citizen {
            numbers = List.copyOf(numbers);
        }
    }
}
