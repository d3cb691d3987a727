package dk.hoibu.fhir.message.delivery;

import dk.hoibu.fhir.message.store.Reply.Effect;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What was done since the server started, counted. Safe for use by many threads. */
public final class DeliveryTally {

    private final Map<What, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<Effect, LongAdder> replies = new ConcurrentHashMap<>();
    private final AtomicLong stuck = new AtomicLong();

    /** What is counted. */
    public enum What {
        /** Handed over, messages sent again and acknowledgements included. */
        HANDED,
        /** Tried in vain. */
        FAILED,
        /** Messages sent again for want of an acknowledgement. */
        RESENT,
        /** Given up, by us or by the message service handler. */
        DEAD,
        /** Fetched from the inbox, kept and confirmed. */
        FETCHED,
        /** Fetched from the inbox, and of no use to anybody. */
        UNREADABLE
    }

    public void count(What what) {
        counts.computeIfAbsent(what, it -> new LongAdder()).increment();
    }

    /** An acknowledgement came. */
    public void reply(Effect effect) {
        replies.computeIfAbsent(effect, it -> new LongAdder()).increment();
    }

    public long of(What what) {
        return counts.computeIfAbsent(what, it -> new LongAdder()).sum();
    }

    public long of(Effect effect) {
        return replies.computeIfAbsent(effect, it -> new LongAdder()).sum();
    }

    /** How much in the inbox is left alone there, because it is of no use. */
    public long stuck() {
        return stuck.get();
    }

    void stuck(long count) {
        stuck.set(count);
    }
}
