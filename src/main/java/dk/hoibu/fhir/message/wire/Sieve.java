package dk.hoibu.fhir.message.wire;

/**
 * Takes the text of each {@code data} element (of FHIR's Attachment, Binary, Signature and SampledData) out of a message that goes by, and leaves a
 * short mark in its place. It understands as little of the format as that takes; whether the message is well formed is for the parser to say,
 * which reads what is left. For one message and one thread.
 */
interface Sieve {

    /** The next bytes of the message. */
    void take(byte[] bytes, int from, int to);
}
