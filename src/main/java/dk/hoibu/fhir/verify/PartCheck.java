package dk.hoibu.fhir.verify;

import dk.hoibu.fhir.verify.Finding.Kind;
import dk.hoibu.fhir.verify.Stored.Entry;
import dk.hoibu.fhir.verify.Stored.Kept;
import dk.hoibu.fhir.verify.Stored.Part;
import dk.hoibu.fhir.verify.Stored.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks one part of a log by itself: each entry against what it was made of, and against the one before. For one thread, once. */
final class PartCheck {

    private static final byte[] ZEROS = new byte[32];

    /** A stored checkpoint that a trusted key signed, or not. */
    record Head(long size, Optional<Note.Head> signed) {}

    /**
     * What came of it.
     *
     * @param leaves those of the entries that are right, in order from the first on
     * @param bad what is wrong with the entry after them; empty when all are right
     */
    record Checked(List<byte[]> leaves, Optional<Finding> bad, List<Head> heads, long payloads, long erased) {}

    private final String log;
    private final long erasedBefore;
    private final Rehash rehash;
    private final List<byte[]> leaves = new ArrayList<>();
    private long payloads;
    private long erased;

    PartCheck(String log, long erasedBefore) {
        this.log = log;
        this.erasedBefore = erasedBefore;
        this.rehash = new Rehash(log);
    }

    Checked check(Part part, long from, long to, Trusted trusted) {
        Optional<Finding> bad = entries(part, from, to);
        List<Head> heads = new ArrayList<>();
        for (Kept kept : part.checkpoints()) {
            heads.add(new Head(
                    kept.size(), trusted.checkpoint(log, kept.note()).filter(head -> head.size() == kept.size())));
        }
        return new Checked(leaves, bad, heads, payloads, erased);
    }

    private Optional<Finding> entries(Part part, long from, long to) {
        List<Entry> entries = part.entries();
        boolean first = entries.isEmpty() || entries.get(0).sequence() >= from;
        byte[] before = first ? ZEROS : entries.get(0).leaf();
        int row = first ? 0 : 1;
        int says = 0;
        for (long sequence = from; sequence < to; sequence++, row++) {
            if (row >= entries.size() || entries.get(row).sequence() != sequence) {
                return bad(Kind.MISSING, sequence, "the entry is missing");
            }
            Entry entry = entries.get(row);
            boolean has =
                    says < part.payloads().size() && part.payloads().get(says).sequence() == sequence;
            Optional<Finding> bad = entry(entry, before, has ? part.payloads().get(says) : null);
            if (bad.isPresent()) {
                return bad;
            }
            says += has ? 1 : 0;
            before = entry.leaf();
            leaves.add(before);
        }
        return Optional.empty();
    }

    private Optional<Finding> entry(Entry entry, byte[] before, @Nullable Payload payload) {
        if (!entry.typed()
                || entry.previous().length != 32
                || entry.payloadHash().length != 32
                || entry.leaf().length != 32) {
            return bad(Kind.MALFORMED, entry.sequence(), "a column has not the form that it should have");
        }
        if (!Tree.same(rehash.leaf(entry), entry.leaf())) {
            return bad(Kind.ENTRY, entry.sequence(), "the entry is not the one that its leaf was made of");
        }
        if (!Tree.same(entry.previous(), before)) {
            return bad(Kind.CHAIN, entry.sequence(), "the entry was chained to another than the one before it");
        }
        return payload == null ? gone(entry) : says(entry, payload);
    }

    private Optional<Finding> gone(Entry entry) {
        erased++;
        return entry.recorded() < erasedBefore
                ? Optional.empty()
                : bad(Kind.ERASED, entry.sequence(), "what the entry says is gone, and was to be kept still");
    }

    private Optional<Finding> says(Entry entry, Payload payload) {
        payloads++;
        if (!payload.typed() || payload.salt().length != 32) {
            return bad(
                    Kind.MALFORMED,
                    entry.sequence(),
                    "a column of what the entry says has not the form that it should have");
        }
        return payload.recorded() == entry.recorded() && Tree.same(rehash.payloadHash(payload), entry.payloadHash())
                ? Optional.empty()
                : bad(Kind.PAYLOAD, entry.sequence(), "what the entry says is not what it said when it was written");
    }

    private Optional<Finding> bad(Kind kind, long sequence, String what) {
        return Optional.of(new Finding(kind, log, sequence, what));
    }
}
