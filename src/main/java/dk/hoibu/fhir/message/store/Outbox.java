package dk.hoibu.fhir.message.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is to go out, and what became of it. What was lent to a worker and not given back in time is lent to the next one. Safe for use by many
 * threads, and by several servers at once where the database is shared.
 *
 * <p>All methods throw {@link StoreUnavailable} when it cannot be read or written.
 */
public interface Outbox {

    /**
     * How things are lent.
     *
     * @param lease for how long
     * @param resends how often a message is sent again at most, when it is not acknowledged
     */
    record Terms(Duration lease, int resends) {}

    /**
     * What is to be done now.
     *
     * @param lent what is to be handed over
     * @param givenUp messages that nobody acknowledged, however often they were sent: they are dead from now on
     */
    record Work(List<Consignment> lent, List<UUID> givenUp) {

        public Work {
            lent = List.copyOf(lent);
            givenUp = List.copyOf(givenUp);
        }
    }

    /**
     * What an operator sees of something that is on its way, or was given up.
     *
     * @param queued when it was to go out first
     * @param due when something is done next; empty when nothing is
     * @param reason why it is where it is, without anything of what is in it; empty when all is well
     */
    record Entry(
            UUID id,
            Consignment.Kind kind,
            MessageKey key,
            String receiver,
            DeliveryState state,
            Instant queued,
            Optional<Instant> due,
            int attempts,
            int resends,
            String reason) {}

    /** How many things are in each state that somebody may have to look at, and how long the oldest is waiting to be handed over. */
    record Sum(Map<DeliveryState, Long> counts, Optional<Instant> oldest) {

        public Sum {
            counts = Map.copyOf(counts);
        }
    }

    /**
     * Lends what is due, the longest due first. A message whose acknowledgement is overdue gets a new Bundle.id before it is lent, or is given
     * up.
     */
    Work claim(String worker, Instant now, Terms terms, int count);

    /**
     * It was handed over.
     *
     * @param until when the acknowledgement must be there
     * @return whether it was still lent; if not, nothing is noted
     */
    boolean handedOver(Consignment consignment, Instant until);

    /** It could not be handed over and is tried again; answers whether it was still lent. */
    boolean failed(Consignment consignment, String reason, Instant next);

    /** Nothing more is done; answers whether it was still lent. */
    boolean end(Consignment consignment, DeliveryState state, String reason);

    /**
     * Keeps an acknowledgement that came, and notes what it says of the message it is about.
     *
     * @param resend when the message is sent again if it could not be taken for the time being
     */
    Reply.Effect acknowledged(Reply reply, Instant now, Instant resend);

    /**
     * Lays an acknowledgement in, or a receipt; or has it sent again if it was laid in already.
     *
     * @param acknowledgement with its body; its attempts, resends and lease say nothing
     */
    void lay(Consignment acknowledgement, Instant now);

    /** The state of each of those messages that are, or were, on their way out. */
    Map<UUID, DeliveryState> states(Set<UUID> ids);

    /** Those in one of the states, the oldest first, from after {@code after} on. */
    List<Entry> list(Set<DeliveryState> states, Optional<UUID> after, int count);

    /**
     * Has something sent again that nothing more was to be done about, from the beginning of what is tried, with a new Bundle.id.
     *
     * @return whether it is dead, refused or dropped; if not, nothing is done
     */
    boolean resend(UUID id, Instant now);

    /** Decides that nothing more is done about something dead or refused; answers whether it is one. */
    boolean drop(UUID id, String reason);

    Sum sum();

    /**
     * Keeps what differs between a message and the letter that it went out as, or came in as.
     *
     * @param letter what the message is called as a letter
     * @param report in JSON, without anything of what is in the message
     */
    void converted(UUID id, String letter, String report, Instant now);

    /** What was kept so last; empty when the message was never converted. */
    Optional<String> report(UUID id);
}
