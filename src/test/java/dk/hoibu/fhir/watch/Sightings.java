package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.access.Journal.Closeness;
import dk.hoibu.fhir.audit.AccessFacts;
import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.audit.Asker;
import dk.hoibu.fhir.audit.Child;
import dk.hoibu.fhir.audit.Circumstances;
import dk.hoibu.fhir.audit.Outcome;
import dk.hoibu.fhir.audit.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accesses as detectors are shown them; each wither changes one thing. */
record Sightings(
        Instant when,
        Interaction interaction,
        Outcome outcome,
        Optional<String> child,
        Optional<String> user,
        Optional<String> client,
        String organisation,
        Circumstances circumstances) {

    static final Instant NOON = Instant.parse("2026-06-10T12:00:00Z");

    /** Every threshold is low, so that a few accesses do. */
    static Thresholds thresholds() {
        return new Thresholds(3, 5, 4, true, true, 3, 5, 6, 3, 2, Duration.ofHours(24));
    }

    /** A doctor reads about a child, and is answered. */
    static Sightings reading(String child) {
        return new Sightings(
                NOON,
                Interaction.SEARCH,
                Outcome.shown(),
                Optional.of(child),
                Optional.of("doctor-1"),
                Optional.of("app-1"),
                "9901911000016008",
                Circumstances.unknown());
    }

    Sightings at(Instant time) {
        return new Sightings(time, interaction, outcome, child, user, client, organisation, circumstances);
    }

    Sightings after(Duration time) {
        return at(NOON.plus(time));
    }

    Sightings refused() {
        return new Sightings(
                when,
                interaction,
                Outcome.not(Outcome.Kind.REFUSED, "purpose"),
                child,
                user,
                client,
                organisation,
                circumstances);
    }

    Sightings by(String name) {
        return new Sightings(when, interaction, outcome, child, Optional.of(name), client, organisation, circumstances);
    }

    Sightings bySystem(String id) {
        return new Sightings(
                when, interaction, outcome, child, Optional.empty(), Optional.of(id), organisation, circumstances);
    }

    Sightings in(String id) {
        return new Sightings(when, interaction, outcome, child, user, Optional.of(id), organisation, circumstances);
    }

    Sightings of(String sor) {
        return new Sightings(when, interaction, outcome, child, user, client, sor, circumstances);
    }

    Sightings token() {
        return new Sightings(
                when, Interaction.TOKEN, outcome, Optional.empty(), user, client, organisation, circumstances);
    }

    Sightings withoutClient() {
        return new Sightings(
                when, interaction, outcome, child, Optional.empty(), Optional.empty(), organisation, circumstances);
    }

    Sightings close(Closeness closeness) {
        return with(new Circumstances(Optional.of(closeness), circumstances.municipality(), circumstances.unnoted()));
    }

    Sightings livingIn(String municipality) {
        return with(new Circumstances(circumstances.closeness(), Optional.of(municipality), circumstances.unnoted()));
    }

    Sightings with(Circumstances others) {
        return new Sightings(when, interaction, outcome, child, user, client, organisation, others);
    }

    Sighting seen() {
        return new Sighting(facts(), circumstances, child.map(it -> "mark-of-" + it));
    }

    AccessFacts facts() {
        return new AccessFacts(
                when,
                new Asked(interaction, interaction == Interaction.TOKEN ? "token" : "EpisodeOfCare"),
                outcome,
                new Told(outcome.kind() == Outcome.Kind.SHOWN ? 200 : 403, List.of(), List.of(), List.of()),
                child.map(Child.Opaque::new),
                new Asker(
                        new Asker.Client(client, "192.0.2.17"),
                        user.map(it -> new Asker.User(
                                "https://issuer.example", it, Optional.of("gp"), Optional.of("Test Testesen"))),
                        Optional.of(new Asker.Organisation(Asker.Register.SOR, organisation, Optional.empty()))),
                Optional.empty(),
                "request-1",
                Optional.empty());
    }
}
