package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.access.Journal.Closeness;
import dk.hoibu.fhir.audit.Alarm;
import java.util.List;

/** Sees a user who asks about a child whose parent they are, or of whom they have custody. */
final class Family implements Detector {

    private final OwnNumber.Closely closely;

    Family(Thresholds thresholds) {
        this.closely = new OwnNumber.Closely(thresholds.family(), Closeness.PARENT);
    }

    @Override
    public Alarm alarm() {
        return Alarm.FAMILY;
    }

    @Override
    public List<Trip> look(Sighting sighting) {
        return closely.look(sighting);
    }
}
