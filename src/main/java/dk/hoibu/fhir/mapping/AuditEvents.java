package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;

/** What is kept of accesses as the events that others read: with an id, and the child's present one. Safe for use by many threads. */
public final class AuditEvents {

    private static final String TYPE = "AuditEvent";

    private final Targets targets;
    private final Observer observer;

    public AuditEvents(Targets targets, Observer observer) {
        this.targets = targets;
        this.observer = observer;
    }

    /** The child that {@code facts} are about; empty when there is none, or its id was not made with a key at hand. */
    public Optional<PersonNumber> child(AccessFacts facts) {
        return facts.child()
                .flatMap(child -> child instanceof Child.Numbered numbered
                        ? Optional.of(numbered.number())
                        : targets.ids().person(Ids.Purpose.PATIENT, ((Child.Opaque) child).patientId()));
    }

    /** The event {@code id}. The child's id in it is the present one: that kept may be made with a former key. */
    public AuditEvent of(String id, AccessFacts facts) {
        Optional<Child> child = child(facts).<Child>map(Child.Numbered::new).or(facts::child);
        AccessFacts renewed = new AccessFacts(
                facts.when(),
                facts.asked(),
                facts.outcome(),
                facts.told(),
                child,
                facts.asker(),
                facts.purpose(),
                facts.requestId(),
                facts.launchId());
        AuditEvent event = AuditMapper.toFhir(renewed, targets, observer);
        event.setId(TYPE + "/" + id);
        event.getMeta().setLastUpdated(Date.from(facts.when()));
        return event;
    }

    /** Where the resource {@code reference}, relative to this server's base URL, is read. */
    public String address(String reference) {
        return observer.address() + "/" + reference;
    }
}
