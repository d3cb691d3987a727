package dk.hoibu.fhir.validation;

import dk.hoibu.fhir.validation.Finding.Level;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Validates a share of what the server has answered, after it was sent, and counts how that went. One thread and a short
 * queue: what does not fit is dropped and counted, so that no answer waits for it. Counts and log lines hold types, profiles, rules and
 * element paths, never a value.
 */
public final class SamplingValidator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SamplingValidator.class);
    private static final int WAITING = 16;
    private static final int MOST_FINDINGS = 10;
    private static final int HEAD = 200;
    /** The type is at the beginning: HAPI writes it first. */
    private static final Pattern TYPE =
            Pattern.compile("\\A\\s*(?:\\{\\s*\"resourceType\"\\s*:\\s*\"|(?:<\\?[^>]*>\\s*)?<)([A-Za-z]{1,40})\\b");

    private final double share;
    private final RandomGenerator random;
    private final MeterRegistry registry;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), SamplingValidator::quietThread);
    private final Supplier<Function<String, Verdict>> made;

    /**
     * Starts nothing before the first body is taken.
     *
     * @param share of all bodies, from 0 to 1
     * @param random decides which; asked once for each body
     * @param validator makes the validator, which is costly: asked once, on the background thread
     */
    public SamplingValidator(
            double share,
            RandomGenerator random,
            MeterRegistry registry,
            Supplier<Function<String, Verdict>> validator) {
        this.share = share;
        this.random = random;
        this.registry = registry;
        this.made = new Once(validator);
    }

    /** Perhaps takes the body of a response that was sent. Returns at once. */
    public void offer(byte[] body) {
        synchronized (random) {
            if (random.nextDouble() >= share) {
                return;
            }
        }
        String type = type(body);
        try {
            thread.execute(() -> validate(type, body));
        } catch (RejectedExecutionException fullOrClosed) {
            count(type, "dropped");
        }
    }

    private void validate(String type, byte[] body) {
        try {
            Verdict verdict = made.get().apply(new String(body, StandardCharsets.UTF_8));
            if (!verdict.isValid()) {
                log(type, verdict.atLeast(Level.ERROR));
            }
            count(type, verdict.isValid() ? "valid" : "invalid");
        } catch (RuntimeException failure) {
            // its message may quote the body
            LOG.atError()
                    .addKeyValue("type", type)
                    .addKeyValue("failure", failure.getClass().getName())
                    .log("a response could not be validated");
            count(type, "dropped");
        }
    }

    private static void log(String type, List<Finding> errors) {
        LOG.atWarn()
                .addKeyValue("type", type)
                .addKeyValue("errors", errors.size())
                .addKeyValue(
                        "findings",
                        errors.stream()
                                .limit(MOST_FINDINGS)
                                .map(error -> error.path() + " " + error.id())
                                .toList())
                .log("a response is not valid");
    }

    private void count(String type, String outcome) {
        registry.counter("hoibu.validation", "type", type, "outcome", outcome).increment();
    }

    private static String type(byte[] body) {
        Matcher matcher = TYPE.matcher(new String(body, 0, Math.min(body.length, HEAD), StandardCharsets.UTF_8));
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    private static Thread quietThread(Runnable work) {
        Thread thread = new Thread(work, "validation");
        thread.setDaemon(true);
        return thread;
    }

    /** Lets go of all that waits; the one being validated is the last. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Makes it when it is first asked for; by one thread only. */
    private static final class Once implements Supplier<Function<String, Verdict>> {

        private Supplier<Function<String, Verdict>> from;

        Once(Supplier<Function<String, Verdict>> from) {
            this.from = from;
        }

        @Override
        public Function<String, Verdict> get() {
            Function<String, Verdict> value = from.get();
            from = () -> value;
            return value;
        }
    }
}
