package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.audit.Alarm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sees a user, or a system that asks on its own, who asks about children that live in another region than the organisation is in. Where either
 * is not known, nothing is seen.
 */
final class OutsideArea implements Detector {

    private final Areas areas;
    private final Tally tally;

    OutsideArea(Thresholds thresholds, Areas areas, Clock clock) {
        this.areas = areas;
        this.tally = new Tally(thresholds.childrenOutsideArea(), Duration.ofHours(24), clock);
    }

    @Override
    public Alarm alarm() {
        return Alarm.OUTSIDE_AREA;
    }

    @Override
    public List<Trip> look(Sighting sighting) {
        Optional<String> lives = sighting.circumstances().municipality().flatMap(Regions::ofMunicipality);
        if (!sighting.isReading() || tally.enough() == 0 || lives.isEmpty()) {
            return List.of();
        }
        Optional<String> works = sighting.facts().asker().organisation().flatMap(areas::regionOf);
        return works.stream()
                .filter(region -> !region.equals(lives.get()))
                .flatMap(region -> sighting.who().stream())
                .flatMap(who -> look(who, sighting))
                .toList();
    }

    private Stream<Trip> look(String who, Sighting sighting) {
        boolean enough = tally.isEnough(
                who, sighting.mark().orElseThrow(), sighting.facts().when());
        return enough
                ? Stream.of(new Trip(
                        who,
                        sighting.facts().asker(),
                        false,
                        "children=" + tally.enough() + "&window=" + tally.window()))
                : Stream.empty();
    }
}
