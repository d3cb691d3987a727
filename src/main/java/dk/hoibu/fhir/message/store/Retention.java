package dk.hoibu.fhir.message.store;

import java.time.Instant;
import java.util.UUID;

/**
 * Deletes for good what was kept long enough, a little at a time, so that nobody who wants to write waits long. Several servers may do it at
 * once. All methods throw {@link StoreUnavailable} when it cannot be done now.
 */
public interface Retention {

    /**
     * What one step deleted.
     *
     * @param messages how many
     * @param unread how many of them no receiver had marked as read
     */
    record Deleted(int messages, int unread) {}

    /**
     * Deletes messages of threads of which none came at {@code before} or later, with who read them; never one that is still on its way
     * out. Their bytes are left to {@link #sweep}, and the answers to {@link #forgetAnswers}.
     *
     * @param most how many at most
     */
    Deleted forget(Instant before, int most);

    /**
     * Deletes answers given before {@code before} to messages that are not here any more: whoever sends such a message again sends a new one.
     *
     * @param most how many at most
     * @return how many
     */
    int forgetAnswers(Instant before, int most);

    /**
     * Deletes pieces of messages that are not here, whether they were deleted or never came to their end, and whose ids come before
     * {@code id}, which begins with the time as all of them do.
     *
     * @param most how many at most
     * @return how many
     */
    int sweep(UUID id, int most);

    /** How many messages their receivers have not marked as read. */
    long unread();
}
