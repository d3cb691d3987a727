package dk.hoibu.fhir.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** Something done again and again while the server runs; it must be short. */
final class Recurring extends AbstractLifeCycle {

    private final Scheduler scheduler;
    private final Duration interval;
    private final Runnable task;

    Recurring(Scheduler scheduler, Duration interval, Runnable task) {
        this.scheduler = scheduler;
        this.interval = interval;
        this.task = task;
    }

    @Override
    protected void doStart() {
        next();
    }

    private void next() {
        scheduler.schedule(this::run, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        if (isStarting() || isStarted()) {
            try {
                task.run();
            } finally {
                next();
            }
        }
    }
}
