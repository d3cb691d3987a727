package dk.hoibu.fhir.verify;

import dk.hoibu.fhir.verify.Finding.Kind;
import dk.hoibu.fhir.verify.PartCheck.Checked;
import dk.hoibu.fhir.verify.PartCheck.Head;
import dk.hoibu.fhir.verify.Stored.Entry;
import dk.hoibu.fhir.verify.Stored.Kept;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Puts the checked parts of one log together, in order: the tree over them, held against checkpoints. For one thread. */
final class LogCheck {

    private static final int FINDINGS = 100;

    private final String log;
    private final Stored stored;
    private final Trusted trusted;
    private final SortedMap<Long, List<Note.Head>> elsewhere;
    private final @Nullable InclusionPath path;
    private final @Nullable GrowthPath growth;
    private final Tree tree = new Tree();
    private final List<Finding> findings = new ArrayList<>();
    private byte[] proved = new byte[0];
    private boolean ended;
    private long payloads;
    private long erased;
    private long checkpoints;
    private long anchored;
    private long covered;

    LogCheck(
            String log,
            Stored stored,
            Trusted trusted,
            Elsewhere elsewhere,
            @Nullable InclusionPath path,
            @Nullable GrowthPath growth) {
        this.log = log;
        this.stored = stored;
        this.trusted = trusted;
        this.elsewhere = elsewhere.of(log, trusted);
        this.path = path;
        this.growth = growth;
    }

    /** Takes up the next part; false when no more are needed, since an entry is bad. */
    boolean add(Checked part) {
        payloads += part.payloads();
        erased += part.erased();
        List<Head> heads = part.heads();
        int next = 0;
        for (byte[] leaf : part.leaves()) {
            if (path != null) {
                path.pass(tree.size(), leaf);
            }
            if (growth != null) {
                growth.pass(tree.size(), leaf);
            }
            tree.add(leaf);
            boolean kept = next < heads.size() && heads.get(next).size() == tree.size();
            if (kept) {
                hold(heads.get(next++));
            }
            holdElsewhere(kept);
            if (ended) {
                return false;
            }
        }
        part.bad().ifPresent(bad -> end(bad.kind() == Kind.CHAIN ? culprit(bad) : bad));
        return !ended;
    }

    private void hold(Head head) {
        if (head.signed().isEmpty()) {
            note(Kind.CHECKPOINT, head.size(), "no trusted key signed this checkpoint of the log as it is kept");
        } else if (agrees(head.signed().get())) {
            checkpoints++;
        }
    }

    private void holdElsewhere(boolean kept) {
        List<Note.Head> seen = elsewhere.getOrDefault(tree.size(), List.of());
        if (!kept && !seen.isEmpty()) {
            note(Kind.ANCHOR, tree.size(), "this checkpoint was seen elsewhere and is not kept any longer");
        }
        for (Note.Head head : seen) {
            if (!ended && agrees(head)) {
                anchored++;
            }
        }
    }

    private boolean agrees(Note.Head head) {
        byte[] root = tree.root();
        if (Tree.same(root, head.root())) {
            covered = tree.size();
            if (path != null && path.size() == covered) {
                proved = root;
            }
            return true;
        }
        end(rewritten(head.size()));
        return false;
    }

    private Finding rewritten(long size) {
        if (isLast(size - 1) || isChained(size)) {
            return new Finding(
                    Kind.REWRITTEN,
                    log,
                    covered,
                    "entries from " + covered + " to " + (size - 1) + " are not those that the checkpoint at " + size
                            + " was signed for: one of them or more was rewritten, with all hashes");
        }
        return brokenAfter(size - 1);
    }

    /**
     * An entry and the one before it do not fit. When a checkpoint covers the one before, or the next does not follow from the entry either,
     * the entry itself was changed; otherwise the one before was, with its hashes.
     */
    private Finding culprit(Finding broken) {
        long sequence = broken.place();
        boolean before = covered < sequence && (isLast(sequence) || isChained(sequence + 1));
        return before ? brokenAfter(sequence - 1) : broken;
    }

    private Finding brokenAfter(long sequence) {
        return new Finding(
                Kind.CHAIN,
                log,
                sequence,
                "the entry is not the one that the next was chained to; it was rewritten, perhaps with those before it from "
                        + covered + " on");
    }

    private boolean isLast(long sequence) {
        return stored.bounds(log).map(bounds -> bounds[1] == sequence).orElse(true);
    }

    /** Whether the entry is chained to the one before it, as both are stored. */
    private boolean isChained(long sequence) {
        List<Entry> two = stored.part(log, sequence, sequence + 1).entries();
        return two.size() == 2 && Tree.same(two.get(1).previous(), two.get(0).leaf());
    }

    private void end(Finding bad) {
        findings.add(0, bad);
        ended = true;
    }

    private void note(Kind kind, long place, String what) {
        if (findings.size() < FINDINGS) {
            findings.add(new Finding(kind, log, place, what));
        }
    }

    /** Takes up what is left when all parts are: what is outside of them. {@code last}: the last sequence. */
    LogReport end(long last, Optional<Long> first) {
        if (!ended && first.filter(sequence -> sequence < 0).isPresent()) {
            end(new Finding(Kind.MALFORMED, log, first.get(), "an entry stands before the first"));
        }
        if (!ended) {
            outside(last);
        }
        if (!ended) {
            stored.orphan(log, last)
                    .ifPresent(sequence ->
                            end(new Finding(Kind.ORPHAN, log, sequence, "there is something said by no entry")));
        }
        return new LogReport(
                log, tree.size(), payloads, erased, checkpoints, anchored, covered, findings, inclusion(), grown());
    }

    private Optional<LogReport.Growth> grown() {
        if (growth == null || !growth.isProved()) {
            return Optional.empty();
        }
        Base64.Encoder base64 = Base64.getEncoder();
        return Optional.of(new LogReport.Growth(
                growth.old(),
                base64.encodeToString(growth.oldRoot()),
                growth.size(),
                base64.encodeToString(growth.root()),
                growth.steps().stream().map(base64::encodeToString).toList()));
    }

    private void outside(long last) {
        long longest = elsewhere.isEmpty() ? 0 : elsewhere.lastKey();
        for (Kept kept : stored.checkpointsOutside(log, last)) {
            if (trusted.checkpoint(log, kept.note())
                    .filter(head -> head.size() == kept.size())
                    .isEmpty()) {
                note(Kind.CHECKPOINT, kept.size(), "no trusted key signed this checkpoint of the log as it is kept");
            } else {
                longest = Math.max(longest, kept.size());
            }
        }
        if (longest > last + 1) {
            end(new Finding(
                    Kind.MISSING,
                    log,
                    last + 1,
                    "the log ends here, and a checkpoint was signed at " + longest + " entries"));
        }
    }

    private Optional<LogReport.Inclusion> inclusion() {
        if (path == null || proved.length == 0 || !path.leadsTo(proved)) {
            return Optional.empty();
        }
        Base64.Encoder base64 = Base64.getEncoder();
        return Optional.of(new LogReport.Inclusion(
                path.index(),
                path.size(),
                base64.encodeToString(path.leaf()),
                path.steps().stream().map(base64::encodeToString).toList(),
                base64.encodeToString(proved)));
    }
}
