package dk.hoibu.fhir.audit.proof;

import java.util.Optional;

/** Where checkpoints are kept, beside the log they are about. */
public interface CheckpointStore {

    /** Keeps {@code note}, a checkpoint of {@code log} at {@code size} entries. */
    void keep(String log, long size, String note);

    /** The checkpoint of {@code log} with the most entries; empty when there is none yet. */
    Optional<String> latest(String log);
}
