package dk.hoibu.fhir;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(
        name = "serve",
        description = "Start the server and run until stopped (Ctrl-C).",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    /** A child of the built-in sample that has something of everything (an official test number). */
    private static final String SAMPLE_CHILD = "0505159995";

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port to listen on (setting server.port; default 8080, 0 for any free one).")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description =
                    "The server's folder (default: ${DEFAULT-VALUE}): its keys, and its data if it has a subfolder 'sources' as 'generate' writes; else the built-in sample is served.")
    private Path data = Path.of("data");

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML; docs/settings.md lists them.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting, over file and environment; may be repeated.")
    private List<String> overrides = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<String> all = new ArrayList<>(overrides);
        if (port != null) {
            all.add("server.port=" + port);
        }
        Settings settings;
        Facade facade;
        try {
            settings = new SettingsReader().read(Optional.ofNullable(config), System.getenv(), all);
            facade = Facade.start(settings, data, Main.version(), Clock.systemUTC());
        } catch (IllegalArgumentException wrong) {
            err().println("error: " + wrong.getMessage());
            return 2;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(facade::close, "shutdown"));
        banner(facade);
        facade.join();
        return 0;
    }

    private void banner(Facade facade) {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        out.println();
        out.println("HOI BU on FHIR " + Main.version() + " is ready: " + facade.base());
        out.println(whose(facade));
        out.println(guard(facade.accessMode()));
        out.println("  " + facade.base() + "/metadata        what it can do");
        if (facade.accessMode() == AccessMode.OPEN_SAMPLE) {
            out.println("  " + facade.base() + "/swagger-ui/     try it in a browser");
        }
        String root = facade.base().resolve("/").toString();
        out.println("  " + root + "health/ready         and " + root + "metrics");
        if (facade.builtInSample() && facade.accessMode() != AccessMode.CLOSED) {
            out.println();
            out.println("A first query: is something going on with this child?");
            out.println();
            out.println("  curl -s " + token(facade) + facade.base() + "/EpisodeOfCare/_search -d 'patient.identifier="
                    + SAMPLE_CHILD + "' -d '_include=EpisodeOfCare:organization' -d '_pretty=true'");
        }
        out.println();
        out.flush();
    }

    private String whose(Facade facade) {
        if (facade.builtInSample()) {
            return "SAMPLE DATA ONLY: the built-in pilot (docs/sample-data.md). Nobody in it is real.";
        }
        return (facade.testDataAlone() ? "TEST DATA ONLY, from " : "DATA from ") + data.resolve("sources");
    }

    private static String guard(AccessMode mode) {
        return switch (mode) {
            case ISSUERS -> "Access: tokens of the issuers in the settings.";
            case DEVELOPMENT ->
                "Access: DEVELOPMENT tokens; whoever is on this machine can be any of the sample's users. Never for real data.";
            case OPEN_SAMPLE ->
                "Access: OPEN to everybody on this machine, no token is asked for. Never for real data.";
            case CLOSED ->
                "Access: NOBODY. No issuers are set up, so only what the server can do is told (docs/operations.md, access tokens).";
        };
    }

    /** The option with a token for curl; empty where none is asked for. */
    private String token(Facade facade) {
        if (facade.accessMode() != AccessMode.DEVELOPMENT) {
            return "";
        }
        String arguments = "token --as gp-pandrup --data " + data + " --port "
                + facade.base().getPort();
        String command = Main.jar()
                .map(jar -> "java -jar " + jar + " " + arguments + " | tail -1")
                // Maven ends its output with a line of its own
                .orElse("mvn -q exec:java -Dexec.args='" + arguments + "' | grep -o '^ey.*'");
        return "-H \"Authorization: Bearer $(" + command + ")\" ";
    }

    private static PrintWriter err() {
        return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    }
}
