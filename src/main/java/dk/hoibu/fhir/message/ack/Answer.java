package dk.hoibu.fhir.message.ack;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;

/** What is answered to a message. */
public sealed interface Answer {

    /**
     * A MedCom Acknowledgement.
     *
     * @param message a Bundle that is valid, whatever the received message was
     */
    record Acknowledged(Bundle message) implements Answer {}

    /**
     * The message does not say who would have to be told: whoever sent the request is told with a status of 4xx, or 5xx when the fault is
     * ours.
     *
     * @param outcome what is wrong, as FHIR's REST API says it
     */
    record Unaddressed(OperationOutcome outcome) implements Answer {}
}
