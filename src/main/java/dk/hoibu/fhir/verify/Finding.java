package dk.hoibu.fhir.verify;

/**
 * Something that is not as it was written.
 *
 * @param kind what sort of thing
 * @param log in which log
 * @param place the sequence of the entry; for a checkpoint, how many entries it says there are
 * @param what is wrong, in words; nothing that an entry says
 */
public record Finding(Kind kind, String log, long place, String what) {

    /** What can be wrong. */
    public enum Kind {
        /** An entry is not there. */
        MISSING,
        /** An entry is not of the form that entries have. */
        MALFORMED,
        /** An entry is not the one its leaf was made of. */
        ENTRY,
        /** An entry is not the one that the next was chained to. */
        CHAIN,
        /** What an entry says is not what it said. */
        PAYLOAD,
        /** What an entry says is gone, and was not to be erased yet. */
        ERASED,
        /** There is something to an entry that is not there. */
        ORPHAN,
        /** Entries are not those that a checkpoint was signed for. */
        REWRITTEN,
        /** A checkpoint is not signed by a trusted key, or not as it was kept. */
        CHECKPOINT,
        /** A checkpoint in an anchor cannot be relied on, or is not in the store. */
        ANCHOR
    }

    /** Whether it is about an entry, not about a checkpoint. */
    public boolean isAboutEntry() {
        return switch (kind) {
            case MISSING, MALFORMED, ENTRY, CHAIN, PAYLOAD, ERASED, ORPHAN, REWRITTEN -> true;
            case CHECKPOINT, ANCHOR -> false;
        };
    }
}
