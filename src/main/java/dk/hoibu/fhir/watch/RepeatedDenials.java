package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.audit.Alarm;
import dk.hoibu.fhir.audit.Asker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sees a user, an application or an organisation whom a rule or a scope refuses again and again. */
final class RepeatedDenials implements Detector {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final Tally ofUsers;
    private final Tally ofClients;
    private final Tally ofOrganisations;
    private long denials;

    RepeatedDenials(Thresholds thresholds, Clock clock) {
        this.ofUsers = new Tally(thresholds.userDenials(), WINDOW, clock);
        this.ofClients = new Tally(thresholds.clientDenials(), WINDOW, clock);
        this.ofOrganisations = new Tally(thresholds.organisationDenials(), WINDOW, clock);
    }

    @Override
    public Alarm alarm() {
        return Alarm.REPEATED_DENIALS;
    }

    @Override
    public List<Trip> look(Sighting sighting) {
        if (!sighting.isRefused() || sighting.isAboutToken()) {
            return List.of();
        }
        denials++;
        List<Trip> trips = new ArrayList<>();
        trip(ofUsers, sighting.user(), sighting.facts().asker(), sighting).ifPresent(trips::add);
        trip(ofClients, sighting.client(), sighting.withoutUser(), sighting).ifPresent(trips::add);
        trip(ofOrganisations, sighting.organisation(), sighting.withoutUser(), sighting)
                .ifPresent(trips::add);
        return trips;
    }

    private Optional<Trip> trip(Tally tally, Optional<String> who, Asker asker, Sighting sighting) {
        return who.filter(it -> tally.isEnough(
                        it, Long.toString(denials), sighting.facts().when()))
                .map(it -> new Trip(
                        it,
                        asker,
                        false,
                        "of=" + it.split(" ", 2)[0] + "&denials=" + tally.enough() + "&window=" + tally.window()));
    }
}
