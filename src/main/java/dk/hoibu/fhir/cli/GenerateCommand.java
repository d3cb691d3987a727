package dk.hoibu.fhir.cli;

import dk.hoibu.fhir.generate.Generated;
import dk.hoibu.fhir.generate.Generator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code generate}: writes a data folder about invented children. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes a data folder about invented children, for trying the server on many of them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:a file could not be written", "2:bad usage"})
public final class GenerateCommand implements Callable<Integer> {

    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--children",
            required = true,
            paramLabel = "N",
            description = "How many children, from 1 to 1200000 (all in Denmark).")
    private int children;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed and number give the same files. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The data folder; the files come in its subfolder sources.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Overwrite the files that are there.")
    private boolean force;

    /** Exit code 0 when written, 1 when a file could not be. Bad usage is a {@link ParameterException}, which picocli makes 2. */
    @Override
    public Integer call() {
        long start = System.nanoTime();
        try {
            checkUsage();
            Generated generated = generate();
            report(generated, (System.nanoTime() - start) / NANOS);
            return 0;
        } catch (UncheckedIOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private void checkUsage() {
        if (children < 1 || children > Generator.MOST_CHILDREN) {
            throw new ParameterException(spec.commandLine(), "--children must be from 1 to " + Generator.MOST_CHILDREN);
        }
        Path sources = out.resolve("sources");
        if (Files.exists(sources) && !Files.isDirectory(sources)) {
            throw new ParameterException(spec.commandLine(), sources + " is not a folder");
        }
        if (!force && Files.exists(sources) && !isEmpty(sources)) {
            throw new ParameterException(
                    spec.commandLine(), sources + " is not empty; use --force to overwrite its files");
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** With a progress bar, when somebody is there to watch it. */
    @SuppressWarnings("SystemConsoleNull") // on newer Java a bar may be drawn into a pipe, which does no harm
    private Generated generate() {
        if (System.console() == null) {
            return new Generator(children, seed, out, written -> {}).generate();
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Children")
                .setInitialMax(children)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build()) {
            return new Generator(children, seed, out, bar::stepTo).generate();
        }
    }

    private void report(Generated generated, double seconds) {
        PrintWriter print = spec.commandLine().getOut();
        for (Generated.File file : generated.files()) {
            print.printf(
                    Locale.ROOT, "%-26s %,10d records %,10.1f MB%n", file.name(), file.records(), file.bytes() / MEGA);
        }
        print.printf(
                Locale.ROOT,
                "%-26s %,10d children %,9.1f MB in %.1f s%n",
                "",
                children,
                generated.bytes() / MEGA,
                seconds);
        print.printf("%nServe it:   java -jar target/hoibu-fhir.jar serve --data %s%n", out);
        print.printf(
                "A child to try (invented, as all of them): %s%n",
                generated.example().value());
        print.flush();
    }
}
