package dk.hoibu.fhir.message.delivery;

import dk.hoibu.fhir.message.store.MessageFacts.Address;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What stands on an envelope.
 *
 * @param standard what kind of thing is in it
 * @param version of that kind, such as {@code 5.0}
 * @param variant of that kind, which is counted by: a message's category, an acknowledgement's verdict; empty for a letter
 * @param mediaType of what is in it
 * @param headerId MessageHeader.id
 * @param bundleId Bundle.id
 * @param created when what is in it was sent
 * @param patient the number of the person it is about; empty for what is about nobody, or somebody without one
 */
public record Label(
        Standard standard,
        String version,
        String variant,
        String mediaType,
        Address sender,
        Address receiver,
        String headerId,
        String bundleId,
        OffsetDateTime created,
        Optional<String> patient) {

    /** What is sent. */
    public enum Standard {
        /** MedCom's CareCommunication. */
        CARE_COMMUNICATION("care-communication-message", "FDIS91"),
        /** MedCom's Acknowledgement. */
        ACKNOWLEDGEMENT("acknowledgement-message", "FCTL"),
        /** The old letter in OIOXML. */
        LETTER("XDIS91", "XDIS91"),
        /** The positive receipt of an old letter. */
        POSITIVE_RECEIPT("XCTL03", "XCTL03"),
        /** The negative receipt of an old letter. */
        NEGATIVE_RECEIPT("XCTL02", "XCTL02");

        private final String event;
        private final String type;

        Standard(String event, String type) {
            this.event = event;
            this.type = type;
        }

        /** The code of its MessageHeader.event, where it has one. */
        public String event() {
            return event;
        }

        /** Its number in MedCom's catalogue of standards. */
        public String type() {
            return type;
        }

        /** Whether it is FHIR, and not OIOXML. */
        public boolean isFhir() {
            return this == CARE_COMMUNICATION || this == ACKNOWLEDGEMENT;
        }
    }
}
