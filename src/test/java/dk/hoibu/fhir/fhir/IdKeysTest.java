package dk.hoibu.fhir.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key file: made once, kept to oneself, and rotated without breaking anybody's stored ids. */
class IdKeysTest {

    private static final PersonNumber LARS = PersonNumber.parse("0505159995").orElseThrow();

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void aFileInAFolderThatIsNotThereYet() {
        file = folder.resolve("keys").resolve("ids.json");
    }

    @Test
    void theFileIsMadeOnceAndGivesTheSameIdsAfterARestart() throws IOException {
        String id = IdKeys.loadOrCreate(file).ofPerson(Purpose.PATIENT, LARS);
        byte[] made = Files.readAllBytes(file);

        assertThat(IdKeys.loadOrCreate(file).ofPerson(Purpose.PATIENT, LARS)).isEqualTo(id);
        assertThat(IdKeys.load(file).person(Purpose.PATIENT, id)).contains(LARS);
        assertThat(Files.readAllBytes(file)).isEqualTo(made);
    }

    @Test
    void theFileIsForItsOwnerOnlyAndAloneInItsFolder() throws IOException {
        IdKeys.loadOrCreate(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        IdKeys.rotate(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining("glob:**ids.json");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void anIdFromBeforeARotationIsStillReadAndRenewed() {
        String before = IdKeys.loadOrCreate(file).ofPerson(Purpose.PATIENT, LARS);
        IdKeys.rotate(file);
        IdKeys.rotate(file);
        Ids rotated = IdKeys.load(file);
        String after = rotated.ofPerson(Purpose.PATIENT, LARS);

        assertThat(after).isNotEqualTo(before);
        assertThat(rotated.person(Purpose.PATIENT, before)).contains(LARS);
        assertThat(rotated.person(Purpose.PATIENT, after)).contains(LARS);
        assertThat(rotated.renewed("Patient", before)).isEqualTo(after);
        assertThat(rotated.renewed("Patient", after)).isEqualTo(after);
        assertThat(rotated.renewed("CareTeam", before))
                .as("an id of another type")
                .isEqualTo(before);
    }

    @Test
    void twoServersWithoutTheSameFileDoNotReadEachOthersIds() {
        Ids here = IdKeys.loadOrCreate(file);
        Ids elsewhere = IdKeys.loadOrCreate(folder.resolve("other.json"));

        assertThat(elsewhere.person(Purpose.PATIENT, here.ofPerson(Purpose.PATIENT, LARS)))
                .isEmpty();
    }

    @Test
    void aFileThatHoldsNoKeysStopsTheStart() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"key\": []}");

        assertThatThrownBy(() -> IdKeys.loadOrCreate(broken)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IdKeys.rotate(broken)).isInstanceOf(IllegalArgumentException.class);
        assertThat(broken).as("left as it was").hasContent("{\"key\": []}");
    }

    @Test
    void aFileThatIsNotThereIsNotMadeByReadingOrRotating() {
        assertThatThrownBy(() -> IdKeys.load(file)).isInstanceOf(java.io.UncheckedIOException.class);
        assertThatThrownBy(() -> IdKeys.rotate(file)).isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(file).doesNotExist();
    }
}
