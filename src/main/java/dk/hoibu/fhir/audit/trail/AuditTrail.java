package dk.hoibu.fhir.audit.trail;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What happened, in one log for each node, appended and never changed. Safe for use by many threads. */
public interface AuditTrail extends AutoCloseable {

    /**
     * Keeps all of {@code entries} or none, in that order. When this returns they survive the loss of power and the death of the process.
     *
     * @throws AuditUnavailable when that could not be done in the time allowed; they may then have been kept or not
     */
    void keep(List<AuditEntry> entries);

    /** @throws AuditUnavailable when the trail cannot be read */
    Optional<KeptEntry> find(UUID id);

    /**
     * The entries wanted, in the order of {@link AuditQuery.Place}; fewer than the query's count only when there are no more.
     *
     * @throws AuditUnavailable when the trail cannot be read
     */
    List<KeptEntry> page(AuditQuery query);

    /** Whether entries can be kept now, as far as can be told without keeping one. */
    boolean isWritable();

    /** Lets entries that are being written end. */
    @Override
    void close();
}
