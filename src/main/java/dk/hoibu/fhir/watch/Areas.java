package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.audit.Asker;
import java.util.Optional;

/** Where organisations are. It may be asked often, and may take time. */
@FunctionalInterface
public interface Areas {

    /** ISO 3166-2 code of the region it is in, such as {@code DK-81}; empty when that is not known, or it is in all. */
    Optional<String> regionOf(Asker.Organisation organisation);
}
