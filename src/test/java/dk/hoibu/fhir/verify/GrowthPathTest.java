package dk.hoibu.fhir.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.audit.proof.Frontier;
import dk.hoibu.fhir.audit.proof.Proofs;
import dk.hoibu.fhir.audit.proof.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The verifier's proofs of growth are those that the server gives to witnesses, and do not go through when anything is another. */
class GrowthPathTest {

    private static final int MOST = 70;

    private final List<TreeHash> leaves = leaves();

    private static List<TreeHash> leaves() {
        Random random = new Random(3);
        List<TreeHash> leaves = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            leaves.add(TreeHash.of(hash));
        }
        return leaves;
    }

    private TreeHash root(long from, long to) {
        Frontier range = new Frontier();
        leaves.subList((int) from, (int) to).forEach(range::append);
        return range.root();
    }

    private GrowthPath path(int old, int size) {
        GrowthPath path = new GrowthPath(old, size);
        for (int i = 0; i < MOST; i++) {
            path.pass(i, leaves.get(i).bytes());
        }
        return path;
    }

    @Test
    void everyGrowthIsProvedAsTheServerProvesIt() {
        for (int size = 1; size <= MOST; size++) {
            for (int old = 1; old <= size; old++) {
                GrowthPath path = path(old, size);
                assertThat(path.isProved()).as(old + " to " + size).isTrue();
                assertThat(path.steps().stream().map(TreeHash::of).toList())
                        .isEqualTo(Proofs.consistency(old, size, this::root));
                assertThat(path.oldRoot()).isEqualTo(root(0, old).bytes());
                assertThat(path.root()).isEqualTo(root(0, size).bytes());
            }
        }
    }

    @Test
    void aPathWithAnotherHashOrRootProvesNothing() {
        for (int old = 1; old < 20; old++) {
            GrowthPath path = path(old, 20);
            List<byte[]> steps = path.steps();
            byte[] other = leaves.get(50).bytes();
            assertThat(Tree.grew(old, 20, path.oldRoot(), path.root(), steps)).isTrue();
            assertThat(Tree.grew(old, 20, other, path.root(), steps)).isFalse();
            assertThat(Tree.grew(old, 20, path.oldRoot(), other, steps)).isFalse();
            assertThat(Tree.grew(old, 20, path.oldRoot(), path.root(), steps.subList(1, steps.size())))
                    .isFalse();
            for (int step = 0; step < steps.size(); step++) {
                List<byte[]> changed = new ArrayList<>(steps);
                changed.set(step, other);
                assertThat(Tree.grew(old, 20, path.oldRoot(), path.root(), changed))
                        .isFalse();
            }
        }
    }

    @Test
    void leavesThatHaveNotAllPassedProveNothing() {
        GrowthPath path = new GrowthPath(3, 7);
        for (int i = 0; i < 6; i++) {
            path.pass(i, leaves.get(i).bytes());
        }
        assertThat(path.isProved()).isFalse();
    }
}
