package dk.hoibu.fhir.audit.trail.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.audit.trail.AuditEntry;
import dk.hoibu.fhir.audit.trail.AuditTrailContract;
import dk.hoibu.fhir.audit.trail.AuditUnavailable;
import dk.hoibu.fhir.audit.trail.Entries;
import dk.hoibu.fhir.audit.trail.Marks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stopCallers() {
        callers.shutdownNow();
    }

    /** A disk that does nothing until it is let. */
    private static final class Disk implements GroupCommit.Writer {

        private final List<List<AuditEntry>> written = new CopyOnWriteArrayList<>();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final Semaphore permits;
        private volatile String broken = "";

        private Disk(int permits) {
            this.permits = new Semaphore(permits);
        }

        @Override
        public void append(List<AuditEntry> entries, List<GroupCommit.Signed> statements) throws SQLException {
            begun.countDown();
            permits.acquireUninterruptibly();
            boolean hit =
                    entries.stream().anyMatch(entry -> entry.marks().requestId().equals("bad"));
            if (hit || broken.equals("disk")) {
                throw new SQLException(hit ? "bad data" : "broken", hit ? "23505" : "58030");
            }
            if (broken.equals("program")) {
                throw new IllegalStateException("broken");
            }
            written.add(List.copyOf(entries));
        }

        @Override
        public boolean isOfData(SQLException failure) {
            return "23505".equals(failure.getSQLState());
        }
    }

    private static List<AuditEntry> one() {
        return List.of(Entries.at(AuditTrailContract.NOON));
    }

    private static List<AuditEntry> bad() {
        AuditEntry entry = one().get(0);
        Marks marks = entry.marks();
        return List.of(new AuditEntry(
                entry.id(),
                entry.recorded(),
                new Marks(
                        marks.child(),
                        marks.type(),
                        marks.subtype(),
                        marks.action(),
                        marks.outcome(),
                        marks.user(),
                        marks.client(),
                        marks.organisation(),
                        marks.purpose(),
                        "bad"),
                entry.payload()));
    }

    private CompletableFuture<Void> keep(GroupCommit commits, List<AuditEntry> entries) {
        return CompletableFuture.runAsync(() -> commits.keep(entries), callers);
    }

    private static void untilWaiting(GroupCommit commits, int number) {
        while (commits.waiting() < number) {
            Thread.onSpinWait();
        }
    }

    private static void end(CompletableFuture<Void> caller) {
        caller.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Test
    void whoeverIsAloneWritesForItself() {
        Disk disk = new Disk(1);
        List<AuditEntry> entries = one();

        new GroupCommit(disk, LONG).keep(entries);

        assertThat(disk.written).containsExactly(entries);
    }

    @Test
    void allThatWaitAreWrittenInOneCommitInTheirOrder() throws Exception {
        Disk disk = new Disk(0);
        GroupCommit commits = new GroupCommit(disk, LONG);
        List<CompletableFuture<Void>> running = new ArrayList<>(List.of(keep(commits, one())));
        disk.begun.await();
        List<AuditEntry> expected = new ArrayList<>();
        for (int number = 1; number <= 20; number++) {
            List<AuditEntry> entries = one();
            expected.addAll(entries);
            running.add(keep(commits, entries));
            untilWaiting(commits, number);
        }

        disk.permits.release(2);
        running.forEach(GroupCommitTest::end);

        assertThat(disk.written).hasSize(2);
        assertThat(disk.written.get(1)).isEqualTo(expected);
    }

    @Test
    void whoWaitedTooLongIsNeverWritten() throws Exception {
        Disk disk = new Disk(0);
        GroupCommit commits = new GroupCommit(disk, LONG);
        CompletableFuture<Void> leader = keep(commits, one());
        disk.begun.await();

        assertThatThrownBy(() -> commits.keep(one(), SHORT.toNanos())).isInstanceOf(AuditUnavailable.class);

        assertThat(commits.waiting()).isZero();
        disk.permits.release(10);
        end(leader);
        commits.keep(one());
        assertThat(disk.written)
                .hasSize(2)
                .allSatisfy(group -> assertThat(group).hasSize(1));
    }

    @Test
    void aDiskThatHangsHoldsNobodyForLongerThanTheirPatience() throws Exception {
        Disk disk = new Disk(0);
        GroupCommit commits = new GroupCommit(disk, LONG);

        // the first of them is being written all the time, and may be kept yet
        for (int number = 0; number < 3; number++) {
            assertThatThrownBy(() -> commits.keep(one(), SHORT.toNanos())).isInstanceOf(AuditUnavailable.class);
        }

        assertThat(disk.written).isEmpty();
        disk.permits.release(10);
        commits.keep(one());
        assertThat(disk.written).hasSize(2);
    }

    @Test
    void whoIsInterruptedIsUnavailableAndStaysInterrupted() throws Exception {
        Disk disk = new Disk(0);
        GroupCommit commits = new GroupCommit(disk, LONG);
        CompletableFuture<Void> leader = keep(commits, one());
        disk.begun.await();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> commits.keep(one())).isInstanceOf(AuditUnavailable.class);

        assertThat(Thread.interrupted()).isTrue();
        disk.permits.release();
        end(leader);
        assertThat(disk.written).hasSize(1);
    }

    @Test
    void aFailureIsEverybodysAndTheNextOneTriesAgain() throws Exception {
        for (String kind : List.of("disk", "program")) {
            Disk disk = new Disk(0);
            disk.broken = kind;
            GroupCommit commits = new GroupCommit(disk, LONG);
            List<CompletableFuture<Void>> running = new ArrayList<>(List.of(keep(commits, one())));
            disk.begun.await();
            running.add(keep(commits, one()));
            running.add(keep(commits, one()));
            untilWaiting(commits, 2);
            disk.permits.release(10);

            assertThat(running)
                    .allSatisfy(caller ->
                            assertThatThrownBy(() -> end(caller)).cause().isInstanceOf(AuditUnavailable.class));
            disk.broken = "";
            commits.keep(one());
            assertThat(disk.written).hasSize(1);
        }
    }

    @Test
    void badDataAreTheirOwnersOnly() throws Exception {
        Disk disk = new Disk(0);
        GroupCommit commits = new GroupCommit(disk, LONG);
        CompletableFuture<Void> leader = keep(commits, one());
        disk.begun.await();
        CompletableFuture<Void> before = keep(commits, one());
        CompletableFuture<Void> bad = keep(commits, bad());
        CompletableFuture<Void> after = keep(commits, one());
        untilWaiting(commits, 3);
        disk.permits.release(10);

        List.of(leader, before, after).forEach(GroupCommitTest::end);
        assertThatThrownBy(() -> end(bad)).cause().isInstanceOf(AuditUnavailable.class);
        assertThat(disk.written).hasSize(3);
    }

    @Test
    void theEndWaitsForWhatIsBeingWritten() throws Exception {
        Disk disk = new Disk(0);
        GroupCommit commits = new GroupCommit(disk, LONG);
        CompletableFuture<Void> leader = keep(commits, one());
        disk.begun.await();
        CompletableFuture<Boolean> end = CompletableFuture.supplyAsync(commits::close, callers);
        assertThat(end).isNotDone();
        disk.permits.release();

        end(leader);
        assertThat(end.get(60, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> commits.keep(one())).isInstanceOf(AuditUnavailable.class);
    }
}
