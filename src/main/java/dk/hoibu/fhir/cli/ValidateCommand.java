package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.log.CprPattern;
import dk.hoibu.fhir.validation.Finding.Level;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code validate}: holds files, or the answers of a running server, against our guide and the published profiles behind it. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Validates FHIR resources against R4, the guide of this program and the profiles they claim.",
            "dk-core and MedCom profiles are checked in full when their packages are in the FHIR package cache."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no errors", "1:errors were found", "2:bad usage, or something could not be read"})
public final class ValidateCommand implements Callable<Integer> {

    /** How the findings are written. */
    enum Format {
        text,
        json
    }

    /** How bad a finding must be to be written. */
    enum Limit {
        error(Level.ERROR),
        warning(Level.WARNING),
        information(Level.INFORMATION);

        private final Level level;

        Limit(Level level) {
            this.level = level;
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|URL",
            description =
                    "Files, folders (all FHIR in their .json and .xml files), or http(s) URLs that are asked for FHIR.")
    private List<String> inputs = List.of();

    @Option(
            names = "--form",
            paramLabel = "FILE",
            description =
                    "Ask each URL by POST with these parameters, a line 'name=value' each, as they are (not encoded);"
                            + " - reads them from standard input. This is how to search by CPR number.")
    private @Nullable String form;

    @Option(
            names = "--token",
            paramLabel = "FILE",
            description =
                    "File whose last line is the access token to ask each URL with, as the command token prints it;"
                            + " - reads it from standard input.")
    private @Nullable String token;

    @Option(
            names = "--profile",
            paramLabel = "URL",
            description = "A profile to hold every resource against, beside those it claims. May be repeated.")
    private List<String> profiles = List.of();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "json: one Bundle with an OperationOutcome for each input. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(
            names = "--level",
            paramLabel = "error|warning|information",
            defaultValue = "warning",
            description = "The least that is written. Default: ${DEFAULT-VALUE}.")
    private Limit limit = Limit.warning;

    @Option(
            names = "--packages",
            paramLabel = "DIR",
            description = "The FHIR package cache. Default: ~/.fhir/packages.")
    private @Nullable Path packages;

    /** Exit code 0 without errors, 1 with, 2 when something could not be read. */
    @Override
    public Integer call() {
        inputs.forEach(this::refuseNumber);
        try {
            Inputs read = new Inputs(
                    form == null ? null : Form.read(form),
                    token == null ? null : AccessToken.read(token),
                    spec.commandLine().getErr());
            ValidateRun run =
                    new ValidateRun(packages, profiles, spec.commandLine().getErr());
            return run.over(read.of(inputs), report());
        } catch (IOException e) {
            spec.commandLine().getErr().println("error: " + e.getMessage());
            return 2;
        }
    }

    /** A CPR number in a URL ends up in the logs of everybody on the way. The URL is not repeated here either. */
    private void refuseNumber(String input) {
        if (Inputs.isUrl(input) && (CprPattern.isIn(input) || CprPattern.isIn(decoded(input)))) {
            throw new ParameterException(
                    spec.commandLine(), "there may be a CPR number in a URL; put it in a file for --form");
        }
    }

    private static String decoded(String url) {
        try {
            return URLDecoder.decode(url, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return url;
        }
    }

    private Report report() {
        return switch (format) {
            case text -> new TextReport(spec.commandLine().getOut(), limit.level);
            case json -> new JsonReport(spec.commandLine().getOut(), limit.level);
        };
    }
}
