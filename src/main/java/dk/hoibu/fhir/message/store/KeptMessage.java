package dk.hoibu.fhir.message.store;

import java.util.UUID;

/**
 * A message that was accepted.
 *
 * @param size in bytes
 */
public record KeptMessage(UUID id, MessageKey key, MessageFacts facts, long size) {}
