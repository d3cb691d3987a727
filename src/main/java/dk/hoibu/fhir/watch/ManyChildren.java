package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.audit.Alarm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Sees a user, or a system that asks on its own, who asks about unusually many children. */
final class ManyChildren implements Detector {

    private final List<Tally> ofUsers;
    private final List<Tally> ofClients;

    ManyChildren(Thresholds thresholds, Clock clock) {
        this.ofUsers = List.of(
                new Tally(thresholds.childrenPerHour(), Duration.ofHours(1), clock),
                new Tally(thresholds.childrenPerDay(), Duration.ofHours(24), clock));
        this.ofClients = List.of(new Tally(thresholds.clientChildrenPerDay(), Duration.ofHours(24), clock));
    }

    @Override
    public Alarm alarm() {
        return Alarm.MANY_CHILDREN;
    }

    @Override
    public List<Trip> look(Sighting sighting) {
        if (!sighting.isReading()) {
            return List.of();
        }
        return sighting.who().stream().flatMap(who -> look(who, sighting)).toList();
    }

    private Stream<Trip> look(String who, Sighting sighting) {
        Instant now = sighting.facts().when();
        String child = sighting.mark().orElseThrow();
        List<Tally> tallies = sighting.user().isPresent() ? ofUsers : ofClients;
        // each is to hear of it
        List<Tally> full = tallies.stream()
                .filter(tally -> tally.isEnough(who, child, now))
                .toList();
        return full.stream()
                .limit(1)
                .map(tally -> new Trip(
                        who,
                        sighting.facts().asker(),
                        false,
                        "children=" + tally.enough() + "&window=" + tally.window()));
    }
}
