package dk.hoibu.fhir.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedNoteTest {

    /** The key and the note that Go's package {@code note} explains itself with. */
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();

    @Test
    void aNoteThatAnotherProgramSignedIsRead() {
        Vkey key = Vkey.parse(GO_KEY);
        assertThat(key).hasToString(GO_KEY);
        assertThat(SignedNote.parse(GO_NOTE).isSignedBy(List.of(key))).isTrue();
        assertThat(SignedNote.parse(GO_NOTE)).hasToString(GO_NOTE);
    }

    @Test
    void aNoteThatWasChangedIsSignedByNobody() {
        Vkey key = Vkey.parse(GO_KEY);
        assertThat(SignedNote.parse(GO_NOTE.replace("answer", "Answer")).isSignedBy(List.of(key)))
                .isFalse();
        assertThat(SignedNote.parse(GO_NOTE.replace("PeterNeumann", "Another")).isSignedBy(List.of(key)))
                .isFalse();
        assertThatThrownBy(() -> SignedNote.parse(GO_NOTE.strip())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Vkey.parse(GO_KEY.replace("c74f20a3", "c74f20a4")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCheckpointIsWrittenAsItsThreeLines() {
        Checkpoint checkpoint = new Checkpoint("hoibu.example/audit/node-1", 0, TreeHash.ofNothing());
        assertThat(checkpoint.text())
                .isEqualTo("hoibu.example/audit/node-1\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
        assertThatThrownBy(() -> Checkpoint.parse(checkpoint.text().replace("\n0\n", "\n00\n")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysAreKeptForTheirOwnerAndSignAgainAfterAStart() throws Exception {
        Path file = folder.resolve("keys").resolve("audit-signing.json");
        AuditKeys made = AuditKeys.loadOrCreate(file, "hoibu.example/audit/node-1", random);
        AuditKeys again = AuditKeys.loadOrCreate(file, "hoibu.example/audit/node-1", random);
        assertThat(again.current().sign("text\n").isSignedBy(made.vkeys())).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("keys").resolve("audit-signing.pub"))
                .hasContent(made.current().vkey() + "\n");
    }

    @Test
    void aNewKeyIsSignedForByTheOneBefore() {
        Path file = folder.resolve("audit-signing.json");
        AuditKeys before = AuditKeys.loadOrCreate(file, "hoibu.example/audit/node-1", random);
        SignedNote rotation = AuditKeys.rotate(file, random);
        AuditKeys after = AuditKeys.load(file);
        assertThat(after.current().vkey()).isNotEqualTo(before.current().vkey());
        assertThat(rotation.isSignedBy(before.vkeys())).isTrue();
        assertThat(rotation.text()).contains(after.current().vkey().toString());
        assertThat(after.forAuditors())
                .startsWith(before.current().vkey() + "\n\n")
                .endsWith(rotation.toString());
        assertThat(after.forAuditors())
                .doesNotContain(java.util.Base64.getEncoder()
                        .encodeToString(after.current().secret().getEncoded()));
    }
}
