package dk.hoibu.fhir.forward;

import java.util.concurrent.atomic.AtomicLong;

/** What a forwarder did since the server started, counted. Safe for use by many threads. */
public final class Tally {

    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong unwanted = new AtomicLong();
    private final AtomicLong erased = new AtomicLong();

    Tally() {}

    /** Entries that the destination took, each as often as it did. */
    public long delivered() {
        return delivered.get();
    }

    /** How often an entry that is held was given again. */
    public long retried() {
        return retried.get();
    }

    /** How often the destination was found down. */
    public long failed() {
        return failed.get();
    }

    /** Entries passed over that the destination is not given: no events, or left out. */
    public long unwanted() {
        return unwanted.get();
    }

    /** Entries passed over that were erased before they could be given. */
    public long erased() {
        return erased.get();
    }

    void countDelivered() {
        delivered.incrementAndGet();
    }

    void countRetried(int times) {
        retried.addAndGet(times);
    }

    void countFailed() {
        failed.incrementAndGet();
    }

    void countPassedOver(long unwantedOnes, long erasedOnes) {
        unwanted.addAndGet(unwantedOnes);
        erased.addAndGet(erasedOnes);
    }
}
