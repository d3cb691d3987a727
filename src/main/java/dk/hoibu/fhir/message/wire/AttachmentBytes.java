package dk.hoibu.fhir.message.wire;

/**
 * What is known of the bytes of an attachment without keeping them.
 *
 * @param size how many bytes
 * @param sha256 their SHA-256
 * @param beginning the first {@value Probe#BEGINNING} of them, or all if there are fewer
 * @param damaged whether they were not written as base64 (RFC 4648, section 4; white space allowed): the rest is then of no use
 */
@SuppressWarnings("ArrayRecordComponent")
public record AttachmentBytes(long size, byte[] sha256, byte[] beginning, boolean damaged) {}
