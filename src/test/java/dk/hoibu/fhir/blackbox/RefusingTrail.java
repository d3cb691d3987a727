package dk.hoibu.fhir.blackbox;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A trail that can be told to refuse everything, and else hands on to a real one and remembers what it handed on. */
final class RefusingTrail implements AuditTrail {

    private final AuditTrail real;
    private final List<AuditEntry> kept = new CopyOnWriteArrayList<>();
    private volatile boolean refuses;

    RefusingTrail(AuditTrail real) {
        this.real = real;
    }

    void refuse(boolean now) {
        refuses = now;
    }

    /** How many entries were kept of the request with that id. */
    long kept(String requestId) {
        return kept.stream()
                .filter(entry -> entry.marks().requestId().equals(requestId))
                .count();
    }

    @Override
    public void keep(List<AuditEntry> entries) {
        if (refuses) {
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
        return !refuses && real.isWritable();
    }

    @Override
    public void close() {
        real.close();
    }
}
