package dk.hoibu.fhir.verify;

import java.security.MessageDigest;
import java.util.Arrays;

/** Roots over leaves as they come (RFC 6962, section 2.1): one root is held for each whole power of two of them. For one thread. */
final class Tree {

    private final MessageDigest sha256 = Rehash.sha256();
    private final byte[][] whole = new byte[64][];
    private long size;

    void add(byte[] leaf) {
        byte[] root = leaf;
        int level = 0;
        while ((size >>> level & 1) == 1) {
            root = above(whole[level], root);
            level++;
        }
        whole[level] = root;
        size++;
    }

    long size() {
        return size;
    }

    byte[] root() {
        byte[] root = new byte[0];
        for (int level = 0; level < 64; level++) {
            if ((size >>> level & 1) == 1) {
                root = root.length == 0 ? whole[level] : above(whole[level], root);
            }
        }
        return size == 0 ? sha256.digest() : root;
    }

    private byte[] above(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The root that a path from a leaf leads to, by splitting the tree from above as RFC 6962, section 2.1.1, defines it. */
    byte[] rootBy(byte[] leaf, long index, long leaves, java.util.List<byte[]> path) {
        if (leaves == 1) {
            return path.isEmpty() ? leaf : new byte[0];
        }
        if (path.isEmpty()) {
            return new byte[0];
        }
        long left = Long.highestOneBit(leaves - 1);
        byte[] other = path.get(path.size() - 1);
        java.util.List<byte[]> below = path.subList(0, path.size() - 1);
        return index < left
                ? above(rootBy(leaf, index, left, below), other)
                : above(other, rootBy(leaf, index - left, leaves - left, below));
    }

    /** Whether {@code path} leads from one root to the other, by going up it anew as RFC 9162, section 2.1.4.2, says. */
    static boolean grew(long old, long size, byte[] oldRoot, byte[] root, java.util.List<byte[]> path) {
        if (old == size) {
            return path.isEmpty() && same(oldRoot, root);
        }
        java.util.ArrayDeque<byte[]> steps = new java.util.ArrayDeque<>(path);
        if (Long.bitCount(old) == 1) {
            steps.addFirst(oldRoot);
        }
        if (steps.isEmpty()) {
            return false;
        }
        Tree hashes = new Tree();
        int shift = Long.numberOfTrailingZeros(old);
        long at = old - 1 >>> shift;
        long last = size - 1 >>> shift;
        byte[] before = steps.removeFirst();
        byte[] now = before;
        for (byte[] step : steps) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                before = hashes.above(step, before);
                now = hashes.above(step, now);
                int more = at == 0 ? 0 : Long.numberOfTrailingZeros(at);
                at >>>= more;
                last >>>= more;
            } else {
                now = hashes.above(now, step);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && same(before, oldRoot) && same(now, root);
    }

    static boolean same(byte[] one, byte[] other) {
        return Arrays.equals(one, other);
    }
}
