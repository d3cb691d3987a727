package dk.hoibu.fhir;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A trail that takes nothing while it is not remembered elsewhere that it should be, so that nothing is disclosed then. */
record AnchoredTrail(AuditTrail trail, BooleanSupplier anchored) implements AuditTrail {

    @Override
    public void keep(List<AuditEntry> entries) {
        if (!anchored.getAsBoolean()) {
            throw new AuditUnavailable("the audit trail was changed, or no anchor has remembered it for too long");
        }
        trail.keep(entries);
    }

    @Override
    public Optional<KeptEntry> find(UUID id) {
        return trail.find(id);
    }

    @Override
    public List<KeptEntry> page(AuditQuery query) {
        return trail.page(query);
    }

    @Override
    public boolean isWritable() {
        return anchored.getAsBoolean() && trail.isWritable();
    }

    @Override
    public void close() {
        trail.close();
    }
}
