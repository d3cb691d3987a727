package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.verify.Export;
import dk.hoibu.fhir.verify.Stored;
import dk.hoibu.fhir.verify.Unreadable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the audit trail to a file that an auditor can check elsewhere. */
@Command(
        name = "export",
        description =
                "Write the audit trail to a file as lines of JSON, for audit verify --export. It holds all that entries say: personal data.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all was written", "2:it could not be read or written, or the call was wrong"})
public final class AuditExportCommand implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    private TrailPlace place = new TrailPlace();

    @Mixin
    private DatabaseUser databaseUser = new DatabaseUser();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The file, which must not be there yet.")
    private Path out = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli gives every command its description");
        }
        try (Stored stored = place.open(databaseUser);
                OutputStream file = new BufferedOutputStream(create(), 1 << 16)) {
            long entries = Export.write(stored, file);
            spec.commandLine().getOut().println(entries + " entries written");
            return 0;
        } catch (FileAlreadyExistsException e) {
            spec.commandLine().getErr().println("error: there is a file " + out + " already");
        } catch (IOException e) {
            spec.commandLine().getErr().println("error: cannot write " + out);
        } catch (Unreadable e) {
            spec.commandLine().getErr().println("error: " + e.getMessage());
        }
        return 2;
    }

    /** Readable by its owner alone, from the beginning. */
    private OutputStream create() throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return Channels.newOutputStream(FileChannel.open(out, fresh, attributes));
    }
}
