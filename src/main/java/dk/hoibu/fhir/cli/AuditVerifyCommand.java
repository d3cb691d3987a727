package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.verify.Elsewhere;
import dk.hoibu.fhir.verify.Exported;
import dk.hoibu.fhir.verify.Finding;
import dk.hoibu.fhir.verify.LogReport;
import dk.hoibu.fhir.verify.Stored;
import dk.hoibu.fhir.verify.Trusted;
import dk.hoibu.fhir.verify.Unreadable;
import dk.hoibu.fhir.verify.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says whether the audit trail is as it was written, and names the first entry that is not. */
@Command(
        name = "verify",
        description = "Hash the audit trail again and hold it against its checkpoints.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all is as it was written",
            "1:something is not",
            "2:it could not be read, or the call was wrong"
        })
public final class AuditVerifyCommand implements Callable<Integer> {

    /** How the answer is written. */
    enum Format {
        text,
        json
    }

    /** Where the trail is: in its place, or an export of it. */
    static final class Where {
        @ArgGroup
        @Nullable
        TrailPlace place;

        @Option(names = "--export", paramLabel = "FILE", description = "What audit export wrote.")
        @Nullable
        Path export;
    }

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    @Mixin
    private DatabaseUser databaseUser = new DatabaseUser();

    @Option(names = "--log", paramLabel = "NAME", description = "One log. Default: all.")
    private @Nullable String log;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Public keys of the checkpoints, name+hash+base64 on a line each, and rotations. May be given again.")
    private List<Path> keys = new ArrayList<>();

    @Option(
            names = "--anchor",
            paramLabel = "FILE",
            description = "Checkpoints that were seen elsewhere, one after another. May be given again.")
    private List<Path> anchors = new ArrayList<>();

    @Option(
            names = "--erased-before",
            paramLabel = "DATE",
            description =
                    "What entries say may be gone only if recorded before that day (UTC) or instant. Default: if the trail says that it was erased.")
    private @Nullable String erasedBefore;

    @Option(
            names = "--id",
            paramLabel = "EVENT",
            description = "Check the log with that event, and print the proof that it is there.")
    private @Nullable String id;

    @Option(
            names = "--from-size",
            paramLabel = "ENTRIES",
            description =
                    "Print the proof that the log only grew since it had so many entries; with --log if there are several.")
    private @Nullable Long fromSize;

    @Option(
            names = "--to-size",
            paramLabel = "ENTRIES",
            defaultValue = "" + Long.MAX_VALUE,
            description = "With --from-size: until it had so many. Default: all.")
    private long toSize;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Default: ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Trusted trusted = Trusted.read(texts(keyFiles()));
            Elsewhere elsewhere = Elsewhere.read(String.join("", texts(anchors)));
            int threads = Runtime.getRuntime().availableProcessors();
            try (Verifier verifier = new Verifier(stored(), trusted, elsewhere, erasedBefore(), threads)) {
                return report(verifier);
            }
        } catch (Unreadable e) {
            spec().commandLine().getErr().println("error: " + e.getMessage());
            return 2;
        }
    }

    private int report(Verifier verifier) {
        List<LogReport> reports = reports(verifier);
        List<Finding> elsewhere = verifier.anchorFindings();
        PrintWriter out = spec().commandLine().getOut();
        AuditReport report = new AuditReport(reports, elsewhere, verifier.erasedBefore());
        out.print(format == Format.json ? report.json() : report.text());
        out.flush();
        return report.isWhole() ? 0 : 1;
    }

    private List<LogReport> reports(Verifier verifier) {
        if (id != null) {
            Optional<LogReport> event = verifier.event(id);
            return List.of(event.orElseThrow(() -> new Unreadable("there is no event with that id")));
        }
        if (fromSize != null) {
            return List.of(verifier.growth(oneLog(verifier), fromSize, toSize));
        }
        return log == null ? verifier.all() : List.of(verifier.log(log));
    }

    private String oneLog(Verifier verifier) {
        List<String> logs = log == null ? verifier.logs() : List.of(log);
        if (logs.size() != 1) {
            throw new ParameterException(spec().commandLine(), "--from-size needs --log: there are several, or none");
        }
        return logs.get(0);
    }

    private Stored stored() {
        if (where.export != null) {
            return Exported.read(where.export);
        }
        return Optional.ofNullable(where.place)
                .orElseThrow(() -> new Unreadable("no trail is named"))
                .open(databaseUser);
    }

    private List<Path> keyFiles() {
        if (!keys.isEmpty()) {
            return keys;
        }
        TrailPlace place = where.place;
        if (place == null || place.data == null) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--jdbc and --export need --key: the key that the checkpoints are held against");
        }
        spec().commandLine()
                .getErr()
                .println(
                        "note: the public key is the server's own; whoever could change the trail could change it too (--key)");
        return ownKeys(place.data.resolve("keys"));
    }

    /** Of all nodes that share the folder. */
    private static List<Path> ownKeys(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "audit-signing*.pub")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new Unreadable("cannot read " + folder, e);
        }
        if (files.isEmpty()) {
            throw new Unreadable("there is no audit-signing.pub in " + folder);
        }
        files.sort(null);
        return files;
    }

    private Instant erasedBefore() {
        if (erasedBefore == null) {
            return Instant.ofEpochMilli(Long.MAX_VALUE);
        }
        try {
            return erasedBefore.contains("T")
                    ? Instant.parse(erasedBefore)
                    : LocalDate.parse(erasedBefore).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec().commandLine(), "--erased-before is a day or an instant, such as 2026-11-21", e);
        }
    }

    private static List<String> texts(List<Path> files) {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            try {
                texts.add(Files.readString(file));
            } catch (IOException e) {
                throw new Unreadable("cannot read " + file, e);
            }
        }
        return texts;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli gives every command its description");
        }
        return spec;
    }
}
