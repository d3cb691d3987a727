package dk.hoibu.fhir.generate;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.folder.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Writes a data folder about a number of invented children. The same number and seed give the same files, byte for byte, on any machine;
 * the larger the number, the longer it takes, but not the more memory: nothing of a child is kept once it is written.
 */
public final class Generator {

    /** All children in Denmark, and a few more. */
    public static final int MOST_CHILDREN = 1_200_000;

    private static final int REPORT_EVERY = 1_000;

    private final int children;
    private final long seed;
    private final Path folder;
    private final Progress progress;

    /** Told, from time to time and at the end, how many children have been written. */
    @FunctionalInterface
    public interface Progress {
        void written(int children);
    }

    /**
     * @param children from 1 to {@link #MOST_CHILDREN}
     * @param folder where the data folder is to be; its subfolder {@code sources} must not have any of the files yet, unless they may be
     *     overwritten
     */
    public Generator(int children, long seed, Path folder, Progress progress) {
        if (children < 1 || children > MOST_CHILDREN) {
            throw new IllegalArgumentException("the number of children must be from 1 to " + MOST_CHILDREN);
        }
        this.children = children;
        this.seed = seed;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Writes all files. They come into their place when all is written; before that, and when it fails, they are not there at all.
     *
     * @throws UncheckedIOException when a file cannot be written
     */
    public Generated generate() {
        try (Workspace workspace = Workspace.in(folder)) {
            Generated generated = write(workspace.path());
            Files.writeString(
                    workspace.path().resolve(DataFolder.TEST_DATA_MARK),
                    "Made by the command generate: nobody in these files is real.\n");
            workspace.publish();
            return generated;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the data folder: " + e, e);
        }
    }

    private Generated write(Path sources) throws IOException {
        Randomness randomness = Randomness.ofSeed(seed);
        Names names = new Names();
        Numbering numbering = new Numbering();
        Country country = Country.forChildren(children, names, numbering, randomness.split());
        SourceFiles files = new SourceFiles(sources);
        String example;
        try (files) {
            files.write(country);
            example = writeChildren(new ChildRecords(files, country, names, numbering), country, randomness);
        }
        return new Generated(files.list(), new PersonNumber(example, PersonNumber.Kind.CPR));
    }

    /** The number of the example, who is in the middle of the others in age. */
    private String writeChildren(ChildRecords records, Country country, Randomness randomness) throws IOException {
        Births births = new Births(children);
        int exampleIndex = children / 2;
        String example = "";
        Optional<String> sibling = Optional.empty();
        for (int index = 0; index < children; index++) {
            Child child = child(births, country, sibling, index == exampleIndex, randomness.split());
            records.write(child, randomness.split());
            sibling = Optional.of(child.number());
            if (child.example()) {
                example = child.number();
            }
            if ((index + 1) % REPORT_EVERY == 0 || index + 1 == children) {
                progress.written(index + 1);
            }
        }
        return example;
    }

    private static Child child(
            Births births, Country country, Optional<String> sibling, boolean example, Randomness randomness) {
        LocalDate birthDate = births.nextDay(randomness);
        boolean girl = randomness.chance(0.487);
        boolean hidden = !example && randomness.chance(0.01);
        return new Child(
                births.nextNumber(girl), birthDate, girl, country.anyTown(randomness), hidden, example, sibling);
    }
}
