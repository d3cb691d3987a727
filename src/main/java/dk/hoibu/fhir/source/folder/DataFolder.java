package dk.hoibu.fhir.source.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the sample adapters find their files: the sample built into the program, or a folder on disk of the same shape.
 */
public final class DataFolder {

    /** The file in {@code sources} that says that nobody real is in the others. */
    public static final String TEST_DATA_MARK = "test-data.txt";

    private static final String SOURCES = "sources";
    private static final String BUILT_IN = "/sample/";

    private final Opener opener;

    private DataFolder(Opener opener) {
        this.opener = opener;
    }

    /** The sample built into the program. */
    public static DataFolder builtIn() {
        return new DataFolder(DataFolder::resource);
    }

    /**
     * The folder on disk; its files are in its subfolder {@code sources}.
     *
     * @throws IllegalArgumentException when there is no such subfolder
     */
    public static DataFolder at(Path folder) {
        Path sources = folder.resolve(SOURCES);
        if (!Files.isDirectory(sources)) {
            throw new IllegalArgumentException("no folder " + SOURCES + " in " + folder);
        }
        return new DataFolder(name -> file(sources, name));
    }

    /** Whether whoever wrote that folder has said that nobody real is in it. */
    public static boolean isTestData(Path folder) {
        return Files.isRegularFile(folder.resolve(SOURCES).resolve(TEST_DATA_MARK));
    }

    /**
     * All of the file.
     *
     * @throws IllegalArgumentException naming the file when it is not there
     */
    public byte[] bytes(String name) {
        try (InputStream stream = content(name).stream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    Content content(String name) {
        try {
            return opener.open(name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static Content file(Path sources, String name) {
        Path file = sources.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw missing(SOURCES + "/" + name);
        }
        return new Content.OnDisk(file);
    }

    private static Content resource(String name) throws IOException {
        try (InputStream stream = DataFolder.class.getResourceAsStream(BUILT_IN + name)) {
            if (stream == null) {
                throw missing(BUILT_IN + name);
            }
            return new Content.InMemory(stream.readAllBytes());
        }
    }

    private static IllegalArgumentException missing(String file) {
        return new IllegalArgumentException(file + " is missing");
    }

    private interface Opener {
        Content open(String name) throws IOException;
    }
}
