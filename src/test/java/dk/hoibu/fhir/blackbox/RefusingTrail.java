package dk.hoibu.fhir.blackbox;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A trail that can be told to refuse everything, and else hands on to a real one and remembers what it handed on. */
final class RefusingTrail implements AuditTrail {

    /** An entry that is never kept. */
    private static final AuditEntry PROBE = new AuditEntry(
            new UUID(0, 0),
            Instant.EPOCH,
            new Marks(
                    Optional.empty(),
                    "rest",
                    "read",
                    "R",
                    "0",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "probe"),
            "{}");

    private final AuditTrail real;
    private final List<AuditEntry> kept = new CopyOnWriteArrayList<>();
    private volatile Predicate<AuditEntry> refuses = entry -> false;

    RefusingTrail(AuditTrail real) {
        this.real = real;
    }

    void refuse(boolean now) {
        refuses = entry -> now;
    }

    /** Keeps what is about to be done, and not what came of it. */
    void refuseAllButIntents() {
        refuses = entry -> !entry.marks().type().equals("intent");
    }

    /** How many entries were kept of the request with that id. */
    long kept(String requestId) {
        return kept.stream()
                .filter(entry -> entry.marks().requestId().equals(requestId))
                .count();
    }

    @Override
    public void keep(List<AuditEntry> entries) {
        if (entries.stream().anyMatch(refuses)) {
            throw new AuditUnavailable("it was told to refuse");
        }
        real.keep(entries);
        kept.addAll(entries);
    }

    @Override
    public Optional<KeptEntry> find(UUID id) {
        return real.find(id);
    }

    @Override
    public List<KeptEntry> page(AuditQuery query) {
        return real.page(query);
    }

    @Override
    public boolean isWritable() {
        return !refuses.test(PROBE) && real.isWritable();
    }

    @Override
    public void close() {
        real.close();
    }
}
