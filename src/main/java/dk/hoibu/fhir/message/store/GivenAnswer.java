package dk.hoibu.fhir.message.store;

/**
 * An acknowledgement as it was given, to be given again.
 *
 * @param ok whether it accepts the message
 * @param mediaType how it is written
 */
@SuppressWarnings("ArrayRecordComponent")
public record GivenAnswer(boolean ok, String mediaType, byte[] bytes) {}
