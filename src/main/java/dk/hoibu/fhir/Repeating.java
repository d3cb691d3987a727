package dk.hoibu.fhir;

import dk.hoibu.fhir.message.store.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a thread of its own, with a pause when there was nothing to do or it failed. */
final class Repeating implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);

    private final BooleanSupplier work;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;

    /** @param work answers whether there may be more to do at once */
    Repeating(String name, BooleanSupplier work, Duration pause) {
        this.work = work;
        this.pause = pause;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            boolean more = false;
            while (!closing.await(more ? 0 : pause.toMillis(), TimeUnit.MILLISECONDS)) {
                more = once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean once() {
        try {
            boolean more = work.getAsBoolean();
            failing = false;
            return more;
        } catch (RuntimeException failure) {
            if (!failing) {
                // it is tried again; a thread that ends would not
                LOG.atWarn()
                        .addKeyValue("thread", thread.getName())
                        .addKeyValue(
                                "reason",
                                failure instanceof StoreUnavailable
                                        ? failure.getMessage()
                                        : failure.getClass().getName())
                        .log("messages are not delivered for the time being");
            }
            failing = true;
            return false;
        }
    }

    /** Stops, at the latest when a few seconds are over. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
