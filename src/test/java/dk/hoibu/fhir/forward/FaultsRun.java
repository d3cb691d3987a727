package dk.hoibu.fhir.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.audit.Observer;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.Outbox;
import dk.hoibu.fhir.audit.trail.Outbox.Held;
import dk.hoibu.fhir.audit.trail.Outbox.Route;
import dk.hoibu.fhir.audit.trail.Outbox.State;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.forward.atna.AtnaFeed;
import dk.hoibu.fhir.mapping.AuditEvents;
import dk.hoibu.fhir.mapping.Targets;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A log that is forwarded to a repository that fails at random, by forwarders that die at random, against what must come of it. */
final class FaultsRun {

    private static final Pace PACE = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(20), 4);

    private final SqlAuditTrail trail;
    private final String log;
    private final Random random;
    private final FaultyRepository repository;
    private final SetClock clock = new SetClock();
    private final List<AuditEntry> entries = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    FaultsRun(SqlAuditTrail trail, String log, long seed) {
        this.trail = trail;
        this.log = log;
        this.random = new Random(seed);
        this.repository = new FaultyRepository(new Random(seed + 1));
    }

    void run(int steps) {
        try (Receiver receiver = new Receiver(repository)) {
            Forwarder forwarder = forwarder(receiver);
            for (int step = 0; step < steps; step++) {
                keep(random.nextInt(7));
                forwarder.work();
                clock.forward(Duration.ofMillis(random.nextInt(8000)));
                if (random.nextInt(6) == 0) {
                    forwarder = forwarder(receiver);
                }
            }
            repository.wellAgain = true;
            for (int step = 0; step < 100 && (step == 0 || forwarder.standing().backlog() > 0); step++) {
                // what brings the repository down is told from a repository that is down by what others it takes
                trail.keep(List.of(added(-1)));
                clock.forward(PACE.longest());
                forwarder.work();
            }
            assertThat(forwarder.standing().backlog()).isZero();
        }
        judge();
    }

    private Forwarder forwarder(Receiver receiver) {
        Outbox outbox = new ForgetfulOutbox(trail.outbox(), random, 10);
        Destination destination = new AtnaFeed(
                new Posting(() -> http, Duration.ofSeconds(30)),
                receiver.url("/fhir"),
                random.nextBoolean() ? 1 : 1 + random.nextInt(8),
                new LeaveOut(List.of()),
                new AuditEvents(new Targets(Accesses.IDS), Observer.at("https://facade.hoibu.dk/fhir")),
                R4Validator.CONTEXT);
        return new Forwarder(destination, log, trail.ordered(), outbox, PACE, () -> true, clock);
    }

    private void keep(int count) {
        List<AuditEntry> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AuditEntry entry = added(random.nextInt(5) - 1);
            int chance = random.nextInt(40);
            if (chance == 0) {
                repository.refused.add(entry.id().toString());
            } else if (chance == 1) {
                repository.deadly.add(entry.id().toString());
            }
            some.add(entry);
        }
        trail.keep(some);
    }

    private AuditEntry added(int child) {
        AuditEntry entry = Accesses.about(child);
        entries.add(entry);
        return entry;
    }

    private void judge() {
        List<String> all = entries.stream().map(entry -> entry.id().toString()).toList();
        Set<String> dead = trail.outbox().list(new Route(AtnaFeed.NAME, log), State.DEAD, 0, 10_000).stream()
                .map(Held::sequence)
                .map(sequence -> all.get(Math.toIntExact(sequence)))
                .collect(Collectors.toSet());
        assertThat(repository.kept).doesNotHaveDuplicates();
        assertThat(all).allMatch(id -> repository.kept.contains(id) || dead.contains(id));
        assertThat(dead).containsAll(repository.refused).containsAll(repository.deadly);
        assertThat(repository.twice).as("answers were lost, so some came twice").isPositive();
        for (int child = 0; child < 4; child++) {
            Optional<String> mark = Optional.of("mark-of-" + child);
            List<String> itsOwn = entries.stream()
                    .filter(entry -> entry.marks().child().equals(mark))
                    .map(entry -> entry.id().toString())
                    .filter(id -> !dead.contains(id))
                    .toList();
            assertThat(repository.kept.stream().filter(itsOwn::contains))
                    .as("in the order they were written")
                    .containsExactlyElementsOf(itsOwn);
        }
    }
}
