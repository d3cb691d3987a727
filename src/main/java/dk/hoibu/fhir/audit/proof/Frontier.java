package dk.hoibu.fhir.audit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that must be remembered of the leaves so far to tell the root of the tree and to go on: the roots of the full subtrees that they
 * divide into, largest first; one for each bit that is set in their number. Not safe for use by many threads.
 */
public final class Frontier {

    private final List<TreeHash> roots;
    private long size;

    public Frontier() {
        this(0, List.of());
    }

    private Frontier(long size, List<TreeHash> roots) {
        this.size = size;
        this.roots = new ArrayList<>(roots);
    }

    public void append(TreeHash leaf) {
        TreeHash root = leaf;
        for (long full = size; (full & 1) == 1; full >>>= 1) {
            root = TreeHash.ofNode(roots.remove(roots.size() - 1), root);
        }
        roots.add(root);
        size++;
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** The root of the tree over the leaves so far. */
    public TreeHash root() {
        if (roots.isEmpty()) {
            return TreeHash.ofNothing();
        }
        TreeHash root = roots.get(roots.size() - 1);
        for (int i = roots.size() - 2; i >= 0; i--) {
            root = TreeHash.ofNode(roots.get(i), root);
        }
        return root;
    }

    /** As it is now, whatever is appended to this one later. */
    public Frontier copy() {
        return new Frontier(size, roots);
    }

    /** The root over the leaves {@code from} to before {@code to}, when that is one of the subtrees remembered. */
    Optional<TreeHash> root(long from, long to) {
        long end = size;
        for (int i = roots.size() - 1; i >= 0; i--) {
            long start = end - Long.lowestOneBit(end);
            if (start == from && end == to) {
                return Optional.of(roots.get(i));
            }
            end = start;
        }
        return Optional.empty();
    }
}
