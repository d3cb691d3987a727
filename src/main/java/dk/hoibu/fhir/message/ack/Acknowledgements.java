package dk.hoibu.fhir.message.ack;

import dk.hoibu.fhir.message.ack.Answer.Acknowledged;
import dk.hoibu.fhir.message.ack.Answer.Unaddressed;
import dk.hoibu.fhir.message.rule.Finding;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * Builds the MedCom Acknowledgement 2.0 of a message that was received. Each is a new message with new ids; what was answered once must be
 * kept and sent again for a duplicate (MedCom's governance, 043), which is the caller's to do.
 */
public final class Acknowledgements {

    private final String base;

    /** @param base the URL that the {@code fullUrl}s of its resources begin with, without a slash at the end */
    public Acknowledgements(String base) {
        this.base = base;
    }

    /** The message is accepted ({@code ok}). */
    public Acknowledged ok(Received received, Stamp stamp) {
        return new Acknowledged(new Acknowledgement(base, received, stamp).build(ResponseType.OK, Optional.empty()));
    }

    /**
     * The message is accepted ({@code ok}), though it is urgent, which CareCommunication is not for.
     *
     * @param warning what the rule says
     * @param phone the receiver's telephone number; empty when it is not known
     */
    public Acknowledged ok(Received received, Finding warning, Optional<String> phone, Stamp stamp) {
        OperationOutcome outcome = Outcomes.urgent(warning, received.receiver(), phone);
        return new Acknowledged(
                new Acknowledgement(base, received, stamp).build(ResponseType.OK, Optional.of(outcome)));
    }

    /**
     * The message is refused ({@code fatal-error}): sending it again is of no use.
     *
     * @param received empty if nobody can be told by a message
     * @param errors why; not empty
     */
    public Answer fatal(Optional<Received> received, List<Finding> errors, Stamp stamp) {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("a message is refused for a reason");
        }
        return answer(received, ResponseType.FATALERROR, Outcomes.of(errors), stamp);
    }

    /**
     * The message could not be taken because of our own trouble ({@code transient-error}): it may be sent again.
     *
     * @param received empty if nobody can be told by a message
     */
    public Answer transientError(Optional<Received> received, Stamp stamp) {
        return answer(received, ResponseType.TRANSIENTERROR, Outcomes.outOfOperation(), stamp);
    }

    private Answer answer(Optional<Received> received, ResponseType type, OperationOutcome outcome, Stamp stamp) {
        if (received.isEmpty()) {
            return new Unaddressed(outcome);
        }
        return new Acknowledged(new Acknowledgement(base, received.get(), stamp).build(type, Optional.of(outcome)));
    }
}
