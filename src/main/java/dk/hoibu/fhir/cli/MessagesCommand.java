package dk.hoibu.fhir.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with messages from outside of the server. */
@Command(
        name = "messages",
        description = "See which messages did not arrive, and decide what becomes of them.",
        mixinStandardHelpOptions = true)
public final class MessagesCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    /** With its own commands. */
    public static CommandLine line(Clock clock) {
        return new CommandLine(new MessagesCommand()).addSubcommand(MessageOutboxCommand.line(clock));
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli gives every command its description");
        }
        throw new ParameterException(spec.commandLine(), "say what to do with messages: outbox");
    }
}
