package dk.hoibu.fhir.message.store;

import java.util.UUID;

/**
 * What came of a message.
 *
 * @param id what the message is called here that the answer is about: the first one, when it had come already
 * @param answer what is to be answered
 */
public record Decision(Kind kind, UUID id, GivenAnswer answer) {

    /** Whether it had come already (MedCom's governance 043). */
    public enum Kind {
        /** Both ids are new. */
        NEW,
        /** Both have come before. */
        REPEATED,
        /** Sent again by its sender, with a new Bundle.id. */
        RESENT,
        /** A new message that has another's Bundle.id: it is refused. */
        BUNDLE_ID_REUSED
    }
}
