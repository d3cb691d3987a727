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
        Optional<Inclusion> proof) {

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

    /** The first entry that is not as it was written; empty when all are. */
    public Optional<Finding> firstBadEntry() {
        return findings.stream().filter(Finding::isAboutEntry).findFirst();
    }

    public boolean isWhole() {
        return findings.isEmpty();
    }
}
