package dk.hoibu.fhir.verify;

import java.util.List;
import java.util.Optional;

/**
 * What checking one log came to.
 *
 * @param entries how many were found right, from the first on
 * @param payloads of how many what they say was there
 * @param erased of how many it was lawfully gone
 * @param checkpoints how many stored checkpoints agree
 * @param anchored how many checkpoints seen elsewhere agree
 * @param covered how many entries the last signed checkpoint, stored or seen elsewhere, covers; those after it could be cut off unseen
 * @param findings what is wrong: the first bad entry, and checkpoints; at most 100
 * @param proof that the event asked for is in the log, if it was asked for and is
 * @param growth that the log only grew, if that was asked for and it did
 */
public record LogReport(
        String log,
        long entries,
        long payloads,
        long erased,
        long checkpoints,
        long anchored,
        long covered,
        List<Finding> findings,
        Optional<Inclusion> proof,
        Optional<Growth> growth) {

    public LogReport {
        findings = List.copyOf(findings);
    }

    /**
     * Proof that an event is in a log.
     *
     * @param sequence its place
     * @param size of the tree it is in
     * @param leaf its leaf, in base64
     * @param path the hashes from the leaf to the root (RFC 6962, section 2.1.1), in base64
     * @param root of that tree, which a trusted key signed, in base64
     */
    public record Inclusion(long sequence, long size, String leaf, List<String> path, String root) {}

    /**
     * Proof that a log begins with what it was before.
     *
     * @param from how many entries it had
     * @param fromRoot the root over them, in base64
     * @param path the hashes between the two roots (RFC 6962, section 2.1.2), in base64
     */
    public record Growth(long from, String fromRoot, long to, String toRoot, List<String> path) {}

    /** The first entry that is not as it was written; empty when all are. */
    public Optional<Finding> firstBadEntry() {
        return findings.stream().filter(Finding::isAboutEntry).findFirst();
    }

    public boolean isWhole() {
        return findings.isEmpty();
    }
}
