package dk.hoibu.fhir.message.store;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A message that came, with the verdict on it, before it is known whether it had come already.
 *
 * @param id what it is to be called here
 * @param accepted what it is found by; empty when it is refused: then only its key is kept, and the answer
 * @param answer what is to be answered if it is new
 * @param reused makes the refusal if its Bundle.id is already another message's
 */
public record Arrival(
        UUID id, MessageKey key, Optional<MessageFacts> accepted, GivenAnswer answer, Supplier<GivenAnswer> reused) {}
