package dk.hoibu.fhir.audit.proof;

/**
 * Somebody else, or somewhere else, that remembers checkpoints, so that whoever holds the log cannot rewrite it all unseen. Used by one
 * thread at a time.
 */
public interface Anchor {

    /** What it is called in metrics and messages. */
    String name();

    /**
     * Has {@code note} remembered. When this returns it is; the same one again does no harm.
     *
     * @throws AnchorFailed when it is not, as far as can be told
     */
    void remember(SignedNote note, GrowthProof growth);

    /** Proves that a log only grew. */
    @FunctionalInterface
    interface GrowthProof {
        /** From {@code old} entries to those of the checkpoint being remembered (RFC 6962, section 2.1.2). */
        java.util.List<TreeHash> since(long old);
    }
}
