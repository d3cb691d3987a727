package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.audit.Alarm;
import java.util.List;

/** Sees when something is unusual. It is shown one access at a time, in the order they were kept, and reads nothing else but a clock. */
interface Detector {

    /** What it sees. */
    Alarm alarm();

    /** Whom there is to be an alarm about, after {@code sighting}; nobody, most of the time. */
    List<Trip> look(Sighting sighting);
}
