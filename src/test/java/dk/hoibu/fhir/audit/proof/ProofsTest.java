package dk.hoibu.fhir.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProofsTest {

    /** The eight leaves that Certificate Transparency's own implementations are tested with. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    /** The roots over the first one, two, and so on to all eight of them. */
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void theRootsAreThoseOfCertificateTransparency() {
        assertThat(new Frontier().root())
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        Frontier frontier = new Frontier();
        for (int i = 0; i < LEAVES.size(); i++) {
            frontier.append(TreeHash.ofLeaf(HexFormat.of().parseHex(LEAVES.get(i))));
            assertThat(frontier.root()).hasToString(ROOTS.get(i));
        }
    }

    @Test
    void theProofsAreThoseOfCertificateTransparency() {
        List<TreeHash> leaves = LEAVES.stream()
                .map(leaf -> TreeHash.ofLeaf(HexFormat.of().parseHex(leaf)))
                .toList();
        assertThat(Proofs.inclusion(0, 8, naive(leaves)))
                .extracting(TreeHash::toString)
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(Proofs.consistency(6, 8, naive(leaves)))
                .extracting(TreeHash::toString)
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void everyLeafOfASmallTreeIsProvedAndNoOther() {
        List<TreeHash> leaves = leaves(40, new Random(1));
        for (int size = 1; size <= leaves.size(); size++) {
            TreeHash root = naive(leaves).root(0, size);
            for (int index = 0; index < size; index++) {
                List<TreeHash> path = Proofs.inclusion(index, size, naive(leaves));
                assertThat(Proofs.includes(root, size, index, leaves.get(index), path))
                        .isTrue();
                assertThat(Proofs.includes(root, size, index + 1L, leaves.get(index), path))
                        .isFalse();
                assertThat(Proofs.includes(root, size, index, leaves.get((index + 1) % 40), path))
                        .isFalse();
            }
        }
    }

    @Test
    void everySmallTreeContinuesEverySmallerAndNoOther() {
        List<TreeHash> leaves = leaves(40, new Random(2));
        for (int size = 0; size <= leaves.size(); size++) {
            TreeHash root = root(leaves, size);
            for (int old = 0; old <= size; old++) {
                List<TreeHash> path = Proofs.consistency(old, size, naive(leaves));
                assertThat(Proofs.continues(old, root(leaves, old), size, root, path))
                        .isTrue();
                assertThat(Proofs.continues(old, TreeHash.ofLeaf(new byte[] {7}), size, root, path))
                        .isFalse();
                // whatever is, continues nothing
                assertThat(Proofs.continues(old, root(leaves, old), size, TreeHash.ofLeaf(new byte[] {7}), path))
                        .isEqualTo(old == 0);
            }
        }
    }

    @Test
    void aProofThatIsChangedAnywhereProvesNothing() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            int size = 2 + random.nextInt(300);
            int index = random.nextInt(size);
            List<TreeHash> leaves = leaves(size, random);
            List<TreeHash> path = new ArrayList<>(Proofs.inclusion(index, size, naive(leaves)));
            TreeHash root = root(leaves, size);
            assertThat(Proofs.includes(root, size, index, leaves.get(index), path))
                    .isTrue();
            int step = random.nextInt(path.size());
            if (random.nextBoolean()) {
                path.set(step, TreeHash.ofLeaf(path.get(step).bytes()));
            } else {
                path.remove(step);
            }
            assertThat(Proofs.includes(root, size, index, leaves.get(index), path))
                    .as("size %d, index %d, step %d", size, index, step)
                    .isFalse();
        }
    }

    @Test
    void theFrontierOfALogAndItsLaterLeavesProveThatItGrew() {
        Random random = new Random(4);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(300);
            int old = random.nextInt(size + 1);
            List<TreeHash> leaves = leaves(size, random);
            Growth growth = new Growth("node-1", source(leaves));
            growth.readTo(Long.MAX_VALUE);
            assertThat(growth.root()).isEqualTo(root(leaves, size));
            assertThat(growth.proof(old, size)).isEqualTo(Proofs.consistency(old, size, naive(leaves)));
        }
    }

    static LeafSource source(List<TreeHash> leaves) {
        return (log, from, count) -> leaves.subList((int) from, (int) Math.min(from + count, leaves.size()));
    }

    static List<TreeHash> leaves(int count, Random random) {
        List<TreeHash> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] data = new byte[8];
            random.nextBytes(data);
            leaves.add(TreeHash.ofLeaf(data));
        }
        return leaves;
    }

    private static TreeHash root(List<TreeHash> leaves, int size) {
        return size == 0 ? TreeHash.ofNothing() : naive(leaves).root(0, size);
    }

    /** RFC 6962, section 2.1, word by word. */
    private static Proofs.Ranges naive(List<TreeHash> leaves) {
        return (from, to) -> {
            long width = to - from;
            if (width == 1) {
                return leaves.get((int) from);
            }
            long k = 1;
            while (k * 2 < width) {
                k *= 2;
            }
            return TreeHash.ofNode(
                    naive(leaves).root(from, from + k), naive(leaves).root(from + k, to));
        };
    }
}
