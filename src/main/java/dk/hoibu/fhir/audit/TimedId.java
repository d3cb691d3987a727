package dk.hoibu.fhir.audit;

import java.time.Instant;
import java.util.UUID;

/** Ids of events and requests, which the trail is searched by. */
public final class TimedId {

    private static final long VERSION_7 = 7L << 12;
    private static final long RANDOM_BITS = 0xfff;

    private TimedId() {}

    /**
     * A new one: a UUID of version 7 (RFC 9562, section 5.7), which begins with the time. Ids that come one after another lie beside each other
     * in an index, which is then written in one place and not all over.
     */
    public static UUID at(Instant when) {
        UUID random = UUID.randomUUID();
        long time = when.toEpochMilli() << 16;
        return new UUID(
                time | VERSION_7 | random.getMostSignificantBits() & RANDOM_BITS, random.getLeastSignificantBits());
    }
}
