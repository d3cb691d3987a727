package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.message.wire.MessageFormat;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a message was handed in.
 *
 * @param requester by whom
 * @param for_ whether they may hand in messages of the organisation with that SOR id
 * @param handedOver whether a message service handler brings it, so that it must be for a mailbox here
 * @param contentType its media type, as it came
 * @param answerIn how the answer is to be written; empty for as the message is
 */
public record Sending(
        Requester requester,
        Predicate<String> for_,
        boolean handedOver,
        String contentType,
        Optional<MessageFormat> answerIn) {}
