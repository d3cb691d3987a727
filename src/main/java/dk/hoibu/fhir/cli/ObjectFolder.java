package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.message.xdis.AttachedObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The objects that letters refer to, each a file named as the letter names it. A name that could lead elsewhere is no file's. */
final class ObjectFolder implements AttachedObjects {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,34}");

    private final Path folder;

    private ObjectFolder(Path folder) {
        this.folder = folder;
    }

    /** Of that folder; of none without. */
    static AttachedObjects of(Optional<Path> folder) {
        return folder.<AttachedObjects>map(ObjectFolder::new).orElseGet(AttachedObjects::none);
    }

    @Override
    public Optional<byte[]> find(String identifier) {
        Path file = folder.resolve(identifier.replace('/', '_'));
        try {
            return NAME.matcher(identifier).matches() && Files.isRegularFile(file)
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void keep(String identifier, byte[] bytes) {
        if (NAME.matcher(identifier).matches()) {
            try {
                Files.createDirectories(folder);
                Files.write(folder.resolve(identifier), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
