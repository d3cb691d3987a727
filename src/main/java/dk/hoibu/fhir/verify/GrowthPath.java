package dk.hoibu.fhir.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers, as the leaves of a log pass by in order, what proves that the log of so many entries begins with that of fewer (RFC 6962, section
 * 2.1.2).
 */
final class GrowthPath {

    private record Range(long from, long to, Tree tree) {}

    private final long old;
    private final long size;
    private final List<Range> ranges = new ArrayList<>();
    private final Tree all = new Tree();
    private byte[] oldRoot = new byte[0];
    private byte[] root = new byte[0];

    /** @param old from 1 to {@code size} */
    GrowthPath(long old, long size) {
        this.old = old;
        this.size = size;
        long from = 0;
        long to = size;
        boolean known = true;
        while (old < to) {
            long middle = from + Long.highestOneBit(to - from - 1);
            boolean left = old <= middle;
            ranges.add(0, left ? range(middle, to) : range(from, middle));
            known &= left;
            from = left ? from : middle;
            to = left ? middle : to;
        }
        if (!known) {
            ranges.add(0, range(from, to));
        }
    }

    private static Range range(long from, long to) {
        return new Range(from, to, new Tree());
    }

    void pass(long sequence, byte[] leaf) {
        if (sequence >= size) {
            return;
        }
        all.add(leaf);
        if (all.size() == old) {
            oldRoot = all.root();
        }
        if (all.size() == size) {
            root = all.root();
        }
        for (Range range : ranges) {
            if (sequence >= range.from() && sequence < range.to()) {
                range.tree().add(leaf);
            }
        }
    }

    /** Whether all leaves have passed by, and the steps lead to both roots. */
    boolean isProved() {
        return all.size() == size && Tree.grew(old, size, oldRoot, root, steps());
    }

    List<byte[]> steps() {
        return ranges.stream().map(range -> range.tree().root()).toList();
    }

    long old() {
        return old;
    }

    long size() {
        return size;
    }

    byte[] oldRoot() {
        return oldRoot;
    }

    byte[] root() {
        return root;
    }
}
