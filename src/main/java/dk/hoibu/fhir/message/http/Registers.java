package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.message.ack.Party;
import dk.hoibu.fhir.message.build.PersonName;
import dk.hoibu.fhir.message.build.ReadDraft;
import java.util.Optional;

/** Knows what a draft leaves out: by which numbers organisations send and receive messages, and what people are called. */
public interface Registers {

    /** What is known of an organisation. */
    sealed interface Found {}

    /**
     * It sends and receives messages by these numbers.
     *
     * @param party the unit that has both numbers: the organisation itself, or else the nearest above it
     * @param within the organisation's own name, when it is below the one with the numbers
     * @param phone where it is called; empty when the register does not tell
     */
    record Reachable(Party party, Optional<String> within, Optional<String> phone) implements Found {}

    /** Why it sends and receives none. */
    enum Missing implements Found {
        /** No register has it, or it is closed, or nothing from it upwards has both numbers. */
        UNKNOWN,
        /** The register does not answer. */
        NOT_NOW
    }

    Found organisation(Requester requester, ReadDraft.Organisation named);

    /** The person's name; empty when nobody knows it, or it is not told to whoever asks. */
    Optional<PersonName> name(Requester requester, PersonNumber number);

    /** The person that a resource here is about; empty when there is none. */
    Optional<PersonNumber> number(String patientId);
}
