package dk.hoibu.fhir.generate;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Chance that comes out the same for the same seed. Everything is drawn from {@link SplittableRandom#nextLong()} only, since the ways the
 * JDK makes other numbers of it have changed between releases.
 */
final class Randomness {

    private final SplittableRandom source;

    private Randomness(SplittableRandom source) {
        this.source = source;
    }

    static Randomness ofSeed(long seed) {
        return new Randomness(new SplittableRandom(seed));
    }

    /** A source of its own, so that what is drawn for one child does not change what the next one gets. */
    Randomness split() {
        return new Randomness(source.split());
    }

    /** From 0 up to, not including, {@code bound}. */
    int below(int bound) {
        return (int) ((source.nextLong() >>> 33) * bound >>> 31);
    }

    /** From {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** From 0 up to, not including, 1. */
    double fraction() {
        return (source.nextLong() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return fraction() < probability;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** A random (version 4) UUID. */
    UUID uuid() {
        long high = source.nextLong() & ~0xF000L | 0x4000L;
        long low = source.nextLong() >>> 2 | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
