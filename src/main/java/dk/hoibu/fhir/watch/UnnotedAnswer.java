package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.audit.Alarm;
import java.util.List;

/** Sees an answer that was held back because nobody noted what it tells: a fault of this server, whoever asked. */
final class UnnotedAnswer implements Detector {

    @Override
    public Alarm alarm() {
        return Alarm.UNNOTED_ANSWER;
    }

    @Override
    public List<Trip> look(Sighting sighting) {
        return sighting.circumstances().unnoted()
                ? List.of(new Trip(
                        sighting.who().orElse("somebody"),
                        sighting.facts().asker(),
                        sighting.facts().child().isPresent(),
                        "status=" + sighting.facts().told().status()))
                : List.of();
    }
}
