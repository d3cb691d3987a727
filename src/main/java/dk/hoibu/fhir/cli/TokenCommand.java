package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.devauth.DevelopmentIssuer;
import dk.hoibu.fhir.devauth.SampleUser;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.IdKeys;
import dk.hoibu.fhir.fhir.Ids;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints an access token of one of the sample's users, for a server that serves test data alone. */
@Command(
        name = "token",
        description = "Print an access token of one of the sample's users, alone on the last line.",
        mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {

    private final InstantSource time;

    @Option(names = "--as", paramLabel = "USER", required = true, description = "Who asks; sample/users.json has them.")
    private String user = "";

    @Option(
            names = "--patient",
            paramLabel = "CPR",
            description = "The one child the application was opened for; scopes are then about that child.")
    private @Nullable String patient;

    @Option(names = "--scope", paramLabel = "SCOPES", description = "Scopes in place of the user's own.")
    private @Nullable String scope;

    @Option(
            names = "--assertion",
            description =
                    "Print what the user's own program proves its name with at the token endpoint, in place of a token.")
    private boolean assertion;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The server's folder, with its keys (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The server's port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--base", paramLabel = "URL", description = "The server's FHIR base URL, where it is set up.")
    private @Nullable String base;

    @Spec
    private @Nullable CommandSpec spec;

    public TokenCommand(InstantSource time) {
        this.time = time;
    }

    @Override
    public Integer call() {
        Optional<SampleUser> found =
                SampleUser.all().stream().filter(it -> it.id().equals(user)).findFirst();
        if (found.isEmpty()) {
            err().println("error: no such user; there are: "
                    + SampleUser.all().stream().map(SampleUser::id).collect(Collectors.joining(", ")));
            return 2;
        }
        Optional<PersonNumber> child = Optional.ofNullable(patient).flatMap(PersonNumber::parse);
        if (patient != null && child.isEmpty()) {
            err().println("error: --patient is not a CPR number");
            return 2;
        }
        String audience = base == null ? "http://127.0.0.1:" + port + "/fhir" : base;
        DevelopmentIssuer issuer = DevelopmentIssuer.of(URI.create(audience), data);
        if (assertion) {
            return assertion(found.get(), issuer);
        }
        Optional<String> id = child.map(number ->
                IdKeys.loadOrCreate(data.resolve("keys").resolve("ids.json")).ofPerson(Ids.Purpose.PATIENT, number));
        return print(issuer.token(found.get(), id, Optional.ofNullable(scope), time.instant()));
    }

    private int assertion(SampleUser user, DevelopmentIssuer issuer) {
        Optional<String> made = issuer.assertion(user, data, time.instant());
        if (made.isEmpty()) {
            err().println("error: the program of that user has no key here; sample/clients.json has those that do");
            return 2;
        }
        return print(made.get());
    }

    private int print(String line) {
        out().println(line);
        out().flush();
        return 0;
    }

    private PrintWriter out() {
        return spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec == null
                ? new PrintWriter(System.err, true, StandardCharsets.UTF_8)
                : spec.commandLine().getErr();
    }
}
