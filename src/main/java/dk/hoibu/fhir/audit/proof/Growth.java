package dk.hoibu.fhir.audit.proof;

import java.util.List;

/** One log as its leaves are read: how far it is, and proofs that it only grew. */
final class Growth {

    private static final int BATCH = 4096;

    private final String log;
    private final LeafSource source;
    private final Frontier frontier = new Frontier();

    Growth(String log, LeafSource source) {
        this.log = log;
        this.source = source;
    }

    /** Takes up leaves until there are {@code limit}, or no more. */
    void readTo(long limit) {
        read(frontier, limit);
    }

    private void read(Frontier into, long limit) {
        while (into.size() < limit) {
            List<TreeHash> leaves = source.leaves(log, into.size(), (int) Math.min(BATCH, limit - into.size()));
            if (leaves.isEmpty()) {
                return;
            }
            leaves.forEach(into::append);
        }
    }

    long size() {
        return frontier.size();
    }

    TreeHash root() {
        return frontier.root();
    }

    /**
     * The proof that the tree of {@code size} leaves begins with that of {@code old}. All leaves up to {@code size} are read again, and none are
     * held in memory.
     */
    List<TreeHash> proof(long old, long size) {
        Frontier before = new Frontier();
        read(before, old);
        return Proofs.consistency(old, size, (from, to) -> before.root(from, to).orElseGet(() -> range(from, to)));
    }

    private TreeHash range(long from, long to) {
        Frontier range = new Frontier();
        while (range.size() < to - from) {
            long next = from + range.size();
            List<TreeHash> leaves = source.leaves(log, next, (int) Math.min(BATCH, to - next));
            if (leaves.isEmpty()) {
                throw new IllegalStateException("entries of the log " + log + " are gone");
            }
            leaves.forEach(range::append);
        }
        return range.root();
    }
}
