package dk.hoibu.fhir.message.xdis;

import org.hl7.fhir.r4.model.Bundle;

/** Port of the delivery path to those who still write letters: from their format to the message's, and back. */
public interface LetterConversion {

    /**
     * A letter as a CareCommunication 5.0 message.
     *
     * @throws ConversionRefused naming the element without which no message can be
     */
    Converted<Bundle> toMessage(XdisLetter letter);

    /**
     * A CareCommunication message as a letter.
     *
     * @throws ConversionRefused naming the element without which no letter can be
     */
    Converted<XdisLetter> toLetter(Bundle message, Edition edition);
}
