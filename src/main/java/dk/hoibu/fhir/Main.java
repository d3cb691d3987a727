package dk.hoibu.fhir;

import dk.hoibu.fhir.cli.AuditCitizenCommand;
import dk.hoibu.fhir.cli.AuditCommand;
import dk.hoibu.fhir.cli.ConvertCommand;
import dk.hoibu.fhir.cli.GenerateCommand;
import dk.hoibu.fhir.cli.MessagesCommand;
import dk.hoibu.fhir.cli.RotateKeyCommand;
import dk.hoibu.fhir.cli.TokenCommand;
import dk.hoibu.fhir.cli.ValidateCommand;
import java.io.File;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The command line: {@code serve}, {@code generate}, {@code rotate-key}, {@code validate}, {@code token}, {@code audit}, {@code convert}, {@code version} and {@code help}. */
@Command(
        name = "hoibu-fhir",
        description = "HOI BU on FHIR: is something going on with this child, and whom do I call?",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            ServeCommand.class,
            GenerateCommand.class,
            RotateKeyCommand.class,
            ValidateCommand.class,
            Main.VersionCommand.class,
            HelpCommand.class
        })
public final class Main {

    /** Exit codes: 0 done, 1 failed, 2 called wrongly. */
    public static void main(String[] arguments) {
        if (arguments.length > 0
                && Set.of("validate", "token", "audit", "convert", "messages").contains(arguments[0])) {
            // their results alone go to standard output
            System.setProperty("hoibu.log.target", "System.err");
        }
        // logging is set up before several threads want it at once
        LoggerFactory.getILoggerFactory();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.addSubcommand(new TokenCommand(Clock.systemUTC()));
        commandLine.addSubcommand(new ConvertCommand(System.out));
        commandLine.addSubcommand(MessagesCommand.line(Clock.systemUTC()));
        commandLine.addSubcommand(new CommandLine(new AuditCommand())
                .addSubcommand(
                        new AuditCitizenCommand(Clock.systemUTC(), new OrganisationRegisters(Clock.systemUTC()))));
        commandLine.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(line.getColorScheme().errorText("error: " + failure.getMessage()));
            return 1;
        });
        return commandLine;
    }

    /** The version in the jar's manifest; a build folder has none. */
    static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** The jar the program was started from, as it was named; empty when it runs from classes. */
    static Optional<String> jar() {
        boolean packaged = Main.class.getPackage().getImplementationVersion() != null;
        return Optional.ofNullable(System.getProperty("java.class.path"))
                .filter(path -> packaged && path.endsWith(".jar") && !path.contains(File.pathSeparator));
    }

    /** Gives picocli the version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"hoibu-fhir " + version(), "Java " + Runtime.version()};
        }
    }

    /** Prints the version. */
    @Command(name = "version", description = "Print the version and exit.")
    static final class VersionCommand implements Runnable {
        @Override
        public void run() {
            for (String line : new Version().getVersion()) {
                System.out.println(line);
            }
        }
    }
}
