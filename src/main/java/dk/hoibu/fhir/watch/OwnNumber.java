package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.access.Journal.Closeness;
import dk.hoibu.fhir.audit.Alarm;
import java.util.List;
import java.util.Optional;

/** Sees a user who asks with their own number, answered or not. */
final class OwnNumber implements Detector {

    private final Closely closely;

    OwnNumber(Thresholds thresholds) {
        this.closely = new Closely(thresholds.ownNumber(), Closeness.SELF);
    }

    @Override
    public Alarm alarm() {
        return Alarm.OWN_NUMBER;
    }

    @Override
    public List<Trip> look(Sighting sighting) {
        return closely.look(sighting);
    }

    /** Sees a user who asks about somebody who is that to them. */
    record Closely(boolean looks, Closeness closeness) {

        List<Trip> look(Sighting sighting) {
            boolean seen = looks
                    && !sighting.isAboutToken()
                    && sighting.circumstances().closeness().equals(Optional.of(closeness));
            return sighting.user().stream()
                    .filter(user -> seen)
                    .map(user -> new Trip(
                            user,
                            sighting.facts().asker(),
                            true,
                            "outcome=" + sighting.facts().outcome().kind().code()))
                    .toList();
        }
    }
}
