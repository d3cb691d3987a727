package dk.hoibu.fhir.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** SUSHI, the compiler of FSH: makes FHIR resources of profiles/ and terminology/. Runs on Node, from ig/node_modules. */
final class Sushi {

    private static final Path PROGRAM = Path.of("ig", "node_modules", ".bin", "sushi");
    private static final long MINUTES = 5;

    private Sushi() {}

    /** Whether it and Node are there to be run. */
    static boolean canRun() {
        return Files.exists(PROGRAM) && nodeIsThere();
    }

    /**
     * Compiles the guide into {@code out}, which ig/fsh-generated does not notice.
     *
     * @return the folder with the resources
     */
    static Path build(Path out) {
        Path log = out.resolve("sushi.log");
        int errors = run(log, "node", PROGRAM.toString(), "build", "ig", "-o", out.toString());
        if (errors != 0) {
            throw new AssertionError("SUSHI ended with " + errors + ":\n" + read(log));
        }
        return out.resolve("fsh-generated").resolve("resources");
    }

    private static boolean nodeIsThere() {
        try {
            return run(Files.createTempFile("node", ".log"), "node", "--version") == 0;
        } catch (UncheckedIOException | IOException e) {
            return false;
        }
    }

    private static int run(Path log, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            // so that it finds the packages where we do, and does not go looking for them on the network
            builder.environment().put("HOME", System.getProperty("user.home"));
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command[0] + " took longer than " + MINUTES + " minutes");
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
