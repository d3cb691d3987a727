package dk.hoibu.fhir;

import dk.hoibu.fhir.audit.trail.AuditTrail;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** Servers whose audit trail fails as a test wants it, or keeps nothing, so that what keeping costs can be measured. */
public final class FacadeSeeing {

    private FacadeSeeing() {}

    /** As {@link Facade#start}, but what is written goes to what {@code seen} makes of the trail. */
    public static Facade start(Settings settings, Path folder, Clock clock, UnaryOperator<AuditTrail> seen) {
        return Facade.start(settings, folder, "test", clock, seen);
    }
}
