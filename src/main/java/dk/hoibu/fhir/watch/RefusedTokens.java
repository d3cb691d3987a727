package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.audit.Alarm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Sees an application that is refused tokens again and again, or an address from where tokens come that are not believed: nobody knows which
 * application those are of.
 */
final class RefusedTokens implements Detector {

    private final Tally tally;
    private long refusals;

    RefusedTokens(Thresholds thresholds, Clock clock) {
        this.tally = new Tally(thresholds.refusedTokens(), Duration.ofHours(1), clock);
    }

    @Override
    public Alarm alarm() {
        return Alarm.REFUSED_TOKENS;
    }

    @Override
    public List<Trip> look(Sighting sighting) {
        if (!sighting.isRefused() || !sighting.isAboutToken()) {
            return List.of();
        }
        refusals++;
        String who = sighting.client()
                .orElseGet(() -> "address " + sighting.facts().asker().client().address());
        return tally.isEnough(who, Long.toString(refusals), sighting.facts().when())
                ? List.of(new Trip(
                        who, sighting.withoutUser(), false, "tokens=" + tally.enough() + "&window=" + tally.window()))
                : List.of();
    }
}
