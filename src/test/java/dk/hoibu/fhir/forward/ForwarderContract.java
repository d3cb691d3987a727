package dk.hoibu.fhir.forward;

import static dk.hoibu.fhir.forward.Accesses.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.audit.Ledger;
import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.OrderedTrail.Slot;
import dk.hoibu.fhir.audit.trail.Outbox;
import dk.hoibu.fhir.audit.trail.Outbox.Change;
import dk.hoibu.fhir.audit.trail.Outbox.Held;
import dk.hoibu.fhir.audit.trail.Outbox.Route;
import dk.hoibu.fhir.audit.trail.Outbox.State;
import dk.hoibu.fhir.audit.trail.Outbox.Sum;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What forwarding does on every database. Each test has logs of its own there. */
interface ForwarderContract {

    Pace PACE = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(1), 3);

    /** A trail on the test's database that writes a log with this name. */
    SqlAuditTrail trail(String log);

    /** A connection of the role that may erase. */
    Connection eraser() throws SQLException;

    private static Held held(long sequence, int child, State state, int attempts, Instant next) {
        Optional<String> mark = child < 0 ? Optional.empty() : Optional.of("mark-of-" + child);
        return new Held(sequence, NOON.plusMillis(sequence), mark, state, attempts, next, "because");
    }

    private static List<AuditEntry> keep(SqlAuditTrail trail, int... children) {
        List<AuditEntry> entries =
                IntStream.of(children).mapToObj(Accesses::about).toList();
        trail.keep(entries);
        return entries;
    }

    private static Forwarder forwarder(Destination destination, String log, SqlAuditTrail trail, SetClock clock) {
        return new Forwarder(destination, log, trail.ordered(), trail.outbox(), PACE, trail::holdsLog, clock);
    }

    private static List<UUID> ids(List<AuditEntry> entries, int... which) {
        return IntStream.of(which).mapToObj(at -> entries.get(at).id()).toList();
    }

    @Test
    default void aLogIsReadInTheOrderItWasWrittenAndErasedPlacesAreThere() throws SQLException {
        try (SqlAuditTrail trail = trail("ordered")) {
            List<AuditEntry> entries = List.of(
                    Accesses.about(0),
                    new AuditEntry(
                            UUID.randomUUID(),
                            NOON.plusSeconds(10),
                            Accesses.about(1).marks(),
                            "{}"));
            trail.keep(entries);

            assertThat(trail.ordered().read("ordered", 0, 10))
                    .containsExactly(
                            new Slot(0, NOON, Optional.of(entries.get(0))),
                            new Slot(1, NOON.plusSeconds(10), Optional.of(entries.get(1))));
            assertThat(trail.ordered().read("ordered", 1, 10)).hasSize(1);
            assertThat(trail.ordered().read("ordered", 0, 1)).hasSize(1);
            assertThat(trail.ordered().read("ordered", 2, 10)).isEmpty();
            assertThat(trail.ordered().read("no-such-log", 0, 10)).isEmpty();
            assertThat(trail.ordered().end("ordered")).isEqualTo(2);
            assertThat(trail.ordered().end("no-such-log")).isZero();

            erase(NOON.plusSeconds(1), 1000);

            assertThat(trail.ordered().read("ordered", 0, 10))
                    .containsExactly(
                            new Slot(0, NOON, Optional.empty()),
                            new Slot(1, NOON.plusSeconds(10), Optional.of(entries.get(1))));
        }
    }

    private void erase(Instant olderThan, long at) throws SQLException {
        try (Connection connection = eraser();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO audit_erasure (older_than, erased) VALUES (" + olderThan.toEpochMilli()
                    + ", " + (olderThan.toEpochMilli() + at) + ")");
        }
    }

    @Test
    default void whatIsNotedIsReadAgainAndTheSameAgainDoesNoHarm() {
        Route route = new Route("atna", "noted");
        try (SqlAuditTrail trail = trail("noted")) {
            Outbox outbox = trail.outbox();
            assertThat(outbox.next(route)).isZero();
            assertThat(outbox.sum(route)).isEqualTo(new Sum(0, 0, Optional.empty()));
            Change change = new Change(
                    Optional.of(7L),
                    List.of(
                            held(2, 0, State.HELD, 1, NOON),
                            held(3, 0, State.HELD, 0, Instant.EPOCH),
                            held(4, 1, State.DEAD, 3, NOON),
                            held(5, 2, State.DROPPED, 3, NOON),
                            held(6, -1, State.HELD, 1, NOON)),
                    Set.of());
            outbox.note(route, change);
            outbox.note(route, change);

            assertThat(outbox.next(route)).isEqualTo(7);
            assertThat(outbox.sum(route)).isEqualTo(new Sum(3, 1, Optional.of(NOON.plusMillis(2))));
            assertThat(outbox.waiting(route)).containsExactly("mark-of-0");
            assertThat(outbox.list(route, State.HELD, 0, 10))
                    .extracting(Held::sequence)
                    .containsExactly(2L, 3L, 6L);
            assertThat(outbox.list(route, State.HELD, 3, 1)).containsExactly(held(3, 0, State.HELD, 0, Instant.EPOCH));
            assertThat(outbox.list(route, State.DEAD, 0, 10)).containsExactly(held(4, 1, State.DEAD, 3, NOON));
            assertThat(outbox.routes()).contains(route);
            assertThat(outbox.next(new Route("minlog", "noted"))).isZero();

            outbox.note(route, new Change(Optional.empty(), List.of(held(6, -1, State.DEAD, 2, NOON)), Set.of(2L, 3L)));

            assertThat(outbox.next(route)).isEqualTo(7);
            assertThat(outbox.sum(route)).isEqualTo(new Sum(0, 2, Optional.empty()));
            assertThat(outbox.waiting(route)).isEmpty();
        }
    }

    @Test
    default void ofEachChildTheFirstThatIsHeldIsDueAndOfNobodyEach() {
        Route route = new Route("atna", "due");
        Instant later = NOON.plusSeconds(5);
        try (SqlAuditTrail trail = trail("due")) {
            Outbox outbox = trail.outbox();
            outbox.note(
                    route,
                    new Change(
                            Optional.of(9L),
                            List.of(
                                    held(0, 0, State.DEAD, 3, NOON),
                                    held(1, 0, State.HELD, 1, later),
                                    held(2, 0, State.HELD, 0, Instant.EPOCH),
                                    held(3, 1, State.HELD, 1, NOON),
                                    held(4, 1, State.HELD, 0, Instant.EPOCH),
                                    held(5, -1, State.HELD, 1, NOON),
                                    held(6, -1, State.HELD, 1, NOON)),
                            Set.of()));

            assertThat(outbox.due(route, NOON, 10)).extracting(Held::sequence).containsExactly(3L, 5L, 6L);
            assertThat(outbox.due(route, NOON, 1)).extracting(Held::sequence).containsExactly(3L);
            assertThat(outbox.due(route, later, 10)).extracting(Held::sequence).containsExactly(1L, 3L, 5L, 6L);
            assertThat(outbox.due(route, NOON.minusMillis(1), 10)).isEmpty();
        }
    }

    @Test
    default void everythingIsGivenOnceAndInOrderAndNewOnesWhenTheyCome() {
        ScriptedDestination destination = new ScriptedDestination();
        SetClock clock = new SetClock();
        try (SqlAuditTrail trail = trail("all");
                Forwarder forwarder = forwarder(destination, "all", trail, clock)) {
            List<AuditEntry> entries =
                    keep(trail, IntStream.range(0, 250).map(i -> i % 6).toArray());
            forwarder.work();

            assertThat(destination.taken)
                    .containsExactlyInAnyOrderElementsOf(
                            ids(entries, IntStream.range(0, 250).toArray()));
            for (int child = 0; child < 6; child++) {
                int its = child;
                assertThat(destination.taken)
                        .containsSubsequence(ids(
                                entries,
                                IntStream.range(0, 250)
                                        .filter(i -> i % 6 == its)
                                        .toArray()));
            }
            assertThat(forwarder.tally().delivered()).isEqualTo(250);
            assertThat(forwarder.standing().backlog()).isZero();
            assertThat(forwarder.standing().age(clock.instant().plusSeconds(2))).hasSeconds(2);

            List<AuditEntry> more = keep(trail, 0, -1);
            forwarder.work();

            assertThat(destination.taken)
                    .hasSize(252)
                    .endsWith(more.get(0).id(), more.get(1).id());
        }
    }

    @Test
    default void whatIsRefusedHoldsUpItsOwnChildAlone() {
        ScriptedDestination destination = new ScriptedDestination();
        SetClock clock = new SetClock();
        try (SqlAuditTrail trail = trail("refused");
                Forwarder forwarder = forwarder(destination, "refused", trail, clock)) {
            List<AuditEntry> entries = keep(trail, 0, 1, 0, 1, 0);
            destination.fates.put(entries.get(0).id(), new Fate.Refused("HTTP 422"));
            forwarder.work();

            assertThat(destination.taken).isEqualTo(ids(entries, 1, 3));
            assertThat(forwarder.standing().backlog()).isEqualTo(3);
            assertThat(forwarder.standing().held()).isEqualTo(3);
            assertThat(forwarder.standing().oldest()).contains(NOON);
            List<AuditEntry> later = keep(trail, 0, 1);
            clock.forward(Duration.ofSeconds(4));
            forwarder.work();

            assertThat(destination.taken).endsWith(later.get(1).id()).hasSize(3);
            destination.fates.clear();
            clock.forward(Duration.ofSeconds(1));
            forwarder.work();

            assertThat(destination.taken)
                    .hasSize(7)
                    .containsSubsequence(
                            entries.get(0).id(),
                            entries.get(2).id(),
                            entries.get(4).id(),
                            later.get(0).id());
            assertThat(forwarder.standing().backlog()).isZero();
            assertThat(forwarder.tally().retried()).isEqualTo(4);
        }
    }

    @Test
    default void whatIsRefusedTooOftenIsDeadAndItsChildGoesOn() {
        ScriptedDestination destination = new ScriptedDestination();
        SetClock clock = new SetClock();
        Route route = new Route("scripted", "dead");
        try (SqlAuditTrail trail = trail("dead");
                Forwarder forwarder = forwarder(destination, "dead", trail, clock)) {
            List<AuditEntry> entries = keep(trail, 0, 0);
            destination.fates.put(entries.get(0).id(), new Fate.Refused("HTTP 422"));
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(destination.taken).isEmpty();
                forwarder.work();
                clock.forward(Duration.ofSeconds(10));
            }
            forwarder.work();

            assertThat(destination.taken).isEqualTo(ids(entries, 1));
            assertThat(forwarder.standing().dead()).isEqualTo(1);
            assertThat(forwarder.standing().backlog()).isZero();
            assertThat(trail.outbox().list(route, State.DEAD, 0, 10))
                    .singleElement()
                    .satisfies(dead -> {
                        assertThat(dead.attempts()).isEqualTo(3);
                        assertThat(dead.reason()).isEqualTo("HTTP 422");
                    });
        }
    }

    @Test
    default void whileTheDestinationIsDownNothingMovesAndItIsLeftAloneEverLonger() {
        ScriptedDestination destination = new ScriptedDestination();
        SetClock clock = new SetClock();
        try (SqlAuditTrail trail = trail("down");
                Forwarder forwarder = forwarder(destination, "down", trail, clock)) {
            List<AuditEntry> entries = keep(trail, 0, 1, 0);
            destination.ofAll = Optional.of(new Fate.Unreached("ConnectException"));
            List<Integer> asked = new ArrayList<>();
            for (int second = 0; second < 40; second++) {
                forwarder.work();
                asked.add(destination.asked);
                clock.forward(Duration.ofSeconds(1));
            }

            assertThat(asked.get(0)).isEqualTo(1);
            assertThat(asked.get(5)).isEqualTo(2);
            assertThat(asked.get(15)).isEqualTo(3);
            assertThat(asked.get(39)).as("after 5, 10 and 20 seconds").isEqualTo(4);
            assertThat(forwarder.standing().backlog()).isEqualTo(3);
            assertThat(forwarder.standing().held()).isZero();
            assertThat(forwarder.standing().age(clock.instant())).hasSeconds(40);
            assertThat(forwarder.tally().failed()).isEqualTo(4);
            destination.ofAll = Optional.empty();
            clock.forward(Duration.ofMinutes(1));
            forwarder.work();

            assertThat(destination.taken).containsExactlyInAnyOrderElementsOf(ids(entries, 0, 1, 2));
        }
    }

    @Test
    default void whoAsksForAPauseGetsItUpToTheLongest() {
        ScriptedDestination destination = new ScriptedDestination();
        SetClock clock = new SetClock();
        try (SqlAuditTrail trail = trail("pause");
                Forwarder forwarder = forwarder(destination, "pause", trail, clock)) {
            keep(trail, 0);
            destination.ofAll = Optional.of(new Fate.Unreached("HTTP 429", false, Optional.of(Duration.ofSeconds(30))));
            forwarder.work();
            clock.forward(Duration.ofSeconds(29));
            forwarder.work();
            assertThat(destination.asked).isEqualTo(1);
            destination.ofAll = Optional.of(new Fate.Unreached("HTTP 503", false, Optional.of(Duration.ofDays(9))));
            clock.forward(Duration.ofSeconds(1));
            forwarder.work();
            destination.ofAll = Optional.empty();
            clock.forward(PACE.longest());
            forwarder.work();

            assertThat(destination.taken).hasSize(1);
        }
    }

    /** Else one bad entry would hold up all. */
    @Test
    default void anEntryThatBringsTheDestinationDownIsHeldWhenOthersAreTaken() {
        ScriptedDestination destination = new ScriptedDestination();
        SetClock clock = new SetClock();
        try (SqlAuditTrail trail = trail("poison");
                Forwarder forwarder = forwarder(destination, "poison", trail, clock)) {
            List<AuditEntry> entries = keep(trail, 0, 1, 0, 2);
            destination.fates.put(entries.get(0).id(), new Fate.Unreached("HTTP 500", true, Optional.empty()));
            forwarder.work();

            assertThat(destination.taken).isEqualTo(ids(entries, 1, 3));
            assertThat(forwarder.standing().held()).isEqualTo(2);
            destination.fates.clear();
            clock.forward(Duration.ofSeconds(5));
            forwarder.work();

            assertThat(destination.taken).isEqualTo(ids(entries, 1, 3, 0, 2));
        }
    }

    @Test
    default void noEntryDiesOfADestinationThatFailsWithAll() {
        ScriptedDestination destination = new ScriptedDestination();
        SetClock clock = new SetClock();
        try (SqlAuditTrail trail = trail("all-fail");
                Forwarder forwarder = forwarder(destination, "all-fail", trail, clock)) {
            List<AuditEntry> entries = keep(trail, 0, 1);
            destination.fates.put(entries.get(0).id(), new Fate.Refused("HTTP 422"));
            forwarder.work();
            destination.ofAll = Optional.of(new Fate.Unreached("HTTP 500", true, Optional.empty()));
            keep(trail, 2, 3);
            for (int minute = 0; minute < 20; minute++) {
                clock.forward(Duration.ofMinutes(1));
                forwarder.work();
            }

            assertThat(forwarder.standing().dead()).isZero();
            assertThat(forwarder.standing().backlog()).isEqualTo(3);
            destination.ofAll = Optional.empty();
            destination.fates.clear();
            clock.forward(Duration.ofMinutes(1));
            forwarder.work();
            assertThat(destination.taken).hasSize(4);
        }
    }

    @Test
    default void whatIsNoEventOrLeftOutIsPassedOverAndCounted() {
        ScriptedDestination destination = new ScriptedDestination();
        destination.leaveOut = LeaveOut.parse(List.of("outcome=8", "organisation=cvr:*", "type=1101*"));
        SetClock clock = new SetClock();
        try (SqlAuditTrail trail = trail("unwanted");
                Forwarder forwarder = forwarder(destination, "unwanted", trail, clock)) {
            AuditEntry wanted = Accesses.about(0);
            trail.keep(List.of(
                    Accesses.ofType(Ledger.INTENT, Accesses.about(0)),
                    wanted,
                    Accesses.ofType("110114", Accesses.about(-1)),
                    Accesses.ofType(Ledger.INTENT, Accesses.about(1))));
            forwarder.work();

            assertThat(destination.taken).containsExactly(wanted.id());
            assertThat(forwarder.tally().unwanted()).isEqualTo(3);
            assertThat(forwarder.standing().backlog()).isZero();
            assertThat(trail.outbox().next(new Route("scripted", "unwanted"))).isEqualTo(4);
        }
    }

    @Test
    default void whatIsErasedBeforeItIsGivenIsPassedOverAndCountedHeldOrNot() throws SQLException {
        ScriptedDestination destination = new ScriptedDestination();
        SetClock clock = new SetClock();
        Route route = new Route("scripted", "erased");
        try (SqlAuditTrail trail = trail("erased");
                Forwarder forwarder = forwarder(destination, "erased", trail, clock)) {
            List<AuditEntry> entries = keep(trail, 0, 0, 1);
            destination.fates.put(entries.get(0).id(), new Fate.Refused("HTTP 422"));
            forwarder.work();
            trail.outbox()
                    .note(route, new Change(Optional.empty(), List.of(held(2, 1, State.DEAD, 3, NOON)), Set.of()));
            keep(trail, 1);

            erase(NOON.plusSeconds(1), 2000);
            clock.forward(Duration.ofSeconds(5));
            forwarder.work();

            assertThat(destination.taken).isEqualTo(ids(entries, 2));
            assertThat(forwarder.tally().erased()).isEqualTo(3);
            assertThat(forwarder.standing().backlog()).isZero();
            assertThat(trail.outbox().list(route, State.DEAD, 0, 10))
                    .as("nothing tells any longer which child it was about")
                    .isEmpty();
        }
    }

    @Test
    default void whoeverDoesNotWriteTheLogDoesNotForwardItEither() {
        ScriptedDestination destination = new ScriptedDestination();
        SetClock clock = new SetClock();
        try (SqlAuditTrail second = trail("one-of-two");
                Forwarder forwarder = forwarder(destination, "one-of-two", second, clock)) {
            try (SqlAuditTrail first = trail("one-of-two")) {
                keep(first, 0);
                second.isWritable();
                forwarder.work();

                assertThat(destination.asked).isZero();
                assertThat(forwarder.standing().age(clock.instant().plusSeconds(70)))
                        .hasSeconds(70);
            }
            second.isWritable();
            forwarder.work();

            assertThat(destination.taken).hasSize(1);
        }
    }

    @Test
    default void aNewForwarderGoesOnWhereTheLastOneWas() {
        ScriptedDestination destination = new ScriptedDestination();
        SetClock clock = new SetClock();
        List<AuditEntry> entries;
        try (SqlAuditTrail trail = trail("again")) {
            entries = keep(trail, 0, 1, 0, 2);
            destination.fates.put(entries.get(0).id(), new Fate.Refused("HTTP 422"));
            forwarder(destination, "again", trail, clock).work();
            destination.fates.clear();
        }
        clock.forward(Duration.ofSeconds(5));
        try (SqlAuditTrail trail = trail("again")) {
            trail.open();
            forwarder(destination, "again", trail, clock).work();
        }

        assertThat(destination.taken).isEqualTo(ids(entries, 1, 3, 0, 2));
    }

    @Test
    default void aFaultOfOursStopsNothingForGood() {
        SetClock clock = new SetClock();
        ScriptedDestination good = new ScriptedDestination();
        Destination bad = new Destination() {
            @Override
            public String name() {
                return "scripted";
            }

            @Override
            public int most() {
                return 3;
            }

            @Override
            public boolean wants(dk.hoibu.fhir.audit.trail.KeptEntry entry) {
                return true;
            }

            @Override
            public List<Fate> deliver(List<dk.hoibu.fhir.audit.trail.KeptEntry> entries) {
                throw new IllegalStateException("a bug");
            }
        };
        try (SqlAuditTrail trail = trail("bug")) {
            keep(trail, 0, 1);
            Forwarder failing = forwarder(bad, "bug", trail, clock);
            failing.work();
            failing.work();

            assertThat(failing.tally().failed()).isEqualTo(1);
            assertThat(failing.standing().backlog()).isEqualTo(2);
            forwarder(good, "bug", trail, clock).work();
            assertThat(good.taken).hasSize(2);
        }
    }

    /** Whatever fails, and whoever dies when. */
    @Test
    default void everyEventArrivesInOrderForItsChildUnlessItIsNeverTaken() {
        long seed = Long.getLong("hoibu.seed", 5);
        for (int run = 0; run < 4; run++) {
            String log = "faults-" + run;
            try (SqlAuditTrail trail = trail(log)) {
                new FaultsRun(trail, log, seed + 100 * run).run(60);
            }
        }
    }
}
