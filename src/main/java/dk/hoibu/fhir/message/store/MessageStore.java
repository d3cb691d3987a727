package dk.hoibu.fhir.message.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where messages are kept. Safe for use by many threads, and by several servers at once where the database is shared. */
public interface MessageStore extends AutoCloseable {

    /** A place for the bytes of the message {@code id}, as they come. */
    Draft draft(UUID id);

    /**
     * Keeps the message durably with its answer, or finds the answer that was given to it already. Of two that come at once one is new. A new
     * one whose receiver's mailbox is elsewhere is laid in the outbox in the same transaction.
     *
     * @param draft its bytes; kept if it is accepted and new
     * @param skeleton the message without its attachments' bytes, if it has any
     * @throws StoreUnavailable when that is not done in the time allowed
     */
    Decision keep(Arrival arrival, Draft draft, Optional<byte[]> skeleton);

    /**
     * Keeps a message that goes out from here durably and, in the same transaction, lays it in the outbox. If its receiver's mailbox is
     * here it is delivered with that.
     *
     * @param draft its bytes
     * @param skeleton the message without its attachments' bytes, if it has any
     * @throws StoreUnavailable when that is not done in the time allowed
     */
    void dispatch(UUID id, MessageKey key, MessageFacts facts, Draft draft, Optional<byte[]> skeleton);

    /** What is to go out, and what became of it. */
    Outbox outbox();

    /** A page of messages, newest first. */
    List<KeptMessage> page(MessageQuery query);

    /**
     * Notes durably whether the organisation has read the message; nothing when that was noted already.
     *
     * @param organisation SOR id
     */
    void mark(UUID id, String organisation, boolean read);

    /** Those of {@code ids} that the organisation has read. */
    Set<UUID> readBy(String organisation, Set<UUID> ids);

    /**
     * The message without its attachments' bytes.
     *
     * @throws StoreUnavailable also when there is no such message any more
     */
    byte[] skeleton(UUID id);

    /** Writes the message as it came, byte for byte, in little memory. */
    void copy(UUID id, OutputStream out) throws IOException;

    /** Makes something small durable: a question for readiness, not for every request. */
    boolean isWritable();

    @Override
    void close();
}
