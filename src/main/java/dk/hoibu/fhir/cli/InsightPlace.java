package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.proof.Anchor;
import dk.hoibu.fhir.audit.proof.AuditKeys;
import dk.hoibu.fhir.audit.proof.FileAnchor;
import dk.hoibu.fhir.audit.proof.Vkey;
import dk.hoibu.fhir.audit.trail.sql.SqlAuditTrail;
import dk.hoibu.fhir.fhir.IdKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a server's trail and its keys are, for whoever reads the trail in the clear. */
final class InsightPlace {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The server's folder, with its keys, and its data if it has a subfolder 'sources'.")
    Path data = Path.of("");

    @Option(
            names = "--audit-file",
            paramLabel = "FILE",
            description = "The SQLite file of the trail, where it is elsewhere (setting audit.file).")
    private @Nullable Path file;

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description = "The trail's PostgreSQL database, such as jdbc:postgresql://db.example/audit; with --user and"
                    + " --password-file of a user who may add and read.")
    private @Nullable String jdbc;

    @Mixin
    private DatabaseUser databaseUser = new DatabaseUser();

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "The key by which children are known in the trail, where it is elsewhere (setting audit.key-file).")
    private @Nullable Path keyFile;

    @Option(
            names = "--id-key-file",
            paramLabel = "FILE",
            description = "The keys of the opaque ids, where they are elsewhere (setting ids.key-file).")
    private @Nullable Path idKeyFile;

    @Option(
            names = "--signing-key-file",
            paramLabel = "FILE",
            description =
                    "The keys that sign the log of prints. Default: keys/audit-signing-insight.json in the folder; made at the first print.")
    private @Nullable Path signingKeyFile;

    @Option(
            names = "--anchor-file",
            paramLabel = "FILE",
            description = "Checkpoints of the log of prints are appended to it; not the one that a server writes.")
    private @Nullable Path anchorFile;

    /** @throws IllegalArgumentException when something is not there */
    InsightTrail open() {
        ChildMarks marks = ChildMarks.loadOrCreate(existing(keyFile, "audit.key"));
        var ids = IdKeys.loadOrCreate(existing(idKeyFile, "ids.json"));
        return new InsightTrail(trail(), marks, ids);
    }

    private SqlAuditTrail trail() {
        String url = jdbc;
        if (url != null) {
            String user = databaseUser.name;
            String password = databaseUser.password();
            if (user == null || password == null) {
                throw new IllegalArgumentException("--jdbc needs --user and --password-file");
            }
            return SqlAuditTrail.postgresql(url, user, () -> password, InsightTrail.LOG, PATIENCE, new SecureRandom());
        }
        Path sqlite = file == null ? data.resolve("audit").resolve("audit.db") : file;
        return SqlAuditTrail.sqlite(found(sqlite), InsightTrail.LOG, PATIENCE, new SecureRandom());
    }

    private Path existing(@Nullable Path elsewhere, String usual) {
        return found(elsewhere == null ? data.resolve("keys").resolve(usual) : elsewhere);
    }

    private static Path found(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no " + file);
        }
        return file;
    }

    /** The log of prints has a key of its own, as each log has; its name is that of the server's log, but for the end. */
    AuditKeys keys() {
        Path keys = data.resolve("keys");
        SecureRandom random = new SecureRandom();
        byte[] number = new byte[8];
        random.nextBytes(number);
        String origin = serversOrigin(keys.resolve("audit-signing.pub"))
                .orElseGet(() -> "hoibu-fhir/" + HexFormat.of().formatHex(number));
        Path signing = signingKeyFile == null ? keys.resolve("audit-signing-insight.json") : signingKeyFile;
        return AuditKeys.loadOrCreate(signing, origin + "/" + InsightTrail.LOG, random);
    }

    private static Optional<String> serversOrigin(Path publicKey) {
        try {
            if (!Files.isRegularFile(publicKey)) {
                return Optional.empty();
            }
            String name = Vkey.parse(
                            Files.readString(publicKey).lines().findFirst().orElse(""))
                    .name();
            return Optional.of(name.substring(0, name.lastIndexOf('/')));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + publicKey, e);
        }
    }

    List<Anchor> anchors() {
        return anchorFile == null ? List.of() : List.of(new FileAnchor(anchorFile));
    }
}
