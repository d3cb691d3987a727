package dk.hoibu.fhir.message.wire;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much may be understood at once, so that memory does not grow with how many messages come. Ordinary ones share a number of bytes; one
 * that is long without its attachments takes a place of which there are few. Who finds none waits for a while. Safe for use by many threads.
 */
public final class Room {

    /** From here on a message is long. One of MedCom's examples has 20 KB or 50. */
    static final int ORDINARY = 128 << 10;

    /** What a long message may take when it is read: parts as small as they can be, twenty times its bytes and more. */
    private static final long MEMORY_OF_LONG = 384L << 20;

    private static final long SHARE = 128;
    private static final int LEAST = 16 << 10;

    private final Semaphore longOnes;
    private final Semaphore bytes;
    private final long patience;

    /**
     * @param memory the most that this program may use, in bytes
     * @param patience how long to wait for room
     */
    public Room(long memory, Duration patience) {
        this.longOnes = new Semaphore((int) Math.max(1, memory / MEMORY_OF_LONG), true);
        this.bytes = new Semaphore((int) Math.min(Math.max(memory / SHARE, ORDINARY), Integer.MAX_VALUE), true);
        this.patience = patience.toNanos();
    }

    /** Room for a long message; to be given back. */
    Place ofLong() {
        return place(longOnes, 1);
    }

    /** Room for an ordinary message of that many bytes; to be given back. */
    Place of(int size) {
        return place(bytes, Math.min(Math.max(size, LEAST), ORDINARY));
    }

    private Place place(Semaphore semaphore, int permits) {
        try {
            if (semaphore.tryAcquire(permits, patience, TimeUnit.NANOSECONDS)) {
                return () -> semaphore.release(permits);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new NoRoom("too many messages at once");
    }

    /** What was taken. */
    @FunctionalInterface
    interface Place {
        void giveBack();
    }
}
