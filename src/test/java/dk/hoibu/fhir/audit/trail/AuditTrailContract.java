package dk.hoibu.fhir.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dk.hoibu.fhir.audit.trail.AuditQuery.Mark;
import dk.hoibu.fhir.audit.trail.AuditQuery.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every audit trail in an SQL database must do. Each test has a database of its own, which all its trails share. */
public interface AuditTrailContract {

    Duration PATIENCE = Duration.ofSeconds(30);

    Instant NOON = Instant.parse("2026-06-10T10:00:00Z");

    /** A trail that nobody has asked for anything yet. */
    AuditTrail trail(String log, Duration patience);

    /** A connection of the role that the server has. */
    Connection server() throws SQLException;

    /** A connection of the role that may erase. */
    Connection eraser() throws SQLException;

    default AuditTrail trail() {
        return trail("node-1", PATIENCE);
    }

    @Test
    default void whatWasKeptIsFound() {
        AuditEntry first = Entries.at(NOON);
        AuditEntry odd = new AuditEntry(
                UUID.randomUUID(),
                NOON.plusMillis(1),
                new Marks(
                        Optional.of("00ff"),
                        "110114",
                        "søg \"alt\"",
                        "E",
                        "8",
                        Optional.of("https://issuer|æøå"),
                        Optional.empty(),
                        Optional.of("cvr:29189999"),
                        Optional.empty(),
                        "𝄞"),
                "{\"a\":\"linje\\n'; DROP TABLE audit_entry; --\",\n\t\"b\":\"\u0001\u001f\u007f€𝄞\"}");
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(first, odd));

