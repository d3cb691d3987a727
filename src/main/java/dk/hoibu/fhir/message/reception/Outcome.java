package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.message.wire.MessageFormat;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome;

/** What came of a message. */
public sealed interface Outcome {

    /** What is to be written down of it. */
    Traces traces();

    /**
     * It is answered with an acknowledgement, whose verdict is in it.
     *
     * @param isNew whether it was accepted and had not come before
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Acknowledged(byte[] body, MessageFormat format, boolean isNew, Traces traces) implements Outcome {}

    /** It does not say who is to be told: whoever handed it in is. */
    record Unacknowledged(Fault fault, OperationOutcome outcome, Traces traces) implements Outcome {}

    /** It is an acknowledgement itself: it was taken note of, and whoever handed it in is told so. */
    record Noted(OperationOutcome outcome, Traces traces) implements Outcome {}

    /** Why there is no acknowledgement. */
    enum Fault {
        /** It cannot be read at all. */
        UNREADABLE,
        /** It can be read, and is wrong. */
        WRONG,
        /** Longer than is taken. */
        TOO_LONG,
        /** Our own trouble. */
        OURS
    }

    /**
     * Who and what the message was about, as far as could be read.
     *
     * @param id what it is called here; empty when it was not kept
     * @param headerId the id of its MessageHeader; empty when there is none that may be written down
     * @param event how it was decided, a word for logs
     */
    record Traces(Optional<UUID> id, Optional<String> headerId, Optional<PersonNumber> person, String event) {}
}
