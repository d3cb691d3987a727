package dk.hoibu.fhir.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with the audit trail from outside of the server. */
@Command(
        name = "audit",
        description =
                "Check the audit trail, export it, print one child's for the citizen, or see what others were given of it.",
        mixinStandardHelpOptions = true,
        subcommands = {AuditVerifyCommand.class, AuditExportCommand.class, AuditForwardCommand.class})
public final class AuditCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli gives every command its description");
        }
        throw new ParameterException(
                spec.commandLine(), "say what to do with the audit trail: verify, export, forward or citizen");
    }
}
