package dk.hoibu.fhir.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder beside the one that is meant, where files are made until they are all whole. */
final class Workspace implements Closeable {

    private static final String SOURCES = "sources";
    private static final String UNFINISHED = "sources.unfinished";

    private final Path unfinished;
    private final Path sources;

    private Workspace(Path folder) {
        unfinished = folder.resolve(UNFINISHED);
        sources = folder.resolve(SOURCES);
    }

    /** An empty one in the data folder; what a run that was killed left behind is removed first. */
    static Workspace in(Path folder) throws IOException {
        Workspace workspace = new Workspace(folder);
        workspace.close();
        Files.createDirectories(workspace.unfinished);
        return workspace;
    }

    Path path() {
        return unfinished;
    }

    /** Moves the files into place, over those of the same name; any other file there is left alone. */
    void publish() throws IOException {
        Files.createDirectories(sources);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished)) {
            for (Path file : files) {
                Files.move(file, sources.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Removes what has not been moved into place. */
    @Override
    public void close() throws IOException {
        if (!Files.isDirectory(unfinished)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(unfinished);
    }
}
