package dk.hoibu.fhir.launch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps launches between the record system's button and the application's first question. A handle is good for a minute and for one
 * attempt: who comes with it takes the launch away, also when it was not meant for them. Safe for use by many threads.
 */
public final class LaunchDesk {

    /** How long a handle is good for. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    /** More launches than this are not kept: some make room. */
    static final int MOST = 20_000;

    /** How long it is remembered what became of a handle, for the log alone. */
    private static final Duration MEMORY = Duration.ofMinutes(5);

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Logger LOG = LoggerFactory.getLogger(LaunchDesk.class);

    private sealed interface Place {}

    private record Waiting(Launch launch, Instant until) implements Place {}

    /** Somebody came with the handle. */
    private enum Taken implements Place {
        TAKEN
    }

    private final Cache<String, Place> places =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY).build();
    private final Clock clock;
    private final SecureRandom random;

    public LaunchDesk(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** A handle for {@code launch}, of 256 random bits in letters that need no escaping in an address. It tells nothing of the launch. */
    public String handOut(Launch launch) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        places.put(handle, new Waiting(launch, clock.instant().plus(LIFETIME)));
        LOG.atInfo()
                .addKeyValue("client", launch.opener().client())
                .addKeyValue("correlation", launch.correlation().orElse(""))
                .log("a launch was prepared");
        return handle;
    }

    /**
     * The launch of that handle, for {@code client}, which somebody uses who has yet to sign in: whether they are whom the launch is for
     * is then for the caller to ask ({@link Launch#opener()}). Empty for any reason there may be; the log alone tells which.
     */
    public Optional<Launch> redeem(String handle, String client) {
        return redeem(handle, launch -> launch.opener().client().equals(client));
    }

    /** The launch of that handle, when it is for {@code opener}. Empty for any reason there may be; the log alone tells which. */
    public Optional<Launch> redeem(String handle, Opener opener) {
        return redeem(handle, launch -> launch.opener().equals(opener));
    }

    private Optional<Launch> redeem(String handle, Predicate<Launch> meant) {
        // of two who come at once, one gets what was there
        Place place = FORM.matcher(handle).matches() ? places.asMap().replace(handle, Taken.TAKEN) : null;
        if (place == null) {
            return refused("unknown");
        }
        if (!(place instanceof Waiting waiting)) {
            return refused("replayed");
        }
        if (!clock.instant().isBefore(waiting.until())) {
            return refused("expired");
        }
        return meant.test(waiting.launch()) ? Optional.of(waiting.launch()) : refused("foreign");
    }

    /** Makes room now for what came beyond {@link #MOST}, which else happens a little later. */
    void settle() {
        places.cleanUp();
    }

    private static Optional<Launch> refused(String reason) {
        LOG.atWarn().addKeyValue("reason", reason).log("a launch handle was refused");
        return Optional.empty();
    }
}
