package dk.hoibu.fhir.audit.proof;

import java.util.ArrayList;
import java.util.List;

/** Proofs about Merkle trees: made as RFC 6962, section 2.1.1 and 2.1.2, says, and held against roots as RFC 9162, section 2.1.3.2 and 2.1.4.2. */
public final class Proofs {

    /** Tells the root over a range of leaves. */
    @FunctionalInterface
    public interface Ranges {
        /** The root over the leaves from {@code from} to before {@code to}; there is one at least. */
        TreeHash root(long from, long to);
    }

    private Proofs() {}

    /** That leaf {@code index} is in the tree of {@code size} leaves. */
    public static List<TreeHash> inclusion(long index, long size, Ranges ranges) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("there is no such leaf in the tree");
        }
        List<TreeHash> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                path.add(0, ranges.root(middle, to));
                to = middle;
            } else {
                path.add(0, ranges.root(from, middle));
                from = middle;
            }
        }
        return path;
    }

    /** That the tree of {@code size} leaves begins with all of the tree of {@code old}; empty when either is nothing, or both are the same. */
    public static List<TreeHash> consistency(long old, long size, Ranges ranges) {
        if (old < 0 || old > size) {
            throw new IllegalArgumentException("a tree only grows");
        }
        List<TreeHash> path = new ArrayList<>();
        if (old == 0 || old == size) {
            return path;
        }
        long from = 0;
        long to = size;
        while (to != old) {
            long middle = from + split(to - from);
            if (old <= middle) {
                path.add(0, ranges.root(middle, to));
                to = middle;
            } else {
                path.add(0, ranges.root(from, middle));
                from = middle;
            }
        }
        if (from > 0) {
            path.add(0, ranges.root(from, to));
        }
        return path;
    }

    /** Whether {@code path} shows that {@code leaf} has place {@code index} in the tree of {@code size} leaves with {@code root}. */
    public static boolean includes(TreeHash root, long size, long index, TreeHash leaf, List<TreeHash> path) {
        if (index < 0 || index >= size) {
            return false;
        }
        long place = index;
        long last = size - 1;
        TreeHash reached = leaf;
        for (TreeHash step : path) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                reached = TreeHash.ofNode(step, reached);
                int skipped = place == 0 ? 0 : Long.numberOfTrailingZeros(place);
                place >>>= skipped;
                last >>>= skipped;
            } else {
                reached = TreeHash.ofNode(reached, step);
            }
            place >>>= 1;
            last >>>= 1;
        }
        return last == 0 && reached.equals(root);
    }

    /** Whether {@code path} shows that the tree of {@code size} leaves with {@code root} begins with that of {@code old} with {@code oldRoot}. */
    public static boolean continues(long old, TreeHash oldRoot, long size, TreeHash root, List<TreeHash> path) {
        if (old < 0 || old > size) {
            return false;
        }
        if (old == 0) {
            return path.isEmpty() && oldRoot.equals(TreeHash.ofNothing());
        }
        if (old == size) {
            return path.isEmpty() && oldRoot.equals(root);
        }
        List<TreeHash> steps = new ArrayList<>(path);
        if (Long.bitCount(old) == 1) {
            steps.add(0, oldRoot);
        }
        return !steps.isEmpty() && climbs(old, oldRoot, size, root, steps);
    }

    private static boolean climbs(long old, TreeHash oldRoot, long size, TreeHash root, List<TreeHash> steps) {
        int skipped = Long.numberOfTrailingZeros(old);
        long place = old - 1 >>> skipped;
        long last = size - 1 >>> skipped;
        TreeHash before = steps.get(0);
        TreeHash now = steps.get(0);
        for (TreeHash step : steps.subList(1, steps.size())) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                before = TreeHash.ofNode(step, before);
                now = TreeHash.ofNode(step, now);
                int up = place == 0 ? 0 : Long.numberOfTrailingZeros(place);
                place >>>= up;
                last >>>= up;
            } else {
                now = TreeHash.ofNode(now, step);
            }
            place >>>= 1;
            last >>>= 1;
        }
        return last == 0 && before.equals(oldRoot) && now.equals(root);
    }

    /** The largest power of two below {@code width}, which is two at least. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }
}
