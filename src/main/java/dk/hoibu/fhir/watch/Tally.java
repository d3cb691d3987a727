package dk.hoibu.fhir.watch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether somebody has done enough different things of late. Of each it remembers no more things than are enough, and nobody who did nothing
 * for as long as the window is. For one thread at a time.
 */
final class Tally {

    /** Whoever was heard of least is forgotten first. */
    private static final int REMEMBERED = 10_000;

    private final int enough;
    private final Duration window;
    private final Cache<String, LinkedHashMap<String, Instant>> latest;

    /** {@code enough} is how many; of 0 there is never enough. */
    Tally(int enough, Duration window, Clock clock) {
        this.enough = enough;
        this.window = window;
        this.latest = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(window)
                .ticker(() -> clock.millis() * 1_000_000L)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Notes that {@code who} did {@code what} now.
     *
     * @return whether, with it, they did enough different things in the window that ends {@code now}
     */
    boolean isEnough(String who, String what, Instant now) {
        if (enough == 0) {
            return false;
        }
        Map<String, Instant> things = latest.get(who, key -> new LinkedHashMap<>());
        // at the end, also when it was there
        things.remove(what);
        things.put(what, now);
        if (things.size() > enough) {
            things.remove(things.keySet().iterator().next());
        }
        Instant oldest = things.values().iterator().next();
        return things.size() == enough && oldest.isAfter(now.minus(window));
    }

    Duration window() {
        return window;
    }

    int enough() {
        return enough;
    }
}