            assertThat(trail.find(first.id())).contains(new KeptEntry("node-1", 0, first));
            assertThat(trail.find(odd.id())).contains(new KeptEntry("node-1", 1, odd));
            assertThat(trail.find(UUID.randomUUID())).isEmpty();
            assertThat(ChainCheck.lengths(this)).containsExactly(Map.entry("node-1", 2L));
        }
    }

    @Test
    default void nothingIsFoundWhereNothingWasKept() {
        try (AuditTrail trail = trail()) {
            assertThat(trail.find(UUID.randomUUID())).isEmpty();
            assertThat(trail.page(Entries.query(Map.of(), 10))).isEmpty();
            assertThat(trail.isWritable()).isTrue();
        }
    }

    @Test
    default void keepingNothingIsDone() {
        try (AuditTrail trail = trail()) {
            trail.keep(List.of());

            assertThat(trail.isWritable()).isTrue();
            assertThat(ChainCheck.lengths(this)).isEmpty();
        }
    }

    @Test
    default void theLogGoesOnWhereItEnded() {
        AuditEntry before = Entries.at(NOON);
        AuditEntry after = Entries.at(NOON.minusSeconds(5));
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(before));
        }
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(after));

            assertThat(trail.find(before.id()).orElseThrow().sequence()).isZero();
            assertThat(trail.find(after.id()).orElseThrow().sequence()).isEqualTo(1);
        }
        assertThat(ChainCheck.lengths(this)).containsExactly(Map.entry("node-1", 2L));
    }

    @Test
    default void keepsAllOrNone() {
        AuditEntry twice = Entries.at(NOON);
        AuditEntry other = Entries.at(NOON);
        try (AuditTrail trail = trail()) {
            assertThatThrownBy(() -> trail.keep(List.of(other, twice, twice))).isInstanceOf(AuditUnavailable.class);

            assertThat(trail.find(other.id())).isEmpty();
            assertThat(trail.find(twice.id())).isEmpty();
            trail.keep(List.of(other));
            assertThat(trail.find(other.id()).orElseThrow().sequence()).isZero();
        }
        assertThat(ChainCheck.lengths(this)).containsExactly(Map.entry("node-1", 1L));
    }

    @Test
    default void aFailureTellsNothingOfWhatWasToBeKept() {
        AuditEntry entry =
                new AuditEntry(UUID.randomUUID(), NOON, Entries.at(NOON).marks(), "{\"secret\":1}");
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(entry));

            assertThatThrownBy(() -> trail.keep(List.of(entry)))
                    .isInstanceOf(AuditUnavailable.class)
                    .satisfies(failure -> {
                        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                            assertThat(String.valueOf(cause.getMessage()))
                                    .doesNotContain("secret")
                                    .doesNotContain(entry.id().toString());
                        }
                    });
        }
    }

    @Test
    default void manyAtOnceLeaveNoGapsAndNothingTwice() throws Exception {
        int threads = 32;
        int each = 20;
        try (AuditTrail trail = trail()) {
            List<Callable<List<AuditEntry>>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                tasks.add(() -> {
                    List<AuditEntry> kept = new ArrayList<>();
                    for (int turn = 0; turn < each; turn++) {
                        List<AuditEntry> some = List.of(Entries.at(NOON.plusMillis(turn)), Entries.at(NOON));
                        trail.keep(some);
                        kept.addAll(some);
                        assertThat(trail.find(some.get(0).id())).isPresent();
                    }
                    return kept;
                });
            }
            for (List<AuditEntry> kept : all(tasks)) {
                for (int at = 0; at < kept.size(); at += 2) {
                    long first = trail.find(kept.get(at).id()).orElseThrow().sequence();
                    long second =
                            trail.find(kept.get(at + 1).id()).orElseThrow().sequence();
                    assertThat(second).isEqualTo(first + 1);
                }
            }
        }
        assertThat(ChainCheck.lengths(this)).containsExactly(Map.entry("node-1", 2L * threads * each));
    }

    @Test
    default void nobodySuffersForWhatAnotherWantsKept() throws Exception {
        AuditEntry taken = Entries.at(NOON);
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(taken));
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int thread = 0; thread < 32; thread++) {
                boolean bad = thread % 8 == 0;
                tasks.add(() -> {
                    try {
                        trail.keep(List.of(bad ? taken : Entries.at(NOON)));
                        return !bad;
                    } catch (AuditUnavailable e) {
                        return bad;
                    }
                });
            }

            assertThat(all(tasks)).containsOnly(true);
        }
        assertThat(ChainCheck.lengths(this)).containsExactly(Map.entry("node-1", 29L));
    }

    private static <T> List<T> all(List<Callable<T>> tasks) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    default void aLogHasOneWriter() {
        AuditEntry entry = Entries.at(NOON);
        try (AuditTrail second = trail()) {
            try (AuditTrail first = trail()) {
                first.keep(List.of(Entries.at(NOON)));

                assertThat(second.isWritable()).isFalse();
                assertThatThrownBy(() -> second.keep(List.of(entry))).isInstanceOf(AuditUnavailable.class);
                assertThat(second.find(entry.id())).isEmpty();
                assertThat(first.isWritable()).isTrue();
            }
            second.keep(List.of(entry));

            assertThat(second.find(entry.id()).orElseThrow().sequence()).isEqualTo(1);
        }
        assertThat(ChainCheck.lengths(this)).containsExactly(Map.entry("node-1", 2L));
    }

    @Test
    default void everyLogCountsForItself() {
        try (AuditTrail one = trail("node-1", PATIENCE);
                AuditTrail two = trail("node-2", PATIENCE)) {
            one.keep(List.of(Entries.at(NOON)));
            two.keep(List.of(Entries.at(NOON), Entries.at(NOON)));
            one.keep(List.of(Entries.at(NOON)));

            assertThat(one.page(Entries.query(Map.of(), 10)))
                    .extracting(KeptEntry::log, KeptEntry::sequence)
                    .containsExactly(
                            tuple("node-1", 1L), tuple("node-1", 0L), tuple("node-2", 1L), tuple("node-2", 0L));
        }
        assertThat(ChainCheck.lengths(this)).containsOnly(Map.entry("node-1", 2L), Map.entry("node-2", 2L));
    }

    @Test
    default void afterItsEndItKeepsNothing() {
        AuditTrail trail = trail();
        trail.keep(List.of(Entries.at(NOON)));
        trail.close();
        trail.close();

        assertThat(trail.isWritable()).isFalse();
        assertThatThrownBy(() -> trail.keep(List.of(Entries.at(NOON)))).isInstanceOf(AuditUnavailable.class);
        assertThat(ChainCheck.lengths(this)).containsExactly(Map.entry("node-1", 1L));
    }

    /** Against a list that is searched from end to end. */
    @Test
    default void pagesAreWhatWasAskedForNewestFirst() {
        Random random = new Random(5);
        List<KeptEntry> model = new ArrayList<>();
        try (AuditTrail one = trail("node-1", PATIENCE);
                AuditTrail two = trail("node-2", PATIENCE)) {
            for (int at = 0; at < 200; at++) {
                String log = at % 3 == 0 ? "node-2" : "node-1";
                AuditEntry entry = Entries.any(random);
                (at % 3 == 0 ? two : one).keep(List.of(entry));
                long sequence =
                        model.stream().filter(kept -> kept.log().equals(log)).count();
                model.add(new KeptEntry(log, sequence, entry));
            }
            model.sort(Comparator.comparing((KeptEntry kept) -> kept.entry().recorded())
                    .reversed()
                    .thenComparing(KeptEntry::log)
                    .thenComparing(KeptEntry::sequence, Comparator.reverseOrder()));

            for (int turn = 0; turn < 200; turn++) {
                AuditQuery query = Entries.anyQuery(random);
                assertThat(pages(one, query)).as("%s", query).isEqualTo(Entries.matching(model, query));
            }
        }
    }

    private static List<KeptEntry> pages(AuditTrail trail, AuditQuery first) {
        List<KeptEntry> found = new ArrayList<>();
        AuditQuery query = first;
        while (true) {
            List<KeptEntry> page = trail.page(query);
            found.addAll(page);
            if (page.size() < query.count()) {
                return found;
            }
            KeptEntry last = page.get(page.size() - 1);
            Place place = new Place(last.entry().recorded(), last.log(), last.sequence());
            query = new AuditQuery(query.any(), query.from(), query.before(), Optional.of(place), query.count());
        }
    }

    @Test
    default void noValueWantedIsNothingFound() {
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(Entries.at(NOON)));

            Map<Mark, List<String>> any = new EnumMap<>(Map.of(Mark.TYPE, List.of("rest"), Mark.OUTCOME, List.of()));
            assertThat(trail.page(Entries.query(any, 10))).isEmpty();
        }
    }

    @Test
    default void whatWasErasedIsGoneAndTheChainIsWhole() throws SQLException {
        AuditEntry old = Entries.at(NOON);
        AuditEntry kept = Entries.at(NOON.plusSeconds(1));
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(old, kept));

            erase(NOON.plusSeconds(1));

            assertThat(trail.find(old.id())).isEmpty();
            assertThat(trail.find(kept.id())).isPresent();
            assertThat(trail.page(Entries.query(Map.of(), 10)))
                    .extracting(KeptEntry::entry)
                    .containsExactly(kept);
            assertThat(trail.page(Entries.query(Map.of(Mark.TYPE, List.of("rest")), 10)))
                    .hasSize(1);
            trail.keep(List.of(Entries.at(NOON.plusSeconds(2))));
        }
        assertThat(ChainCheck.lengths(this)).containsExactly(Map.entry("node-1", 3L));
    }

    private void erase(Instant olderThan) throws SQLException {
        try (Connection connection = eraser();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO audit_erasure (older_than, erased) VALUES (?, ?)")) {
            insert.setLong(1, olderThan.toEpochMilli());
            insert.setLong(2, olderThan.plusSeconds(1).toEpochMilli());
            insert.executeUpdate();
        }
    }

    @Test
    default void nothingIsChangedOrDeletedByHand() throws SQLException {
        try (AuditTrail trail = trail()) {
            trail.keep(List.of(Entries.at(NOON)));
        }
        List<String> attempts = List.of(
                "UPDATE audit_entry SET recorded = 0",
                "UPDATE audit_entry SET sequence = 7",
                "DELETE FROM audit_entry",
                "UPDATE audit_payload SET payload = '{}'",
                "UPDATE audit_payload SET child = NULL",
                "DELETE FROM audit_payload",
                "INSERT INTO audit_payload SELECT * FROM audit_payload",
                "INSERT INTO audit_entry SELECT * FROM audit_entry");
        try (Connection connection = server();
                Statement statement = connection.createStatement()) {
            for (String attempt : attempts) {
                assertThatThrownBy(() -> statement.execute(attempt))
                        .as(attempt)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching(
                                "(?s).*(only appended to|goes on where it ended|permission denied|duplicate key).*");
            }
        }
        assertThat(ChainCheck.lengths(this)).containsExactly(Map.entry("node-1", 1L));
    }
}
