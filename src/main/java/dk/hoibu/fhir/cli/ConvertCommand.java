package dk.hoibu.fhir.cli;

import ca.uhn.fhir.context.FhirContext;
import dk.hoibu.fhir.message.xdis.Assumptions;
import dk.hoibu.fhir.message.xdis.ConversionRefused;
import dk.hoibu.fhir.message.xdis.Edition;
import dk.hoibu.fhir.message.xdis.UnreadableLetter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convert}: an XDIS91 letter to a CareCommunication message and back, their receipts too, with a report of what differs. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Converts an XDIS91 letter to a MedCom CareCommunication message, or back; a receipt to an Acknowledgement, or back.",
            "The result goes to standard output. What differs is reported on standard error, or in a file: elements and reasons,"
                    + " never what is in them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:converted; the report tells what differs",
            "1:it is read, but cannot become the other format; nothing is written",
            "2:bad usage, or it cannot be read as what it should be"
        })
public final class ConvertCommand implements Callable<Integer> {

    /** What it is to become. */
    enum Goal {
        carecommunication,
        xdis91
    }

    /** How FHIR is written. */
    enum Format {
        json,
        xml
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1", paramLabel = "FILE", description = "The letter or message; - reads standard input.")
    private String input = "";

    @Option(
            names = "--to",
            paramLabel = "carecommunication|xdis91",
            required = true,
            description = "What it is to become.")
    private @Nullable Goal goal;

    @Option(
            names = "--format",
            paramLabel = "json|xml",
            defaultValue = "json",
            description = "How a message is written. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.json;

    @Option(
            names = "--edition",
            paramLabel = "2006|2019",
            defaultValue = "2019",
            description = "Which edition of the letter is written. Default: ${DEFAULT-VALUE}.")
    private String edition = "2019";

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report there, as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--sor",
            paramLabel = "FILE",
            description = "SOR's daily file, to find organisations' SOR ids and names by their location numbers.")
    private @Nullable Path sor;

    @Option(
            names = "--category",
            paramLabel = "CODE",
            description = "The category of a letter whose subject names none. Default: other.")
    private @Nullable String category;

    @Option(
            names = "--strict",
            description =
                    "Refuse a letter of an organisation that SOR does not know, where numbers would stand in for its own.")
    private boolean strict;

    @Option(
            names = "--objects",
            paramLabel = "DIR",
            description = "Where the objects are that letters refer to, and where those of messages are written.")
    private @Nullable Path objects;

    private final OutputStream out;

    /** @param out for the result, which is bytes: a letter is not in the character set of the terminal */
    public ConvertCommand(OutputStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        try {
            byte[] result = run().convert(ConvertRun.read(input), goal == Goal.xdis91, report);
            out.write(result);
            out.flush();
            return 0;
        } catch (ConversionRefused refused) {
            err().println("error: " + refused.getMessage());
            return 1;
        } catch (UnreadableLetter unreadable) {
            err().println("error: " + unreadable.getMessage());
            return 2;
        } catch (IOException e) {
            err().println("error: cannot read or write " + e.getMessage());
            return 2;
        }
    }

    private ConvertRun run() {
        Assumptions assumptions = Assumptions.standard().withStandIns(!strict);
        if (category != null) {
            try {
                assumptions = assumptions.withCategory(category);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
        FhirContext context = FhirContext.forR4();
        return new ConvertRun(
                new MessageFiles(context, format == Format.xml),
                SorDirectory.of(Optional.ofNullable(sor)),
                ObjectFolder.of(Optional.ofNullable(objects)),
                assumptions,
                edition(),
                err());
    }

    private Edition edition() {
        return switch (edition) {
            case "2006" -> Edition.OF_2006;
            case "2019" -> Edition.OF_2019;
            default -> throw new ParameterException(spec.commandLine(), "--edition is 2006 or 2019");
        };
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
