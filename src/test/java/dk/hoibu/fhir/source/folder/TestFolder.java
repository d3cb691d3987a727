package dk.hoibu.fhir.source.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data folder that a test writes. */
public final class TestFolder {

    private final Path folder;

    public TestFolder(Path folder) {
        this.folder = folder;
    }

    public TestFolder with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public TestFolder with(String name, byte[] content) {
        try {
            Files.createDirectories(folder.resolve("sources"));
            Files.write(folder.resolve("sources").resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DataFolder open() {
        return DataFolder.at(folder);
    }
}
