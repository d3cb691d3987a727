package dk.hoibu.fhir.message.store;

/**
 * What a message is known by when it comes again (MedCom's governance 043).
 *
 * @param sender SOR id of who sent it: ids need be no UUIDs, so that two senders may both count from 1
 * @param headerId the id of its MessageHeader, which stays when it is sent again
 * @param bundleId the id of its Bundle, which is new each time it is sent; empty for a message without one
 */
public record MessageKey(String sender, String headerId, String bundleId) {}
