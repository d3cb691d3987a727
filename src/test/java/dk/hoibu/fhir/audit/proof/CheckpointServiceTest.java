package dk.hoibu.fhir.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointServiceTest {

    private static final Rhythm RHYTHM =
            new Rhythm(Duration.ofSeconds(10), 100, Duration.ofMinutes(60), Duration.ofHours(4));

    @TempDir
    Path folder;

    private final List<TreeHash> leaves = new ArrayList<>();
    private final Random random = new Random(6);
    private final Kept kept = new Kept();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Path keyFile;
    private boolean reachable = true;
    private final List<SignedNote> remembered = new ArrayList<>();

    private final Anchor anchor = new Anchor() {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public void remember(SignedNote note, GrowthProof growth) {
            if (!reachable) {
                throw new AnchorFailed("out of reach");
            }
            remembered.add(note);
        }
    };

    private static final class Kept implements CheckpointStore {
        private final TreeMap<Long, String> notes = new TreeMap<>();

        @Override
        public void keep(String log, long size, String note) {
            notes.put(size, note);
        }

        @Override
        public Optional<String> latest(String log) {
            return notes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(notes.lastEntry().getValue());
        }
    }

    @BeforeEach
    void keyIsMade() {
        keyFile = folder.resolve("audit-signing.json");
        AuditKeys.loadOrCreate(keyFile, "hoibu.example/audit/node-1", new SecureRandom());
    }

    private CheckpointService service(Anchor... anchors) {
        return new CheckpointService(
                "node-1",
                AuditKeys.load(keyFile),
                ProofsTest.source(leaves),
                kept,
                List.of(anchors),
                RHYTHM,
                () -> now);
    }

    private void append(int count) {
        leaves.addAll(ProofsTest.leaves(count, random));
    }

    @Test
    void aLogIsSignedWhenItGrewByEnoughOrLongAgo() {
        CheckpointService service = service();
        service.work();
        assertThat(kept.notes).isEmpty();
        append(3);
        service.work();
        append(50);
        service.work();
        assertThat(kept.notes).containsOnlyKeys(3L);
        now = now.plusSeconds(10);
        service.work();
        append(100);
        service.work();
        assertThat(kept.notes).containsOnlyKeys(3L, 53L, 153L);
        assertThat(service.state().entries()).isEqualTo(153);
        assertThat(service.isAnchored()).isTrue();
    }

    @Test
    void whatIsSignedIsTheRootOverAllEntries() {
        append(77);
        service().work();
        SignedNote note = SignedNote.parse(kept.notes.get(77L));
        Frontier frontier = new Frontier();
        leaves.forEach(frontier::append);
        assertThat(note.isSignedBy(AuditKeys.load(keyFile).vkeys())).isTrue();
        assertThat(Checkpoint.parse(note.text()))
                .isEqualTo(new Checkpoint("hoibu.example/audit/node-1", 77, frontier.root()));
    }

    @Test
    void itGoesOnAfterARestartAndAfterANewKey() {
        append(77);
        service().work();
        AuditKeys.rotate(keyFile, new SecureRandom());
        append(100);
        service().work();
        assertThat(kept.notes).containsOnlyKeys(77L, 177L);
    }

    @Test
    void aLogThatWasChangedIsNotSignedAgain() {
        append(77);
        service().work();
        leaves.set(5, leaves.get(6));
        append(500);
        CheckpointService service = service();
        service.work();
        assertThat(service.state().broken()).isPresent();
        assertThat(service.isAnchored()).isFalse();
        assertThat(kept.notes).containsOnlyKeys(77L);
    }

    @Test
    void aLogThatWasCutOffIsNotSignedAgain() {
        append(77);
        service().work();
        leaves.remove(76);
        CheckpointService service = service();
        service.work();
        assertThat(service.state().broken()).isPresent();
    }

    @Test
    void anAnchorOutOfReachIsBorneForAWhile() {
        reachable = false;
        append(10);
        CheckpointService service = service(anchor);
        service.work();
        assertThat(service.state().failures()).isEqualTo(1);
        assertThat(service.isAnchored()).isTrue();
        now = now.plus(Duration.ofHours(4)).plusSeconds(1);
        append(10);
        service.work();
        assertThat(service.state().age(now)).isEqualTo(Duration.ofHours(4).plusSeconds(1));
        assertThat(service.isAnchored()).isFalse();
        reachable = true;
        now = now.plusSeconds(30);
        service.work();
        assertThat(service.isAnchored()).isTrue();
        assertThat(service.state().age(now)).isZero();
        assertThat(Checkpoint.parse(remembered.get(0).text()).size()).isEqualTo(20);
    }

    @Test
    void oneAnchorThatRemembersIsEnough() {
        append(10);
        CheckpointService service =
                service(anchor, new FileAnchor(folder.resolve("no such folder").resolve("anchor")));
        service.work();
        assertThat(service.state().failures()).isEqualTo(1);
        assertThat(service.state().waitingSince()).isEmpty();
    }

    @Test
    void aFileRemembersWholeNotesAlone() throws Exception {
        Path file = folder.resolve("anchor");
        SigningKey key = AuditKeys.load(keyFile).current();
        SignedNote one = key.sign(new Checkpoint("hoibu.example/audit/node-1", 1, TreeHash.ofNothing()).text());
        SignedNote two = key.sign(new Checkpoint("hoibu.example/audit/node-1", 2, TreeHash.ofNothing()).text());
        new FileAnchor(file).remember(one, old -> List.of());
        Files.writeString(file, one + two.toString().substring(0, two.toString().length() - 9));
        new FileAnchor(file).remember(two, old -> List.of());
        assertThat(file).hasContent(one.toString() + two);
        Files.writeString(file, one + "hoibu.exam");
        new FileAnchor(file).remember(two, old -> List.of());
        assertThat(file).hasContent(one.toString() + two);
    }
}
