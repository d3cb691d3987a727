package dk.hoibu.fhir.verify;

import java.util.ArrayList;
import java.util.List;

/** Gathers, as the leaves of a log pass by in order, what proves that one of them is in the tree of so many (RFC 6962, section 2.1.1). */
final class InclusionPath {

    private record Range(long from, long to, Tree tree) {}

    private final long index;
    private final long size;
    private final List<Range> ranges = new ArrayList<>();
    private byte[] leaf = new byte[0];

    InclusionPath(long index, long size) {
        this.index = index;
        this.size = size;
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + Long.highestOneBit(to - from - 1);
            boolean left = index < middle;
            ranges.add(0, left ? new Range(middle, to, new Tree()) : new Range(from, middle, new Tree()));
            from = left ? from : middle;
            to = left ? middle : to;
        }
    }

    void pass(long sequence, byte[] passing) {
        if (sequence == index) {
            leaf = passing;
        }
        for (Range range : ranges) {
            if (sequence >= range.from() && sequence < range.to()) {
                range.tree().add(passing);
            }
        }
    }

    /** Empty until all of the tree's leaves have passed by. */
    List<byte[]> steps() {
        boolean whole = ranges.stream().allMatch(range -> range.tree().size() == range.to() - range.from());
        return whole ? ranges.stream().map(range -> range.tree().root()).toList() : List.of();
    }

    /** Whether the steps lead to {@code root}, by going up them anew. */
    boolean leadsTo(byte[] root) {
        return leaf.length == 32 && Tree.same(new Tree().rootBy(leaf, index, size, steps()), root);
    }

    byte[] leaf() {
        return leaf;
    }

    long index() {
        return index;
    }

    long size() {
        return size;
    }
}
